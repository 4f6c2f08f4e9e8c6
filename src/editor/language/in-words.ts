import { escapedMarkdown, markdownCode } from '../../cli/formats/markdown-text.js'
import { capitalized } from '../../cli/wording.js'
import { compareVersions, formatVersion, type Target } from '../../domain/facts/target.js'
import { dataType } from '../../domain/values/types.js'
import type { Cardinality, Lifetime, ValueChoice } from '../../domain/vocabulary/content.js'
import { lives } from '../../domain/vocabulary/values.js'
import type { AbiLevel } from '../../snapshots/abi-fact.js'
import { guestView } from '../../snapshots/guest-view.js'

/** What a value may be, in Markdown: words as code, data types described. Those that the target lacks are marked. */
export function valuesInWords(values: readonly ValueChoice[], target: Target): string {
  return values
    .map((choice) => {
      const what = choice.word === undefined ? escapedMarkdown(dataType(choice.type ?? 'text').words) : markdownCode(choice.word)
      return lives(choice, target) ? what : `${what} (${escapedMarkdown(lifeInWords(choice))})`
    })
    .join(', ')
}

/** When libvirt has it: `since libvirt 9.1.0`; empty if it always did. */
export function lifeInWords({ since, removed }: Lifetime): string {
  const parts = [
    ...(since ? [`since libvirt ${formatVersion(since)}`] : []),
    ...(removed ? [`gone in libvirt ${formatVersion(removed)}`] : []),
  ]
  return parts.join(', ')
}

/** The same with a word about the target, where it lacks it: a sentence in Markdown. */
export function lifeOnTarget(life: Lifetime, target: Target): string | undefined {
  const words = lifeInWords(life)
  if (words === '') return undefined
  const sentence = escapedMarkdown(capitalized(words))
  if (lives(life, target)) return `${sentence}.`
  const isNewer = life.since !== undefined && compareVersions(life.since, target.libvirt) > 0
  return `${sentence}: the target's libvirt ${escapedMarkdown(formatVersion(target.libvirt))} ${isNewer ? 'is older and lacks it' : 'has it no more'}.`
}

const howOften: Readonly<Record<Cardinality, string>> = {
  one: 'once, required',
  optional: 'at most once',
  many: 'any number of times',
  some: 'at least once',
}

/** How often an element may stand. */
export function cardinalityInWords(cardinality: Cardinality): string {
  return howOften[cardinality]
}

const views: Readonly<Record<AbiLevel, string>> = {
  libvirt: 'The guest sees it, and libvirt keeps it as it is in a migration or a restored state.',
  guest: 'The guest sees it.',
}

/** Whether the guest sees an attribute, or an element where none is named: a sentence; undefined if only the host does. */
export function guestInWords(path: string, attribute?: string): string | undefined {
  const view = guestView(path, attribute)
  return view && views[view]
}
