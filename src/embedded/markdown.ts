import type { Range } from '../xml/source.js'

/** A fenced block of Markdown. */
export interface Fence extends Range {
  /** `xml` where it may be XML itself, else the name of the language; undefined where nothing is to be looked for. */
  readonly language: string | undefined
}

const marker = /^[ \t]*(?:>[ \t]?)*(?<fence>`{3,}|~{3,})[ \t]*(?<info>[^`\r\n]*)\r?$/

/** The contents of the fenced blocks, in order. */
export function fencesOf(text: string): Fence[] {
  const fences: Fence[] = []
  let open: { readonly fence: string; readonly info: string; readonly start: number } | undefined
  let lineStart = 0
  while (lineStart < text.length) {
    const lineEnd = text.indexOf('\n', lineStart)
    const next = lineEnd === -1 ? text.length : lineEnd + 1
    const groups = marker.exec(text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd))?.groups
    const { fence = '', info = '' } = groups ?? {}
    if (open) {
      if (fence.startsWith(open.fence) && info.trim() === '') {
        fences.push({ start: open.start, end: lineStart, language: languageIn(open.info) })
        open = undefined
      }
    } else if (fence !== '') open = { fence, info, start: next }
    lineStart = next
  }
  return fences
}

/** The first word behind a fence names the language. */
function languageIn(info: string): string | undefined {
  const [word = ''] = /[\w+-]+/.exec(info) ?? []
  const name = word.toLowerCase()
  if (['', 'xml', 'html', 'jinja', 'jinja2', 'j2', 'erb', 'text'].includes(name)) return 'xml'
  return name === 'diff' ? undefined : name
}
