import { isXmlCharacter } from './characters.js'

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Called for a reference that cannot be resolved, with its place in the decoded piece. */
export type OnBadReference = (start: number, end: number, message: string) => void

/**
 * Resolves character references and the five predefined entities. Any other entity is left as written and reported:
 * entities that a document defines are never expanded, since a small file could become a large one.
 */
export function decodeReferences(raw: string, onBad: OnBadReference): string {
  let result = ''
  let from = 0
  // The next semicolon is looked for once, not once an ampersand: a text may have millions of those.
  let semicolon = raw.indexOf(';')
  for (let at = raw.indexOf('&'); at !== -1; at = raw.indexOf('&', at + 1)) {
    if (semicolon !== -1 && semicolon < at) semicolon = raw.indexOf(';', at)
    const body = semicolon === -1 || semicolon - at > 64 ? undefined : raw.slice(at + 1, semicolon)
    const decoded = body === undefined ? undefined : decode(body)
    if (body === undefined || !/^#?[\w.:-]+$|^[^\s&<#;]+$/u.test(body)) {
      onBad(at, at + 1, "'&' starts a reference: write &amp; for the character itself")
      continue
    }
    if (decoded === undefined) {
      const what = body.startsWith('#')
        ? `&${body}; is no character that XML allows`
        : `the entity &${body}; is not one of XML's five, and domlint expands no others`
      onBad(at, semicolon + 1, what)
      continue
    }
    result += raw.slice(from, at) + decoded
    from = semicolon + 1
    at = semicolon
  }
  return result + raw.slice(from)
}

function decode(body: string): string | undefined {
  if (!body.startsWith('#')) return Object.hasOwn(predefined, body) ? predefined[body] : undefined
  const hex = /^#x([0-9a-fA-F]{1,8})$/.exec(body)?.[1]
  const decimal = /^#([0-9]{1,10})$/.exec(body)?.[1]
  const codePoint = hex ? Number.parseInt(hex, 16) : decimal ? Number.parseInt(decimal, 10) : Number.NaN
  return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : undefined
}

/** A value as it stands between quotes of that kind. */
export function encodeAttribute(value: string, quote: "'" | '"'): string {
  const escaped = value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\t\n\r]/g, (white) => `&#${white.charCodeAt(0)};`)
  return quote === '"' ? escaped.replace(/"/g, '&quot;') : escaped.replace(/'/g, '&apos;')
}

/** A value as it stands between tags. */
export function encodeText(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\]\]>/g, ']]&gt;').replace(/\r/g, '&#13;')
}
