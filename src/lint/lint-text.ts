import type { HostDescriptors } from '../domain/descriptors/host-descriptors.js'
import { type Target, targetFrom } from '../domain/facts/target.js'
import { rules as coreRules } from '../rules/index.js'
import { guestChange } from './abi-guard.js'
import { checkSource, fixSource } from './check-source.js'
import type { Plugin } from './config.js'
import type { Checked, CheckSettings } from './engine.js'
import type { Failure, Finding } from './finding.js'
import { judgeProject } from './project.js'
import { compileRuleset, type PresetName, type RuleSetting } from './ruleset.js'
import { defaultPresets } from './settings.js'

/** How a text is checked. */
export interface LintOptions {
  /** The name that the findings carry; `''` if there is none. */
  readonly filePath?: string
  /** The presets whose rules are on: `['recommended']` if nothing is said. */
  readonly presets?: readonly PresetName[]
  /** Levels of single rules, or lists of a level and options. */
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly plugins?: readonly Plugin[]
  /**
   * As `--target` takes it: `debian-13`, `libvirt=11.3.0,qemu=10.0.0`; or a target itself. Of several, the domains are to run on each.
   * The newest known, if nothing is said.
   */
  readonly target?: string | Target | readonly (string | Target)[]
  /** What the domains run on today, as one target: rules then tell what changes between the two. */
  readonly from?: string | Target
  /** The host's architecture, where a domain names none: `x86_64` if nothing is said. */
  readonly arch?: string
  /** Check as when a new guest is defined, not as when an existing one is reloaded. */
  readonly abiUpdate?: boolean
  /** The firmware and vhost-user backends of the host that the domains are to run on; without them, rules that need a host are silent. */
  readonly descriptors?: () => HostDescriptors | undefined
  /** Whether directives in the text are obeyed; they are, if nothing is said. */
  readonly directives?: boolean
  /** How deep elements may nest: 1000 if nothing is said. */
  readonly maxDepth?: number
}

export interface FixOptions extends LintOptions {
  /** Whether unsafe fixes are applied too. */
  readonly unsafe?: boolean
  /** Applies the fixes of these rules only, unsafe ones included. */
  readonly only?: Iterable<string>
}

export interface LintResult {
  /** In the order of the text. */
  readonly findings: readonly Finding[]
  /** What went wrong in rules; the others went on. */
  readonly failures: readonly Failure[]
  /** How many findings directives hold back. */
  readonly suppressed: number
  readonly wellFormed: boolean
  /** What the text is, where it holds no domain: "a libvirt network". */
  readonly notADomain?: string
}

export interface FixResult extends LintResult {
  /** The text after all fixes. */
  readonly text: string
  /** How many fixes were applied. */
  readonly applied: number
}

/**
 * Checks a text.
 * @throws RangeError when the target is not known
 */
export function lint(text: string, options: LintOptions = {}): LintResult {
  return resultOf(checkSource(options.filePath ?? '', text, settingsOf(options)), options)
}

/**
 * Applies the fixes of a text until none is left. If something goes wrong, the text is left as it was, and `failures` says why.
 * @throws RangeError when the target is not known
 */
export function fix(text: string, options: FixOptions = {}): FixResult {
  const policy = { unsafe: options.unsafe ?? false, guard: guestChange, ...(options.only ? { only: new Set(options.only) } : {}) }
  const fixed = fixSource(options.filePath ?? '', text, settingsOf(options), policy)
  const result = resultOf(fixed.checked, options)
  return { ...result, failures: [...result.failures, ...fixed.failures], text: fixed.text, applied: fixed.applied }
}

/** Rulesets take a while to compile: the same options object gets the same one again. */
const known = new WeakMap<LintOptions, CheckSettings>()

function settingsOf(options: LintOptions): CheckSettings {
  const settings = known.get(options) ?? compile(options)
  known.set(options, settings)
  return settings
}

function compile({ presets = defaultPresets, rules = {}, plugins = [], ...options }: LintOptions): CheckSettings {
  const all = plugins.length > 0 ? [...coreRules, ...plugins.flatMap((plugin) => plugin.rules)] : coreRules
  return {
    ruleset: compileRuleset(all, presets, rules),
    ...targetsOf(options.target),
    ...(options.from === undefined ? {} : { from: oneTarget(options.from) }),
    hostArch: options.arch ?? 'x86_64',
    abiUpdate: options.abiUpdate ?? false,
    ...(options.descriptors === undefined ? {} : { descriptors: options.descriptors }),
    directives: options.directives ?? true,
    ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
  }
}

function targetsOf(given: LintOptions['target']): Pick<CheckSettings, 'target' | 'otherTargets'> {
  const [target = targetFrom(undefined), ...otherTargets] = (Array.isArray(given) ? given : given === undefined ? [] : [given]).map(
    oneTarget,
  )
  return otherTargets.length > 0 ? { target, otherTargets } : { target }
}

function oneTarget(given: string | Target): Target {
  return typeof given === 'string' ? targetFrom(given) : given
}

function resultOf({ findings, facts, failures, suppressed, wellFormed, notADomain }: Checked, { filePath = '' }: LintOptions): LintResult {
  const shared = judgeProject(facts, () => filePath).get(filePath) ?? []
  const all =
    shared.length > 0 ? [...findings, ...shared].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end) : findings
  return { findings: all, failures, suppressed, wellFormed, ...(notADomain === undefined ? {} : { notADomain }) }
}
