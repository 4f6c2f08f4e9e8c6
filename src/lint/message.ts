import type { Rule } from '../rules/rule.js'

/** Words that `an` stands before: by their first letter, or by the name of that letter. */
const vowelSound = /^(?!one\b|eu)(?:[aeioAEIO]|s390|nbd|nfs|rbd|ftp|fdc|xhci|nvme|nvdimm|mtp\b)/

/** A rule's message with its placeholders filled. A placeholder without a value stays as written, so that it is seen. */
export function fillMessage(rule: Rule, message: string | undefined, data: Readonly<Record<string, string | number>> | undefined): string {
  const template = typeof rule.message === 'string' ? rule.message : (rule.message[message ?? ''] ?? '')
  let text = ''
  let offset = 0
  for (let open = template.indexOf('{'); open !== -1; open = template.indexOf('{', open + 1)) {
    const close = template.indexOf('}', open)
    if (close === -1) break
    const name = template.slice(open + 1, close)
    const value = data && Object.hasOwn(data, name) ? data[name] : undefined
    if (value === undefined) continue
    const shown = typeof value === 'number' ? `${value}` : clip(value)
    const before = template.slice(offset, open)
    text += (vowelSound.test(shown) ? before.replace(/(^|[\s(])a $/, '$1an ') : before) + shown
    offset = close + 1
  }
  return offset === 0 ? template : text + template.slice(offset)
}

/** A value from the file as a message shows it: in one line, and not without end. */
function clip(value: string): string {
  const line = /\s\s|[^\S ]/.test(value) ? value.replace(/\s+/g, ' ').trim() : value
  return line.length > 120 ? `${line.slice(0, 117)}...` : line
}
