import { descriptorFolders } from '../domain/descriptors/descriptor-files.js'
import { firmwareDiscovery, type HostDescriptors, vhostUserDiscovery } from '../domain/descriptors/host-descriptors.js'
import { targetFrom } from '../domain/facts/target.js'
import type { Example, Rule } from '../rules/rule.js'
import { wrap } from '../rules/wrappers.js'
import { applyEdits } from '../xml/edit.js'
import { type Checked, type CheckSettings, checkText, type LocatedFact } from './engine.js'
import type { Finding } from './finding.js'
import { fixText } from './fix.js'
import { judgeProject } from './project.js'
import { compileRuleset } from './ruleset.js'

/** What one example shows when its rule is run on it alone. */
export interface ExampleRun {
  readonly example: Example
  /** The texts without their marks. */
  readonly texts: readonly string[]
  /** Findings by text. */
  readonly findings: readonly (readonly Finding[])[]
  readonly failures: readonly string[]
  /** The place that « and » enclose, and in which text. */
  readonly marked: { readonly text: number; readonly start: number; readonly end: number } | undefined
  /** The first text with all fixes of the rule applied, unsafe ones too. */
  readonly fixed: string
  /** The first text after fixing with safe fixes only. */
  readonly fixedSafely: string
  readonly fixedTwice: string
  /** The first text with the first suggestion applied. */
  readonly suggested: string | undefined
}

/** Runs an example of a rule: for the project's own tests, its documentation, and for authors of plugins. */
export function runExample(rule: Rule, example: Example, change: (text: string) => string = (text) => text): ExampleRun {
  const sources = 'good' in example ? example.good : example.bad
  const wrapped = (typeof sources === 'string' ? [sources] : sources).map((text) => change(wrap(text, example.inside)))
  let marked: ExampleRun['marked']
  const texts = wrapped.map((text, order) => {
    const start = text.indexOf('«')
    const end = text.indexOf('»') - 1
    if (start !== -1) marked = { text: order, start, end }
    return text.replace(/[«»]/g, '')
  })
  const settings = settingsOf(rule, example)
  const checks = texts.map((text, order) => checkText(`example-${order}.xml`, text, settings))
  const [first = ''] = texts
  const all = fixText('example.xml', first, settings, { unsafe: true })
  const findings = withProject(checks)
  const suggestion = findings[0]?.[0]?.suggestions[0]
  return {
    example,
    texts,
    findings,
    failures: [...checks.flatMap(({ failures }) => failures), ...all.failures].map(({ message }) => message),
    marked,
    fixed: all.text,
    fixedSafely: fixText('example.xml', first, settings, { unsafe: false }).text,
    fixedTwice: fixText('example.xml', all.text, settings, { unsafe: true }).text,
    suggested: suggestion && applyEdits(first, suggestion.edits),
  }
}

function withProject(checks: readonly Checked[]): Finding[][] {
  const home = new Map<LocatedFact, number>()
  for (const [order, { facts }] of checks.entries()) for (const fact of facts) home.set(fact, order)
  const shared = judgeProject([...home.keys()], (fact) => `example-${home.get(fact) ?? 0}.xml`)
  return checks.map(({ findings }, order) => [...findings, ...(shared.get(`example-${order}.xml`) ?? [])])
}

function settingsOf(rule: Rule, example: Example): CheckSettings {
  return {
    ruleset: compileRuleset([rule], ['all'], example.options ? { [rule.id]: [rule.severity, example.options] } : {}),
    target: targetFrom(example.target),
    ...(example.from === undefined ? {} : { from: targetFrom(example.from) }),
    hostArch: example.hostArch ?? 'x86_64',
    abiUpdate: example.abiUpdate ?? false,
    descriptors: () => descriptorsOf(example),
    directives: false,
  }
}

function descriptorsOf({ descriptors }: Example): HostDescriptors | undefined {
  if (!descriptors) return undefined
  const files = { realPath: (path: string) => path, hasFile: () => undefined }
  const below = (kind: 'firmware' | 'vhost-user') => descriptors.filter(({ folder }) => folder.endsWith(`/${kind}`))
  return {
    firmware: firmwareDiscovery(below('firmware'), descriptorFolders('firmware', undefined), files),
    vhostUser: vhostUserDiscovery(below('vhost-user'), descriptorFolders('vhost-user', undefined), files),
    files,
  }
}
