import type { Rule } from '../rules/rule.js'

/** A rule's message with its placeholders filled. A placeholder without a value stays as written, so that it is seen. */
export function fillMessage(rule: Rule, message: string | undefined, data: Readonly<Record<string, string | number>> | undefined): string {
  const template = typeof rule.message === 'string' ? rule.message : (rule.message[message ?? ''] ?? '')
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = data && Object.hasOwn(data, name) ? data[name] : undefined
    return value === undefined ? placeholder : clip(String(value))
  })
}

/** A value from the file as a message shows it: in one line, and not without end. */
function clip(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 117)}...` : line
}
