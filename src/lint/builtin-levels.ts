import type { Severity } from './finding.js'

const levels = {
  'xml/well-formed': 'error',
  'xml/known-root': 'error',
  'domlint/no-reason': 'warning',
  'domlint/wide-directive': 'warning',
  'domlint/unknown-rule': 'warning',
  'domlint/unknown-directive': 'warning',
  'domlint/unused-directive': 'warning',
} as const satisfies Readonly<Record<string, Severity>>

/** The findings of the engine itself, which no rule makes. */
export type BuiltinId = keyof typeof levels

/** The level of each finding of the engine itself where nothing else is said. */
export const builtinLevels: Readonly<Record<BuiltinId, Severity>> = levels

// The keys of the table above are its ids.
const ids = Object.keys(levels) as BuiltinId[]

/** Those whose level a configuration may set, as it sets that of a rule: what domlint says of its own directives. */
export const settableBuiltins: readonly BuiltinId[] = ids.filter((id) => id.startsWith('domlint/'))

/** Whether a configuration may set the level of this finding of the engine. */
export function isSettableBuiltin(id: string): boolean {
  return settableBuiltins.some((known) => known === id)
}

/** Why the level of a finding of the engine cannot be set, as a sentence; `undefined` for all other ids. */
export function whyFixedLevel(id: string): string | undefined {
  return id === 'xml/well-formed' || id === 'xml/known-root'
    ? `${id} has no level to set: libvirt reads no such file, so it stays an error`
    : undefined
}
