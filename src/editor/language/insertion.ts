/** What the client can do with a completion. */
export interface CompletionClient {
  /** Whether it has tab stops in inserted text; without them it gets plain text. */
  readonly snippets: boolean
}

/**
 * Text with places to fill in, in a notation of its own: `{1:default}`, `{1|one,two}` for a choice, `{0}` where the cursor ends. Of a value
 * that comes from the document use `literal`.
 */
export type Insertion = string

const stop = /\{(\d)(?::([^{}]*)|\|([^{}]*))?\}/g

/** As a snippet of the protocol. */
export function asSnippet(insertion: Insertion): string {
  let result = ''
  let from = 0
  for (const match of insertion.matchAll(stop)) {
    const [whole, number, fallback, choice] = match
    result += escapeSnippet(unliteral(insertion.slice(from, match.index)))
    if (choice !== undefined)
      result += `\${${number}|${choice
        .split(',')
        .map((word) => escapeSnippet(unliteral(word)).replace(/[,|]/g, '\\$&'))
        .join(',')}|}`
    else result += fallback === undefined || fallback === '' ? `$${number}` : `\${${number}:${escapeSnippet(unliteral(fallback))}}`
    from = match.index + whole.length
  }
  return result + escapeSnippet(unliteral(insertion.slice(from)))
}

/** As plain text: the defaults, and the first word of a choice. */
export function asPlainText(insertion: Insertion): string {
  const filled = insertion.replace(stop, (_, _number, fallback: string | undefined, choice: string | undefined) => {
    return fallback ?? choice?.split(',')[0] ?? ''
  })
  return unliteral(filled)
}

/** A text in which no brace counts. */
export function literal(text: string): Insertion {
  return text.replace(/\{/g, opening).replace(/\}/g, closing)
}

// Private use characters, which are in no text of an XML document that anybody writes.
const opening = '\ue000'
const closing = '\ue001'

function unliteral(text: string): string {
  return text.replaceAll(opening, '{').replaceAll(closing, '}')
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}
