import type { Hole } from './hole.js'

/** Stands in masked text for each character of a value that nobody knows. No definition holds it: it is for private use. */
export const unknownCharacter = '\uE000'

/** Where in the XML a hole is. */
type Context = 'content' | 'tag' | 'tag name' | 'value' | 'comment'

/**
 * The text with its holes filled so that XML can be read around them, at the same length and with the same lines. In values a hole is
 * filled with characters that no word holds; between elements, and between attributes, with spaces.
 */
export function maskHoles(text: string, holes: readonly Hole[]): string {
  if (holes.length === 0) return text
  const parts: string[] = []
  const place = new Place(text)
  let from = 0
  for (const hole of holes) {
    parts.push(text.slice(from, hole.start))
    place.move(from, hole.start)
    parts.push(filling(text, hole, place))
    from = hole.end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

function filling(text: string, hole: Hole, place: Place): string {
  const { start, end } = hole
  const blank = text.slice(start, end).replace(/[^\r\n]/g, ' ')
  const context = place.context
  if (hole.kind !== 'value') return blank
  if (context === 'value') return text.slice(start, end).replace(/[^\r\n]/g, unknownCharacter)
  if (context === 'tag name') return nameFor(text, hole)
  if (context === 'comment') return blank
  const before = text[start - 1] ?? ''
  const after = text[end] ?? ''
  if (context === 'tag') {
    // type={{ quoted }}: the expression brings its quotes along; {{ name }}='value' is an attribute's name.
    if (/=\s*$/.test(text.slice(Math.max(0, start - 10), start))) return end - start < 2 ? blank : `"${blank.slice(1, -1)}"`
    return after === '=' || /[\w:.-]/.test(before) || /[\w:.-]/.test(after) ? nameOf(text, hole) : blank
  }
  return isWord(before) || isWord(after) ? text.slice(start, end).replace(/[^\r\n]/g, unknownCharacter) : blank
}

/** Whether a neighbour in content makes a hole part of a text. */
function isWord(character: string): boolean {
  return character !== '' && !/[\s<>{}$@%#]/.test(character)
}

/** A name as long as the hole, the same for the same expression. */
function nameOf(text: string, { start, end }: Hole): string {
  let sum = 7
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code > 47) sum = (sum * 31 + code) % 1_679_616
  }
  return `x${sum.toString(36)}`.padEnd(end - start, 'x').slice(0, end - start)
}

/** As `nameOf`, with the rest of the hole as white space where nothing of the name follows: `<{{ a }}>` and `</{{a}}>` are one. */
function nameFor(text: string, hole: Hole): string {
  const width = hole.end - hole.start
  const name = nameOf(text, hole)
  const isWhole = /[</]/.test(text[hole.start - 1] ?? '') && /[\s/>]/.test(text[hole.end] ?? ' ')
  return isWhole ? name.replace(/x+$/, '').padEnd(width).slice(0, width) : name
}

/** Follows the XML up to an offset, only as far as a hole needs it. */
class Place {
  context: Context = 'content'
  readonly #text: string
  #quote = ''

  constructor(text: string) {
    this.#text = text
  }

  move(from: number, to: number): void {
    const text = this.#text
    for (let at = from; at < to; ) {
      switch (this.context) {
        case 'content': {
          const open = within(text, '<', at, to)
          if (open === -1) return
          at = open + 1
          if (text.startsWith('!--', at)) this.context = 'comment'
          else this.context = 'tag name'
          break
        }
        case 'comment': {
          const close = within(text, '-->', at, to)
          if (close === -1) return
          at = close + 3
          this.context = 'content'
          break
        }
        case 'value': {
          const close = within(text, this.#quote, at, to)
          if (close === -1) return
          at = close + 1
          this.context = 'tag'
          break
        }
        default: {
          const character = text[at] ?? ''
          at++
          if (character === '>') this.context = 'content'
          else if (character === '"' || character === "'") {
            this.#quote = character
            this.context = 'value'
          } else if (/\s/.test(character)) this.context = 'tag'
          // Where a tag is never finished the next one starts over.
          else if (character === '<') this.context = 'tag name'
        }
      }
    }
  }
}

/** Where something stands in a part of a text, or -1: what is behind the part is never looked at. */
function within(text: string, wanted: string, from: number, to: number): number {
  const at = text.slice(from, to).indexOf(wanted)
  return at === -1 ? -1 : from + at
}
