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
import { argumentsOf, differingArguments, forThisHost, withoutRandom } from './command-line.js'
import { type Answer, askVirsh, commandLineIn, whyNoLibvirt } from './libvirt.js'

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

/** A definition with a name and UUID of its own, and with nothing in it that libvirt would make up. */
function asItStands(text: string, number: number): string {
  const named = forThisHost(text)
    .replace(/<uuid>[^<]*<\/uuid>/, '')
    .replace(/<name>[^<]*<\/name>/, `<name>guest${number}</name><uuid>${uuid(number)}</uuid>`)
    .replace(/<genid\s*\/>/, `<genid>${uuid(number)}</genid>`)
  return named.replace(/<interface\b(?:(?!<\/interface>)[\s\S])*<\/interface>/g, (card, at: number) =>
    card.includes('<mac') ? card : card.replace('</interface>', `<mac address='52:54:00:${macEnd(at)}'/></interface>`),
  )
}

function macEnd(number: number): string {
  return [16, 8, 0].map((shift) => ((number >> shift) & 0xff).toString(16).padStart(2, '0')).join(':')
}

/** What libvirt makes of a definition; `error: ...` in place of what it would keep where it refuses it. */
interface Stored {
  readonly dump: string
  readonly commandLine: Answer
}

/** @param isCommand whether the command line of a definition is of interest; it takes libvirt longer than all else. */
function store(definitions: readonly string[], isCommand: (number: number) => boolean = () => true): Stored[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-pin-'))
  try {
    const commands = definitions.flatMap((text, number) => {
      const file = join(folder, `${number}.xml`)
      writeFileSync(file, text)
      const name = /<name>([^<]*)<\/name>/.exec(text)?.[1] ?? ''
      return [
        `define ${file}`,
        `dumpxml --inactive --security-info ${name}`,
        `undefine ${name} --nvram`,
        isCommand(number) ? `domxml-to-native qemu-argv --xml ${file}` : '',
      ]
    })
    const answers = askVirsh(commands)
    return definitions.map((text, number) => {
      const [defined = '', dumped = '', , native = ''] = answers.slice(4 * number)
      const error = [...defined.matchAll(/^error: .*/gm)].map(([line]) => line).at(-1)
      const commandLine = commandLineIn(native)
      return {
        dump: error ?? /<domain[\s\S]*<\/domain>/.exec(dumped)?.[0] ?? 'error: no answer',
        commandLine: 'refused' in commandLine ? commandLine : { commandLine: withoutRandom(commandLine.commandLine, text) },
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Without the interface IDs of Open vSwitch that libvirt makes up: another one each time. */
function masked(dump: string): string {
  return dump.replace(/(<parameters interfaceid=')[0-9a-f-]{36}/g, '$1RANDOM')
}

/** The lines of which one text has more than the other; their order, where that is all. */
function differingLines(was: string, is: string): string[] {
  if (was === is) return []
  const [before, after] = [was.split('\n'), is.split('\n')]
  const lines = [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ]
  return lines.length > 0 ? lines : ['another order']
}

/** How two command lines differ, but for the order of arguments. */
function differingCommands(was: Answer, is: Answer): string[] {
  if ('refused' in was) return []
  if ('refused' in is) return [`has no command line: ${is.refused}`]
  const sorted = (line: string) => argumentsOf(line).sort().join('\n')
  if (sorted(was.commandLine) === sorted(is.commandLine)) return []
  return ['another command line', ...differingArguments(was.commandLine, is.commandLine)]
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
    const all = [...own, ...foreign].map(([name, text], number) => ({ name, text: asItStands(text, number) }))
    const taken = store(all.map(({ text }) => text))
    const guests = all.flatMap(({ name, text }, number) => {
      const before = taken[number]
      const pinned = before && !before.dump.startsWith('error') ? pinText(text, settings, 'all') : undefined
      return before && pinned ? [{ name, before, pinned: pinned.text }] : []
    })
    // libvirt 9.0 puts controllers that it adds behind all others, and numbers consoles anew, only until it reads its own file again.
    const again = store(
      guests.flatMap(({ before, pinned }) => [before.dump, pinned]),
      (number) => number % 2 === 1,
    )
    const wrong = guests.flatMap(({ name, before }, number) => {
      const [reread, pinned] = again.slice(2 * number)
      if (!reread || !pinned) return [name]
      const differences = [
        ...(pinned.dump.startsWith('error') ? [pinned.dump] : differingLines(masked(reread.dump), masked(pinned.dump))),
        ...differingCommands(before.commandLine, pinned.commandLine),
      ]
      return differences.length === 0 ? [] : [[name, ...differences].join('\n  ')]
    })
    const compared = guests.filter(({ before }) => 'commandLine' in before.commandLine).length
    console.log(`${guests.length} pinned definitions compared, ${compared} of them by their command line`)
    expect(guests.length).toBeGreaterThan(20)
    expect(compared).toBeGreaterThan(10)
    expect(wrong.slice(0, 20), `${wrong.length} of ${guests.length}`).toEqual([])
  }, 300_000)
})
