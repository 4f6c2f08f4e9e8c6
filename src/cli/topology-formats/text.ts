import { type Paint, painter, type Style } from '../terminal/colour.js'
import { textWidth } from '../terminal/display-width.js'
import { fateMarks, isHeading, legend, originMarks, type Row } from './row.js'

/** Names longer than this do not push the details of their neighbours away. */
const widestName = 34

const fateStyles = { added: ['green'], removed: ['red'], changed: ['yellow'], same: [] } as const satisfies Record<
  Row['fate'],
  readonly Style[]
>

interface Settings {
  readonly colour: boolean
  /** Whether each line starts with the sign of its fate. */
  readonly isCompared: boolean
}

/** A machine as a tree of lines, and below it what its signs mean. */
export function topologyText(row: Row, { colour, isCompared }: Settings): string {
  const paint = painter(colour)
  const lines = [lineOf(row, '', { place: 0, name: 0 }, paint, isCompared), ...branches(row, '', paint, isCompared)]
  const signs = legend(row)
  if (signs.length > 0) lines.push('', paint(signs.join('   '), 'dim'))
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

interface Widths {
  readonly place: number
  readonly name: number
}

function branches(row: Row, indent: string, paint: Paint, isCompared: boolean): string[] {
  const { children } = row
  const widths = {
    place: Math.max(0, ...children.map((child) => textWidth(placeText(child)))),
    name: Math.max(
      0,
      ...children
        .filter(({ details }) => details.length > 0)
        .map((child) => textWidth(nameText(child)))
        .filter((one) => one <= widestName),
    ),
  }
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1
    const tree = `${indent}${isLast ? '└─ ' : '├─ '}`
    return [lineOf(child, tree, widths, paint, isCompared), ...branches(child, `${indent}${isLast ? '   ' : '│  '}`, paint, isCompared)]
  })
}

function lineOf(row: Row, tree: string, widths: Widths, paint: Paint, isCompared: boolean): string {
  const { fate, details, was, origin, kind } = row
  const isFree = kind === 'free'
  const isQuiet = (origin !== 'text' && kind !== 'bus') || isFree
  const styles: readonly Style[] = fate === 'same' ? (isQuiet ? ['dim'] : []) : fateStyles[fate]
  const place = placeText(row)
  const name = nameText(row)
  const words = details.map(({ text, isWritten }) => (isWritten || origin !== 'text' ? text : `${text}*`)).join(', ')
  const nameStyles: readonly Style[] = isHeading(row) ? ['bold', ...styles] : styles
  const parts = [
    isCompared ? paint(`${fateMarks[fate]} `, ...styles) : '',
    paint(tree, 'dim'),
    isFree ? '' : paint(pad(place, widths.place), ...(fate === 'same' && !isQuiet ? (['cyan'] as const) : styles)),
    widths.place > 0 && !isFree ? '  ' : '',
    paint(isFree || (words === '' && was === '') ? name : pad(name, widths.name), ...nameStyles),
    words === '' ? '' : `  ${paint(words, ...styles)}`,
    was === '' ? '' : `  ${paint(`(${was})`, ...styles)}`,
  ]
  return parts.join('')
}

function placeText({ place, origin }: Row): string {
  return place.text === '' || place.isWritten || origin !== 'text' ? place.text : `${place.text}*`
}

function nameText({ name, origin, kind }: Row): string {
  return kind === 'bus' ? name : `${name}${originMarks[origin]}`
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - textWidth(text), 0))
}
