import { xmlText } from '../formats/xml-text.js'
import { displayWidth, textWidth } from '../terminal/display-width.js'
import { fateMarks, isHeading, originMarks, type Row } from './row.js'
import { iconOf } from './svg-style.js'

/** The width of a character of the widest of the usual fonts. */
const characterWidth = 7.3
const lineHeight = 22
const padding = 8
/** Below the last row of a panel. */
const footHeight = 5
/** From the left edge of a panel to its rows: room for the wire. */
const indent = 20
const iconRoom = 18
/** Columns of a text: what is longer is cut, and whole in the row's tooltip. */
const longest = 64

/** A row with what is below it, measured and ready to be drawn anywhere. */
export interface Box {
  readonly width: number
  readonly height: number
  /** @param room the width that it is to fill */
  draw(x: number, y: number, room: number): string
}

/** A row alone is a line, and one with children a panel around them, which hang on a wire. */
export function boxOf(row: Row, placeWidth = 0, depth = 0): Box {
  const places = row.children.map(({ place }) => textWidth(cut(placeText(place, 'text'))))
  const below = Math.max(0, ...places)
  const children = row.children.map((child) => boxOf(child, below, depth + 1))
  const line = lineOf(row, placeWidth)
  if (children.length === 0 && depth > 0) return { width: line.width, height: lineHeight, draw: line.draw }
  const foot = children.length > 0 ? footHeight : 0
  const gap = (box: Box) => (box.height > lineHeight ? 3 : 0)
  const inner = children.reduce((sum, child) => sum + child.height + 2 * gap(child), 0)
  const width = Math.max(line.width + padding, ...children.map((child) => child.width + indent + padding))
  return {
    width,
    height: lineHeight + inner + foot,
    draw: (x, y, room) => {
      const implied = row.origin === 'libvirt' ? ' implied' : ''
      const parts = [
        `<rect class="${depth % 2 === 0 ? 'panel' : 'inner'}${implied}" x="${x}" y="${y}" width="${round(room)}" height="${lineHeight + inner + foot}" rx="6"/>`,
        line.draw(x, y, room),
      ]
      let top = y + lineHeight
      let wire = ''
      for (const child of children) {
        top += gap(child)
        wire = `M${x + 11} ${y + lineHeight - 2}V${top + lineHeight / 2}`
        parts.push(`<path class="wire" d="M${x + 11} ${top + lineHeight / 2}h${indent - 13}"/>`)
        parts.push(child.draw(x + indent, top, room - indent - padding))
        top += child.height + gap(child)
      }
      if (wire !== '') parts.push(`<path class="wire" d="${wire}"/>`)
      return parts.join('\n')
    },
  }
}

function lineOf(row: Row, placeWidth: number): Pick<Box, 'width' | 'draw'> {
  const { fate, origin, kind, name, details, was, element } = row
  const isQuiet = (origin !== 'text' && kind !== 'bus') || kind === 'free'
  const place = cut(placeText(row.place, origin))
  const title = cut(`${name}${kind === 'bus' ? '' : originMarks[origin]}`)
  const words = cut(details.map(({ text, isWritten }) => (isWritten || origin !== 'text' ? text : `${text}*`)).join(', '))
  const before = was === '' ? '' : cut(`(${was})`)
  const hasIcon = kind === 'device' || kind === 'chipset'
  const placeRoom = placeWidth === 0 || kind === 'free' ? 0 : placeWidth * characterWidth + 8
  const markRoom = fate === 'same' ? 0 : 14
  const texts = [title, words, before].filter(Boolean)
  const width =
    8 + markRoom + placeRoom + (hasIcon ? iconRoom : 0) + texts.reduce((sum, text) => sum + textWidth(text) * characterWidth + 10, 0)
  const whole = [row.place.text, name, ...details.map(({ text }) => text), was].filter(Boolean).join(' ')
  const isCut = [place, title, words, before].some((text) => text.endsWith('…'))
  const nameClass = [isHeading(row) ? 'bold' : '', isQuiet ? 'quiet' : '', fate === 'removed' ? 'gone' : ''].filter(Boolean)
  const draw = (x: number, y: number, room: number): string => {
    const base = y + 15
    let left = x + 6
    const parts: string[] = []
    if (fate !== 'same') {
      parts.push(`<rect class="row-${fate}" x="${x + 1}" y="${y + 1}" width="${round(room - 2)}" height="${lineHeight - 2}" rx="4"/>`)
      parts.push(`<text class="${fate}" x="${left}" y="${base}">${fateMarks[fate]}</text>`)
      left += markRoom
    }
    const spans: string[] = []
    if (placeRoom > 0 && place !== '') spans.push(span('place', place, left))
    left += placeRoom
    if (hasIcon) {
      const icon = iconOf(element)
      parts.push(`<path class="${icon.className}" fill-rule="evenodd" transform="translate(${round(left)} ${y + 5})" d="${icon.path}"/>`)
      left += iconRoom
    }
    spans.push(span(nameClass.join(' '), title, left))
    if (words !== '') spans.push(span(isQuiet ? 'quiet' : 'detail', words, undefined))
    if (before !== '') spans.push(span('changed', before, undefined))
    const tooltip = isCut ? `<title>${xmlText(whole)}</title>` : ''
    parts.push(`<text y="${base}">${tooltip}${spans.join('')}</text>`)
    return parts.join('\n')
  }
  return { width, draw }
}

function span(className: string, text: string, x: number | undefined): string {
  const at = x === undefined ? ' dx="10"' : ` x="${round(x)}"`
  return `<tspan${at}${className === '' ? '' : ` class="${className}"`}>${xmlText(text)}</tspan>`
}

function placeText(place: Row['place'], origin: Row['origin']): string {
  return place.text === '' || place.isWritten || origin !== 'text' ? place.text : `${place.text}*`
}

/** The start of a text that is too long, with an ellipsis. */
export function cut(text: string, columns = longest): string {
  if (textWidth(text.slice(0, columns + 1)) <= columns && text.length <= columns) return text
  let shown = ''
  let width = 0
  for (const character of text) {
    width += displayWidth(character)
    if (width > columns - 1) break
    shown += character
  }
  return `${shown}…`
}

/** A length with as many digits as a picture needs. */
export function round(length: number): number {
  return Math.round(length * 10) / 10
}
