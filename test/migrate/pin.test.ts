import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guest as invented } from '../../bench/guest.mjs'
import { canonicalize } from '../../src/canonical/canonicalize.js'
import { libvirtLayout } from '../../src/canonical/layout/libvirt-layout.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import type { CheckSettings } from '../../src/lint/engine.js'
import { documentKind } from '../../src/lint/roots.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { pinText } from '../../src/migrate/pin.js'
import type { PinScope } from '../../src/migrate/pin-scope.js'
import { decodeXml } from '../../src/xml/encoding.js'
import { scan } from '../../src/xml/scan.js'
import { corpus, hasCorpus } from '../corpus.js'

function settingsFor(target: string, { hostArch = 'x86_64', abiUpdate = false } = {}): CheckSettings {
  return { ruleset: compileRuleset([], []), target: targetFrom(target), hostArch, abiUpdate, directives: false }
}

const settings = settingsFor('libvirt=11.3.0,qemu=10.0.0')
const sameBytes = (count: number) => new Uint8Array(count).fill(0xab)

function pinned(text: string, scope: PinScope = 'all', given = settings) {
  const result = pinText(text, given, scope, sameBytes)
  if (!result) throw new Error('not pinned')
  return result
}

/** What libvirt makes of the first domain of a text. */
function canonical(text: string, given = settings): string {
  const kind = documentKind(scan(text).document)
  const domain = kind.kind === 'domains' ? kind.domains[0] : undefined
  if (!domain) throw new Error('no domain')
  return libvirtLayout(canonicalize(domain, { ...given, randomBytes: sameBytes }).element)
}

/** Everything that pinning must never touch: comments, processing instructions and CDATA. */
function untouchable(text: string): string[] {
  return text.match(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>/g) ?? []
}

/** What is wrong with a pinned text; nothing else may be. */
function faultsOf(text: string, scope: PinScope, given = settings): string[] {
  const { text: once } = pinned(text, scope, given)
  return [
    ...(canonical(once, given) === canonical(text, given) ? [] : ['libvirt makes something else of it']),
    ...(pinned(once, scope, given).text === once ? [] : ['pinning it again changes it']),
    ...(untouchable(once).join() === untouchable(text).join() ? [] : ['a comment is not as it was']),
  ]
}

const guest = `<domain type='kvm'>
  <name>mail</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory unit='GiB'>1</memory>
  <vcpu>2</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <!-- the devices -->
  <devices>
    <interface type='network'>
      <source network='default'/>
      <model type='virtio'/>
    </interface> <!-- to the world -->
    <colour>red</colour>
  </devices>
</domain>
`

describe('pinning', () => {
  test('writes down the machine type, what is missing, and where it is', () => {
    const { text, pins, unknowns } = pinned(guest)
    expect(unknowns).toEqual([])
    expect(text).toContain("<type arch='x86_64' machine='pc-q35-10.0'>hvm</type>")
    expect(text).toContain(`    <interface type='network'>
      <mac address='`)
    expect(text).toContain(
      "      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>\n    </interface> <!-- to the world -->\n",
    )
    expect(text).toContain("  <memory unit='GiB'>1</memory>\n")
    expect(text).toContain('    <colour>red</colour>\n')
    expect(pins).toContainEqual({
      kind: 'set',
      device: 'os',
      domain: 'mail',
      what: "<type machine='pc-q35-10.0'>",
      why: 'settle architecture and machine type',
      isRandom: false,
    })
    expect(pins.map(({ device }) => device)).toContain('controller pci 1')
  })

  test('only adds: what stood in the text stands in it still, in its order', () => {
    const { text } = pinned(guest)
    const lines = text.split('\n')
    let at = 0
    for (const line of guest.replace("machine='q35'", "machine='pc-q35-10.0'").replace('<vcpu>', "<vcpu placement='static'>").split('\n')) {
      at = lines.indexOf(line, at) + 1
      expect(at, line).toBeGreaterThan(0)
    }
  })

  test('what the guest sees leaves out what it does not', () => {
    const { text, pins } = pinned(guest, 'abi')
    expect(text).toContain("machine='pc-q35-10.0'")
    expect(text).toContain("<memballoon model='virtio'>")
    expect(text).not.toMatch(/<emulator|<audio|<on_|<boot|placement=/)
    expect(pins.length).toBeLessThan(pinned(guest).pins.length)
  })

  test('tells what it made up', () => {
    const without = guest.replace(/ {2}<uuid>.*\n/, '')
    const made = pinned(without).pins.filter(({ isRandom }) => isRandom)
    expect(made.map(({ what }) => what)).toEqual([
      '<uuid>abababab-abab-4bab-abab-abababababab</uuid>',
      expect.stringMatching(/^<mac address='52:54:00:[0-9a-f:]{8}'\/>$/),
    ])
    const smbios = `<sysinfo type='smbios'><system><entry name='uuid'>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</entry></system></sysinfo>`
    const fromTables = pinned(without.replace('<os>', `${smbios}<os>`)).pins.find(({ what }) => what.startsWith('<uuid>'))
    expect(fromTables).toMatchObject({ what: '<uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>', isRandom: false })
  })

  test('makes up other ones each time', () => {
    const [once, again] = [pinText(guest, settings, 'all'), pinText(guest, settings, 'all')]
    expect(once?.text).not.toBe(again?.text)
  })

  test('guesses nothing that only the host knows, and tells it', () => {
    const labelled = guest.replace('</domain>', "  <seclabel type='none'/>\n</domain>")
    const { text, unknowns } = pinned(labelled)
    expect(text).toContain("  <seclabel type='none'/>\n")
    expect(unknowns).toEqual(['the security model: it is the first of the host, and none where it has none'])
  })

  test('a text with several domains: each of them', () => {
    const { pins } = pinned(`<domains>${guest}${guest.replace('mail', 'web')}</domains>`)
    expect(new Set(pins.map(({ domain }) => domain))).toEqual(new Set(['mail', 'web']))
  })

  test.each(['<domain', '<network/>', ''])('%j is nothing to pin', (text) => {
    expect(pinText(text, settings, 'all')).toBeUndefined()
  })
})

describe.each<PinScope>(['all', 'abi'])('the pinned text (%s) says to libvirt what the text says, and pins to itself', (scope) => {
  const folders = [join(import.meta.dirname, 'samples'), join(import.meta.dirname, '../../examples')]
  const own = folders.flatMap((folder) =>
    readdirSync(folder)
      // One of the examples is not well-formed, and so not to be pinned.
      .filter((file) => file.endsWith('.xml') && file !== 'unfinished.xml')
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const),
  )

  test.each([['the guest above', guest] as const, ...own])('%s', (_, text) => {
    expect(faultsOf(text, scope)).toEqual([])
  })

  test('invented guests', () => {
    const wrong = Array.from({ length: 60 }, (_, n) => [n, ...faultsOf(invented(n), scope)]).filter(({ length }) => length > 1)
    expect(wrong).toEqual([])
  })

  test.skipIf(!hasCorpus).each([
    ['libvirt', 'libvirt=11.3.0'],
    ['real-libvirt', 'libvirt=12.8.0'],
  ])(
    'what libvirt accepts of the corpus: %s',
    (folder, libvirt) => {
      const wrong = casesOf(folder).flatMap(({ input, arch, qemu, abiUpdate }) => {
        const decoded = decodeXml(readFileSync(join(corpus, folder, input)))
        if ('kind' in decoded) return [`${input}: not decoded`]
        const given = settingsFor(`${libvirt},qemu=${qemu}`, { hostArch: arch, abiUpdate })
        return faultsOf(decoded.text, scope, given).map((fault) => `${input} on ${arch}: ${fault}`)
      })
      expect(wrong).toEqual([])
    },
    60_000,
  )
})

interface Case {
  readonly input: string
  readonly arch: string
  readonly qemu: string
  readonly abiUpdate: boolean
  readonly verdict: string
}

function casesOf(folder: string): Case[] {
  const lines = readFileSync(join(corpus, folder, 'cases.jsonl'), 'utf8')
    .trim()
    .split('\n')
  // The lines are written by the corpus's own tool in this form.
  return lines.map((line) => JSON.parse(line) as Case).filter(({ verdict }) => verdict === 'accepted')
}
