import { codePoint, visible } from '../terminal/escape.js'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** A text for an attribute or between tags. Characters that XML 1.0 forbids, and hidden ones, are written out as `\u001b`. */
export function xmlText(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/gu, codePoint)
    .replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character)
}

/** ` name="value"` for each attribute. */
export function xmlAttributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('')
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
