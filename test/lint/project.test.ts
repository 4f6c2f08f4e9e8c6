import { describe, expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { type CheckSettings, checkText } from '../../src/lint/engine.js'
import { ProjectJudge } from '../../src/lint/project.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import sharedName from '../../src/rules/project/no-shared-name.js'
import sharedUuid from '../../src/rules/project/no-shared-uuid.js'

const settings: CheckSettings = {
  ruleset: compileRuleset([sharedName, sharedUuid], ['all']),
  target: targetFrom(undefined),
  hostArch: 'x86_64',
  abiUpdate: false,
  directives: false,
}
const one = '8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1'
const two = '8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f2'

function guest(name: string, uuid: string): string {
  return `<domain type='kvm'><name>${name}</name><uuid>${uuid}</uuid></domain>`
}

/** The rules that report, by file. */
function judge(...texts: readonly string[]): string[][] {
  const projectJudge = new ProjectJudge()
  return texts.map((text, order) =>
    projectJudge.add(`${order}.xml`, checkText(`${order}.xml`, text, settings).facts).map(({ ruleId }) => ruleId),
  )
}

describe('guests of one identity', () => {
  it('are one guest kept twice, in whatever spelling of the UUID', () => {
    expect(judge(guest('a', one), guest('a', one.toUpperCase()))).toEqual([[], []])
  })

  it('do not hide a copy with another name or another UUID', () => {
    expect(judge(guest('a', one), guest('b', one))).toEqual([[], ['project/no-shared-uuid']])
    expect(judge(guest('a', one), guest('a', two))).toEqual([[], ['project/no-shared-name']])
  })

  it('are silent after a copy was reported, and the copy is reported once', () => {
    expect(judge(guest('a', one), guest('b', one), guest('a', one))).toEqual([[], ['project/no-shared-uuid'], []])
  })

  it('are not assumed of guests without a name', () => {
    const nameless = `<domain type='kvm'><uuid>${one}</uuid></domain>`
    expect(judge(nameless, nameless)).toEqual([[], ['project/no-shared-uuid']])
  })
})
