const entities = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ["'", '&apos;'],
  ['"', '&quot;'],
])

/** A value or text as libvirt writes it into XML (virbuffer.c, virBufferEscapeString): control characters that XML cannot hold are dropped. */
export function escapeText(text: string): string {
  return special.test(text) ? text.replace(specials, (character) => entities.get(character) ?? '') : text
}

const special = /[<>&'"]|(?![\t\n\r])\p{Cc}(?<![\x7f-\x9f])/u
const specials = new RegExp(special, 'gu')
