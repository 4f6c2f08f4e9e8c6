import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guest } from '../../bench/guest.mjs'
import { targetFrom } from '../../src/domain/facts/target.js'
import { fixText } from '../../src/lint/fix.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { corpusFiles } from '../corpus.js'
import { differingArguments, forThisHost, withoutRandom } from './command-line.js'
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
        else if (withoutRandom(was.commandLine, before) !== withoutRandom(is.commandLine, after))
          different.push(
            [name, ...differingArguments(withoutRandom(was.commandLine, before), withoutRandom(is.commandLine, after))].join('\n  '),
          )
      }
      console.log(`${changed.length} definitions changed by safe fixes, ${compared} of them compared on real libvirt`)
      expect(different).toEqual([])
      expect(compared).toBeGreaterThan(5)
    },
    20 * 60_000,
  )
})
