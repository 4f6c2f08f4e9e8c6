import type { AbiLevel } from '../../snapshots/abi-fact.js'
import { noticedOf } from '../../snapshots/noticed.js'
import type { Comparison, LocatedDifference } from '../abi/compare.js'
import { type Paint, painter } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { byDevice, guestName, namesOf, placeWords, unknownWords, valueWords, verdictOf } from './words.js'

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
    ...own.flatMap((difference) => differenceLines(difference, names, paint)),
  ])
  const untold = unknown.map((one) => `  ${paint(visible(unknownWords(one, `${names.after}:${one.line}`)), 'dim')}`)
  return `${[`${title}: ${verdict}`, ...lines, ...untold].join('\n')}\n`
}

function differenceLines(difference: LocatedDifference, names: { before: string; after: string }, paint: Paint): string[] {
  const { fact, before, after, level, lines, path, targets } = difference
  const change =
    before === undefined && after === 'present'
      ? paint('new', 'green')
      : after === undefined && before === 'present'
        ? paint('gone', 'red')
        : `${paint(visible(valueWords(before)), 'red')} -> ${paint(visible(valueWords(after)), 'green')}`
  const verdict = level === 'libvirt' ? 'libvirt refuses a migration or a restore' : 'libvirt does not object'
  const on = targets ? ` (on ${targets.join(', ')})` : ''
  const places = [placeWords(lines.before, names.before), placeWords(lines.after, names.after)].map(visible).join(', ')
  const noticed = noticedOf(path)
  return [
    `    ${visible(fact)}: ${change}${visible(on)}`,
    ...(noticed === undefined ? [] : [`      ${noticed}`]),
    `      ${paint(`${verdict}; ${places}`, 'dim')}`,
  ]
}
