/** Text as it stands in Markdown, whatever characters are in it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_[\]<&]/g, '\\$&')
    .replace(/^(?=[#+>-])/, '\\')
}

/** Text as code in Markdown. A run of back quotes inside is fenced by a longer one. */
export function code(text: string): string {
  const line = text.replace(/[\r\n\t]+/g, ' ')
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return line === '' ? '(empty)' : `${fence}${gap}${line}${gap}${fence}`
}

/** A sentence with its full stop. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
