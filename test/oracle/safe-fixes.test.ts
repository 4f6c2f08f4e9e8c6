import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guest } from '../../bench/guest.mjs'
import { targetFrom } from '../../src/domain/facts/target.js'
import { fixText } from '../../src/lint/fix.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { corpusFiles } from '../corpus.js'
import { commandLines, whyNoLibvirt } from './libvirt.js'

const missing = whyNoLibvirt()
const examples = join(import.meta.dirname, '../../examples')

const settings = {
  ruleset: compileRuleset(rules, ['all']),
  target: targetFrom('libvirt=9.0.0,qemu=7.2.0'),
  hostArch: 'x86_64',
  abiUpdate: false,
  directives: false,
}

/** A definition as this host can take it: no KVM here, and the CPU of a host without KVM is the emulated one. */
function forThisHost(text: string): string {
  return text
    .replace(/(<domain\b[^>]*\btype=)(['"])kvm\2/, '$1$2qemu$2')
    .replace(/(<cpu\b[^>]*\bmode=)(['"])host-(?:passthrough|model)\2/g, '$1$2maximum$2')
    .replace(/<emulator>[^<]*<\/emulator>/, '<emulator>/usr/bin/qemu-system-x86_64</emulator>')
}

/** A command line without what libvirt makes up anew each time, where the definition leaves it open. */
function masked(commandLine: string, definition: string): string {
  const noUuid = commandLine.replace(/-uuid (\S+)/, (whole, uuid: string) =>
    definition.toLowerCase().includes(uuid) ? whole : '-uuid RANDOM',
  )
  const noSecrets = noUuid.replace(/"(data|iv)":"[^"]*"/g, '"$1":"RANDOM"')
  return noSecrets.replace(/"mac":"([0-9a-f:]+)"/g, (whole, mac: string) =>
    definition.toLowerCase().includes(mac) ? whole : '"mac":"RANDOM"',
  )
}

/** The arguments that only one of two command lines has. */
function differingArguments(was: string, is: string): string {
  const [before, after] = [was.split(/ (?=-)/), is.split(/ (?=-)/)]
  return [
    ...before.filter((argument) => !after.includes(argument)).map((argument) => `\n  - ${argument}`),
    ...after.filter((argument) => !before.includes(argument)).map((argument) => `\n  + ${argument}`),
  ].join('')
}

describe.skipIf(missing)(`safe fixes leave the QEMU command line as it was (${missing ?? 'real libvirt'})`, () => {
  it(
    'on every definition that libvirt takes',
    () => {
      const own = [
        ...readdirSync(examples).map((file) => [file, readFileSync(join(examples, file), 'utf8')] as const),
        ...Array.from({ length: 30 }, (_, n) => [`guest ${n}`, guest(n)] as const),
      ]
      const foreign = corpusFiles('real', 'libvirt/input').map((file) => [basename(file), readFileSync(file, 'utf8')] as const)
      const changed = [...own, ...foreign].flatMap(([name, text]) => {
        const before = forThisHost(text)
        const after = fixText(name, before, settings, { unsafe: false }).text
        return after === before ? [] : [{ name, before, after }]
      })
      expect(changed.length).toBeGreaterThan(10)
      const answers = commandLines(changed.flatMap(({ before, after }) => [before, after]))
      let compared = 0
      const different: string[] = []
      for (const [n, { name, before, after }] of changed.entries()) {
        const [was, is] = [answers[2 * n], answers[2 * n + 1]]
        if (!was || !is || 'refused' in was) continue
        compared++
        if ('refused' in is) different.push(`${name}: refused after the fix: ${is.refused}`)
        else if (masked(was.commandLine, before) !== masked(is.commandLine, after))
          different.push(`${name}: ${differingArguments(masked(was.commandLine, before), masked(is.commandLine, after))}`)
      }
      console.log(`${changed.length} definitions changed by safe fixes, ${compared} of them compared on real libvirt`)
      expect(different).toEqual([])
      expect(compared).toBeGreaterThan(5)
    },
    20 * 60_000,
  )
})
