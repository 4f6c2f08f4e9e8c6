import { visible } from '../terminal/escape.js'

/** Text that Markdown and HTML leave as it is, in a table too. */
export function escapedMarkdown(text: string): string {
  return visible(text).replace(/[\\`*_[\]<&|]/g, (character) =>
    character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
  )
}

/** A name as code. */
export function markdownCode(text: string): string {
  return `\`${visible(text).replaceAll('`', "'")}\``
}
