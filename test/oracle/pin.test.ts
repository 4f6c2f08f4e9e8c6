import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guest } from '../../bench/guest.mjs'
import { targetFrom } from '../../src/domain/facts/target.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { pinText } from '../../src/migrate/pin.js'
import { decodeXml } from '../../src/xml/encoding.js'
import { corpusFiles } from '../corpus.js'
import { askVirsh, whyNoLibvirt } from './libvirt.js'

const missing = whyNoLibvirt()
const examples = join(import.meta.dirname, '../../examples')

const settings = {
  ruleset: compileRuleset([], []),
  target: targetFrom('libvirt=9.0.0,qemu=7.2.0'),
  hostArch: 'x86_64',
  abiUpdate: true,
  directives: false,
}

function uuid(number: number): string {
  return `8a6f0a1e-2f52-4a0e-9a52-${number.toString(16).padStart(12, '0')}`
}

/** A definition as this host can take it, without KVM, and with nothing in it that libvirt would make up. */
function forThisHost(text: string, number: number): string {
  const named = text
    .replace(/(<domain\b[^>]*\btype=)(['"])kvm\2/, '$1$2qemu$2')
    .replace(/(<cpu\b[^>]*\bmode=)(['"])host-(?:passthrough|model)\2/g, '$1$2maximum$2')
    .replace(/<emulator>[^<]*<\/emulator>/, '<emulator>/usr/bin/qemu-system-x86_64</emulator>')
    .replace(/<uuid>[^<]*<\/uuid>/, '')
    .replace(/<name>[^<]*<\/name>/, `<name>guest${number}</name><uuid>${uuid(number)}</uuid>`)
  return named.replace(/<interface\b(?:(?!<\/interface>)[\s\S])*<\/interface>/g, (card, at: number) =>
    card.includes('<mac') ? card : card.replace('</interface>', `<mac address='52:54:00:${macEnd(at)}'/></interface>`),
  )
}

function macEnd(number: number): string {
  return [16, 8, 0].map((shift) => ((number >> shift) & 0xff).toString(16).padStart(2, '0')).join(':')
}

/** What libvirt keeps of each definition; an error where it refuses it. */
function stored(definitions: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-pin-'))
  try {
    const commands = definitions.flatMap((text, number) => {
      const file = join(folder, `${number}.xml`)
      writeFileSync(file, text)
      const name = /<name>([^<]*)<\/name>/.exec(text)?.[1] ?? ''
      return [`define ${file}`, `dumpxml --inactive --security-info ${name}`, `undefine ${name} --nvram`]
    })
    const answers = askVirsh(commands)
    return definitions.map((_, number) => {
      const error = [...(answers[3 * number] ?? '').matchAll(/^error: .*/gm)].map(([line]) => line).at(-1)
      const dump = /<domain[\s\S]*<\/domain>/.exec(answers[3 * number + 1] ?? '')?.[0]
      return error ?? (dump && masked(dump)) ?? 'error: no answer'
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Without what libvirt makes up where a definition leaves it open: it makes up another one each time. */
function masked(dump: string): string {
  return dump.replace(/(<genid>|<parameters interfaceid=')[0-9a-f-]{36}/g, '$1RANDOM')
}

/**
 * What libvirt 9.0 does otherwise than the later ones that the passes follow, where the guest sees nothing of it: it puts controllers that
 * devices need in another place among the others, numbers consoles otherwise, and has no audio for SDL beside other graphics.
 */
const knownDifferences = [/^[-+] <target type='virtio' port='\d+'\/>$/, /^\+ <audio id='1' type='spice'\/>$/]

/** A dump with its controllers in an order of their own, ahead of all else. */
function withoutControllerOrder(dump: string): string {
  const controller = /^ {4}<controller\b(?:[^>]*\/>|[\s\S]*?^ {4}<\/controller>)\n/gm
  return [...(dump.match(controller) ?? []).sort(), dump.replace(controller, '')].join('')
}

/** The lines of which one text has more than the other; their order, where that is all. */
function differingLines(was: string, is: string): string[] {
  const [before, after] = [was.split('\n'), is.split('\n')]
  const lines = [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ]
  if (lines.length === 0) return was === is ? [] : ['another order']
  return lines.filter((line) => !knownDifferences.some((known) => known.test(line)))
}

describe.skipIf(missing)(`libvirt makes the same of a pinned definition (${missing ?? 'real libvirt'})`, () => {
  test('of every one that it takes', () => {
    const own = [
      ...readdirSync(examples).map((file) => [file, readFileSync(join(examples, file), 'utf8')] as const),
      ...Array.from({ length: 30 }, (_, number) => [`guest ${number}`, guest(number)] as const),
    ]
    const foreign = corpusFiles('real', 'libvirt/input').flatMap((file) => {
      const decoded = decodeXml(readFileSync(file))
      return 'kind' in decoded ? [] : [[basename(file), decoded.text] as const]
    })
    const all = [...own, ...foreign].map(([name, text], number) => ({ name, text: forThisHost(text, number) }))
    const taken = stored(all.map(({ text }) => text))
    const pairs = all.flatMap(({ name, text }, number) => {
      const before = taken[number] ?? ''
      const pinned = before.startsWith('error') ? undefined : pinText(text, settings, 'all')
      return pinned ? [{ name, before, pinned: pinned.text }] : []
    })
    const after = stored(pairs.map(({ pinned }) => pinned))
    const wrong = pairs.flatMap(({ name, before }, number) => {
      const now = after[number] ?? ''
      const differences = now.startsWith('error') ? [now] : differingLines(withoutControllerOrder(before), withoutControllerOrder(now))
      return differences.length === 0 ? [] : [[name, ...differences].join('\n  ')]
    })
    expect(pairs.length).toBeGreaterThan(20)
    expect(wrong.slice(0, 20), `${wrong.length} of ${pairs.length}`).toEqual([])
  }, 300_000)
})
