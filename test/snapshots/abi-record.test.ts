import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { pinText } from '../../src/migrate/pin.js'
import type { AbiFact } from '../../src/snapshots/abi-fact.js'
import { compareAbi } from '../../src/snapshots/compare-abi.js'
import { guestAbi } from '../../src/snapshots/guest-abi.js'
import { isRecord, RecordError, readRecord } from '../../src/snapshots/read-record.js'
import { recordText } from '../../src/snapshots/write-record.js'
import { scan } from '../../src/xml/scan.js'
import { corpus, hasCorpus } from '../corpus.js'

const target = targetFrom('libvirt=12.8.0,qemu=11.1.3')
const settings = { target, hostArch: 'x86_64', abiUpdate: false }

const record = (facts: readonly AbiFact[], name = 'mail') => recordText({ domlint: '1.2.3', target, guests: [{ name, facts }] })

function factsOf(text: string, name = 'domain') {
  const { element } = scan(text).document
  const domain = element?.name === name ? element : element?.elements().find((child) => child.name === name)
  if (!domain) throw new Error('no domain')
  return guestAbi(domain, settings).facts
}

const guest = (devices: string) => `<domain type='kvm'>
  <name>mail</name>
  <memory unit='GiB'>2</memory>
  <vcpu>2</vcpu>
  <os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>
  <devices>${devices}</devices>
</domain>`

describe('a record', () => {
  test('has the version, the target, a section for each device, and a line for each fact', () => {
    const text = record(
      factsOf(guest("<disk type='file'><target dev='vda' bus='virtio'/><serial>M #1</serial><vendor>ACME</vendor></disk>")),
    )
    expect(text.split('\n').slice(2, 9)).toEqual([
      'domlint-abi 1',
      'domlint 1.2.3',
      'target libvirt=12.8.0,qemu=11.1.3',
      'libvirt 12.8.0',
      'qemu 11.1.3',
      '',
      'domain mail',
    ])
    expect(text).toContain('\nuuid = made up by libvirt at definition  # the UUID\n')
    const [, section = ''] = /\n\[disk vda\] = devices\/disk\[0\]\n([^[]*)\n\n/.exec(text) ?? []
    expect(section.split('\n').filter((line) => !/^(?:address|driver)/.test(line))).toEqual([
      'serial = "M #1"  # the serial number',
      'target@bus = virtio  # the bus',
      'target@dev = vda  # the target name',
      'vendor ~ ACME  # the vendor',
    ])
  })

  test('keeps its order when devices change theirs, but for the places', () => {
    const [vda, vdb] = ['vda', 'vdb'].map((name) => `<disk type='file'><target dev='${name}' bus='virtio'/></disk>`)
    const headings = (text: string) => text.split('\n').flatMap((line) => /^\[.*?\]/.exec(line)?.[0] ?? [])
    const one = headings(record(factsOf(guest(`${vda}${vdb}`))))
    expect(headings(record(factsOf(guest(`${vdb}${vda}`))))).toEqual(one)
    expect(one.indexOf('[disk vda]')).toBe(one.indexOf('[disk vdb]') - 1)
  })

  test('a device is one section, even where its name would be made up', () => {
    const text = record(factsOf(guest("<interface type='network'><source network='lan'/></interface>")))
    expect(text.match(/^\[interface.*$/gm)).toEqual(['[interface lan] = devices/interface[0]'])
    expect(text).toContain('mac@address = made up by libvirt at definition')
    expect(text).not.toContain('52:54:00')
  })

  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=', '~ x', '#', ' ', '', '"', 'present', 'a  b', 'x\r\ny', '[x]', 'domain x'),
  )
  const path = fc.oneof(
    fc
      .tuple(fc.constantFrom('cpu', 'os/type', 'vcpu', '', 'name'), fc.option(word, { nil: undefined }))
      .map(([element, attribute]) => `${element}${attribute === undefined && element !== '' ? '' : `@${attribute}`}`),
    fc
      .tuple(fc.constantFrom('disk', 'interface'), fc.nat(12), fc.constantFrom('', '@model', '/target@dev', '/serial'), word)
      .map(([kind, index, fact, rest]) => `devices/${kind}[${index}]${fact}${fact === '' ? '' : rest}`),
  )
  const fact = fc
    .record({
      path,
      device: word,
      fact: fc.oneof(word, fc.constant('the device')),
      value: word,
      level: fc.constantFrom('guest' as const, 'libvirt' as const),
    })
    .map((one): AbiFact => ({ ...one, fact: one.fact === '' ? one.path : one.fact, source: undefined }))
    .filter(({ device }) => device !== '')

  test('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fact, { selector: ({ path }) => path }), word, fc.boolean(), (facts, name, isWindows) => {
        const text = record(facts, name)
        const read = readRecord(isWindows ? text.replaceAll('\n', '\r\n') : text)
        const byPath = (all: readonly AbiFact[]) => new Map(all.map((one) => [one.path, one]))
        expect(read.guests.map((one) => one.name)).toEqual([name])
        expect(byPath(read.guests[0]!.facts)).toEqual(byPath(facts))
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
      }),
    )
  })

  test('any text is a record, or refused in a sentence', () => {
    const line = fc.oneof(
      word,
      fc.constantFrom('domlint-abi 1', 'domain a', '[disk vda] = devices/disk[0]', 'a = b', 'a ~ "b', '[x', '# c'),
    )
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        try {
          readRecord(lines.join('\n'))
        } catch (error) {
          expect(error).toBeInstanceOf(RecordError)
        }
      }),
    )
  })

  test('of a newer format is refused', () => {
    const newer = record([]).replace('domlint-abi 1', 'domlint-abi 2')
    expect(isRecord(newer)).toBe(true)
    expect(() => readRecord(newer)).toThrow('is a record of format 2, and this domlint reads up to 1: a newer one wrote it')
  })

  test('with the marks of a merge is refused at their line', () => {
    expect(() => readRecord(`${record([])}<<<<<<< HEAD\n`)).toThrow('cannot be read at line 10')
  })

  test('a long line is read in no time', () => {
    const spaces = ' '.repeat(300_000)
    for (const line of [`a = x${spaces}"`, `a = ${'# '.repeat(150_000)}`, `[${spaces}`, `a = "${'\\'.repeat(300_001)}`])
      expect(() => readRecord(`domlint-abi 1\ndomain a\n${line}`)).toThrow(RecordError)
  })
})

describe.skipIf(!hasCorpus)('definitions that libvirt accepts (needs the corpus)', () => {
  interface Case {
    readonly input: string
    readonly arch: string
    readonly qemu: string
    readonly abiUpdate: boolean
    readonly verdict: string
  }

  test('have the record of their pinned form, but for what is made up', { timeout: 60_000 }, () => {
    const cases = readFileSync(`${corpus}/libvirt/cases.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line): Case => JSON.parse(line))
      .filter(({ verdict }, index) => verdict === 'accepted' && index % 5 === 0)
    const different = cases.flatMap(({ input, arch, qemu, abiUpdate }) => {
      const at = targetFrom(`libvirt=11.3.0,qemu=${qemu}`)
      const check = { target: at, hostArch: arch, abiUpdate, ruleset: compileRuleset([], [], {}), directives: false }
      const text = readFileSync(`${corpus}/libvirt/${input}`, 'utf8')
      const pinned = pinText(text, check, 'all')?.text
      const { element } = scan(text).document
      const { element: again } = scan(pinned ?? '').document
      if (!element || !again) return [`${input}: not pinned`]
      // A new guest is defined only once: what is pinned is that of an old one.
      const [one = [], other = []] = [element, again].map((domain) => {
        const facts = guestAbi(domain, { ...check, abiUpdate: abiUpdate && domain === element }).facts
        const { guests } = readRecord(recordText({ domlint: '1.2.3', target: at, guests: [{ name: '', facts }] }))
        return guests[0]?.facts ?? []
      })
      return compareAbi(one, other, 'guest')
        .filter(({ before }) => before !== 'made up by libvirt at definition')
        .map(({ path, before, after }) => `${input}: ${path}: ${before} -> ${after}`)
    })
    expect(cases.length).toBeGreaterThan(50)
    expect(different).toEqual([])
  })
})
