import { noticedOf } from '../../snapshots/noticed.js'
import type { Comparison, LocatedDifference } from '../abi/compare.js'
import { escapedMarkdown, markdownCode } from '../formats/markdown-text.js'
import { capitalized } from '../wording.js'
import { byDevice, guestName, namesOf, unknownWords, valueWords, verdictOf } from './words.js'

/** Comparisons as Markdown, for a comment on a change: a table for each guest that sees one. */
export function comparisonsMarkdown(comparisons: readonly Comparison[], cwd: string): string {
  const blocks = comparisons.flatMap((comparison) => {
    if (comparison.kind !== 'both' || comparison.differences.length === 0) return []
    const name = guestName(comparison)
    return [
      `### ${markdownCode(namesOf(comparison, cwd).both)}${name === '' ? '' : ` (${escapedMarkdown(name)})`}`,
      '',
      `${capitalized(verdictOf(comparison.differences))}.`,
      '',
      '| Device | What | Before | After | Migration or restore | Lines |',
      '|---|---|---|---|---|---|',
      ...byDevice(comparison.differences).flatMap(([device, differences]) => differences.map((one) => row(device, one))),
      '',
      ...untold(comparison, ''),
    ]
  })
  const lines = ['## What the guest would notice', '', ...blocks]
  for (const [kind, words] of rest) {
    const names = comparisons.filter((one) => kindOf(one) === kind).map((one) => markdownCode(namesOf(one, cwd).both))
    if (names.length > 0) lines.push(`${words}: ${names.join(', ')}.`, '')
  }
  const same = comparisons.flatMap((one) => (kindOf(one) === 'same' ? untold(one, `${markdownCode(namesOf(one, cwd).both)}, `) : []))
  lines.push(...same.filter((line) => line !== ''))
  return `${lines.join('\n').trimEnd()}\n`
}

const rest = [
  ['same', 'The guest sees the same'],
  ['new', 'The guest is new'],
  ['gone', 'The guest is gone'],
] as const

function kindOf(comparison: Comparison): string {
  return comparison.kind !== 'both' ? comparison.kind : comparison.differences.length === 0 ? 'same' : 'changed'
}

/** A list of what a definition does not tell, each after a few words. */
function untold(comparison: Comparison, words: string): string[] {
  if (comparison.kind !== 'both' || comparison.unknown.length === 0) return []
  return [...comparison.unknown.map((one) => `- ${words}${escapedMarkdown(unknownWords(one, `line ${one.line}`))}`), '']
}

function row(device: string, { fact, before, after, level, isUnseen, isVolatile, lines, path, targets }: LocatedDifference): string {
  const noticed = noticedOf(path)
  const cells = [
    escapedMarkdown(device),
    `${escapedMarkdown(fact)}${isUnseen ? ' (the guest does not see it)' : ''}${noticed === undefined ? '' : `: ${noticed}`}${targets ? ` (on ${escapedMarkdown(targets.join(', '))})` : ''}`,
    escapedMarkdown(valueWords(before)),
    escapedMarkdown(valueWords(after)),
    level === 'guest' ? 'allowed' : isVolatile ? 'restore refused' : 'refused',
    `${lines.before.line} → ${lines.after.line}`,
  ]
  return `| ${cells.join(' | ')} |`
}
