import { fateMarks, legend, originMarks, type Row } from './row.js'

/** How the nodes of a class look: dark text on a light ground, which is legible on light and dark pages. */
const classes = {
  machine: 'fill:#eef1f4,stroke:#57606a,color:#1f2328,stroke-width:2px',
  bus: 'fill:#ddf4ff,stroke:#0969da,color:#0a3069',
  device: 'fill:#ffffff,stroke:#8c959f,color:#1f2328',
  implied: 'fill:#f6f8fa,stroke:#8c959f,color:#57606a,stroke-dasharray:4 3',
  added: 'fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a,stroke-width:2px',
  removed: 'fill:#ffebe9,stroke:#cf222e,color:#6e0b14,stroke-dasharray:4 3,stroke-width:2px',
  changed: 'fill:#fff8c5,stroke:#9a6700,color:#4d3300,stroke-width:2px',
  legend: 'fill:none,stroke:none,color:#6e7781',
} as const

type ClassName = keyof typeof classes

/** Machines as one Mermaid flowchart: a node for each part, from left to right. */
export function topologyMermaid(rows: readonly Row[]): string {
  const chart = new Flowchart()
  for (const row of rows) chart.add(row, undefined)
  return chart.text([...new Set(rows.flatMap(legend))])
}

class Flowchart {
  readonly #lines: string[] = []
  readonly #members = new Map<ClassName, string[]>()
  #count = 0

  add(row: Row, parent: string | undefined): void {
    const id = this.#node(labelOf(row), classOf(row), row.kind === 'domain')
    if (parent !== undefined) this.#lines.push(`  ${parent} --- ${id}`)
    for (const child of row.children) if (child.kind !== 'free') this.add(child, id)
  }

  text(signs: readonly string[]): string {
    if (signs.length > 0) this.#node(signs.map(escaped).join('<br/>'), 'legend', false)
    const styles = [...this.#members].flatMap(([name, ids]) => [`  classDef ${name} ${classes[name]}`, `  class ${ids.join(',')} ${name}`])
    return `${['flowchart LR', ...this.#lines, ...styles].join('\n')}\n`
  }

  #node(label: string, className: ClassName, isRound: boolean): string {
    const id = `n${this.#count++}`
    this.#lines.push(isRound ? `  ${id}(["${label}"])` : `  ${id}["${label}"]`)
    const members = this.#members.get(className)
    if (members) members.push(id)
    else this.#members.set(className, [id])
    return id
  }
}

function classOf({ fate, origin, kind, children }: Row): ClassName {
  if (fate !== 'same') return fate
  if (kind === 'domain') return 'machine'
  if (kind === 'bus' || (kind === 'device' && children.length > 0)) return 'bus'
  return origin === 'text' ? 'device' : 'implied'
}

/** The name with its place and signs, and below it the details. A label starts with a word or a place, or Mermaid could take it for a list. */
function labelOf(row: Row): string {
  const { fate, origin, kind, place, name, details, was, children } = row
  const mark = fate === 'same' ? '' : `${fateMarks[fate]} `
  const where = place.text === '' ? '' : `${place.text}${place.isWritten || origin !== 'text' ? '' : '*'} `
  const words = details.map(({ text, isWritten }) => (isWritten || origin !== 'text' ? text : `${text}*`)).join(', ')
  const free = children.flatMap((child) => (child.kind === 'free' ? child.details.map(({ text }) => `free: ${text}`) : []))
  const title = `${mark}${where}${name}${kind === 'bus' ? '' : originMarks[origin]}`
  return [title, words, ...free, was].filter(Boolean).map(escaped).join('<br/>')
}

/**
 * A text for a quoted label. Mermaid reads Markdown and HTML in it, `#35;` as a character, `%%{` anywhere as a directive, and `\n` as a new
 * line; it also drops a semicolon behind the words `style` and `classDef`. So nothing but letters, digits and a few signs
 * stays as it is, and of those nothing that would start a list.
 */
function escaped(text: string): string {
  return text
    .replace(
      /(?<![A-Za-z\d])-|-(?![A-Za-z\d])|(?<=\d)[.)](?= |$)|[^\p{L}\p{N} .,:/()×-]|ﬂ/gu,
      (character) => `#${character.codePointAt(0)};`,
    )
    .replace(/(?<=st)y(?=le)|(?<=class)D(?=ef)/giu, (letter) => `#${letter.codePointAt(0)};`)
    .replace(/ {2,}/g, (spaces) => '#160;'.repeat(spaces.length))
}
