import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planForPeople } from '../../src/cli/plan-formats/text.js'
import { distributions } from '../../src/domain/facts/distributions.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import type { CheckSettings } from '../../src/lint/engine.js'
import { type Plan, planText } from '../../src/migrate/plan.js'
import { migrationRuleset } from '../../src/migrate/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { decodeXml } from '../../src/xml/encoding.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

/**
 * The plans for each distribution, recorded in plans/ as texts for people: read what `npx vitest run -u` changes in them. Those of our
 * own samples are whole; of the real-world definitions, which are not part of the project, only the steps are recorded.
 */

const ruleset = migrationRuleset(rules)

function settingsFor(target: string): CheckSettings {
  return { ruleset, target: targetFrom(target), hostArch: 'x86_64', abiUpdate: false, directives: true }
}

const families = [...new Set(distributions().map(({ family }) => family))].sort()

describe('our own samples', () => {
  test.each(families)('%s', async (family) => {
    const name = `${family}.xml`
    const text = readFileSync(join(import.meta.dirname, 'samples', name), 'utf8')
    const plans = distributions()
      .filter((distribution) => distribution.family === family)
      .map(({ id }) => {
        const settings = settingsFor(id)
        const plan = planText(name, text, settings)
        expect(plan.failures).toEqual([])
        const change = { filePath: name, original: text, fixed: plan.neutral, format: { encoding: 'utf-8', byteOrderMark: false } as const }
        return `# ${id}\n\n${planForPeople([{ filePath: name, plan, settings, written: [], isStored: false, change }], { cwd: '/', colour: false })}`
      })
    await expect(plans.join('\n')).toMatchFileSnapshot(`plans/${family}.txt`)
  })
})

describe.skipIf(!hasCorpus)('real-world definitions', () => {
  test('one for each distribution', async () => {
    const files = corpusFiles('real')
    const plans = distributions().map(({ id }, order) => {
      // The files are sorted: these are spread evenly over them.
      const number = Math.floor(((order + 0.5) * files.length) / distributions().length)
      const file = files[number] ?? ''
      const bytes = readFileSync(file)
      const decoded = decodeXml(bytes)
      expect(decoded, basename(file)).not.toHaveProperty('kind')
      const plan = planText('', 'kind' in decoded ? '' : decoded.text, settingsFor(id))
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
      return [`${id}, with definition ${number + 1} of ${files.length} (SHA-256 ${hash})`, ...stepsOf(plan)].join('\n')
    })
    await expect(`${plans.join('\n')}\n`).toMatchFileSnapshot('plans/real-world.txt')
  })
})

/** The steps without anything that stands in the definition. */
function stepsOf({ steps, notADomain }: Plan): string[] {
  if (notADomain !== undefined) return [`  no domain: ${notADomain}`]
  if (steps.length === 0) return ['  nothing to do']
  return steps.map(({ grade, severity, start, ruleId, title, device }) => {
    const kind = device.split(' ')[0] ?? ''
    return `  ${grade.padEnd(7)} ${`line ${start.line}`.padEnd(9)} ${severity.padEnd(7)} ${title} (${kind})  ${ruleId}`
  })
}
