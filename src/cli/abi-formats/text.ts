import type { AbiLevel } from '../../snapshots/abi-fact.js'
import { noticedOf } from '../../snapshots/noticed.js'
import type { Comparison, LocatedDifference } from '../abi/compare.js'
import { type Paint, painter } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { byDevice, guestName, isOneSided, namesOf, placesWords, unknownWords, valueWords, verdictOf } from './words.js'

/** Comparisons for people: for each guest what changes, by device. */
export function comparisonsForPeople(
  comparisons: readonly Comparison[],
  { cwd, colour, level }: { readonly cwd: string; readonly colour: boolean; readonly level: AbiLevel },
): string {
  const paint = painter(colour)
  const same = level === 'guest' ? 'the guest sees the same' : 'libvirt accepts it'
  return comparisons.map((comparison) => comparisonText(comparison, cwd, paint, same)).join('')
}

function comparisonText(comparison: Comparison, cwd: string, paint: Paint, same: string): string {
  const names = namesOf(comparison, cwd)
  const title = `${paint(visible(names.both), 'bold')}${guestName(comparison) === '' ? '' : ` (${visible(guestName(comparison))})`}`
  if (comparison.kind !== 'both') return `${title}: the guest is ${comparison.kind}\n`
  const { differences, unknown } = comparison
  const verdict = differences.length === 0 ? same : verdictOf(differences)
  const lines = byDevice(differences).flatMap(([device, own]) => [
    `  ${paint(visible(device), 'cyan')}`,
    ...own.flatMap((difference, index) => differenceLines(difference, names, paint, own.slice(0, index))),
  ])
  const untold = unknown.map((one) => `  ${paint(visible(unknownWords(one, `${names.after}:${one.line}`)), 'dim')}`)
  return `${[`${title}: ${verdict}`, ...lines, ...untold].join('\n')}\n`
}

function differenceLines(
  difference: LocatedDifference,
  names: { before: string; after: string },
  paint: Paint,
  earlier: readonly LocatedDifference[],
): string[] {
  const { fact, before, after, consequence, path, targets } = difference
  const change = isOneSided(difference)
    ? after === undefined
      ? paint('gone', 'red')
      : paint('new', 'green')
    : `${paint(visible(valueWords(before)), 'red')} -> ${paint(visible(valueWords(after)), 'green')}`
  const on = targets ? ` (on ${targets.join(', ')})` : ''
  const noticed = noticedOf(path)
  // What people notice of a device is said once.
  const isTold = noticed === undefined || earlier.some((other) => noticedOf(other.path) === noticed)
  return [
    `    ${visible(fact)}: ${change}${visible(on)}`,
    ...(isTold ? [] : [`      ${noticed}`]),
    `      ${paint(visible(`${consequence}; ${placesWords(difference, names)}`), 'dim')}`,
  ]
}
