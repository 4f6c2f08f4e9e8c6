import { visible } from '../terminal/escape.js'

/** Text that Markdown and HTML leave as it is, at the start of a line and in a table too. */
export function escapedMarkdown(text: string): string {
  return (
    visible(text.replace(/[\r\n\t]+/g, ' '))
      .replace(/[\\`*_[\]<&|]/g, (character) => (character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`))
      // What would start a quotation, a heading or a list.
      .replace(/^(?=>|[#+-]+(?: |$))|(?<=^\d{1,9})(?=[.)](?: |$))/, '\\')
  )
}

/** Text as code. A run of back quotes inside is fenced by a longer one. */
export function markdownCode(text: string): string {
  const line = visible(text.replace(/[\r\n\t]+/g, ' '))
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return line === '' ? '(empty)' : `${fence}${gap}${line}${gap}${fence}`
}
