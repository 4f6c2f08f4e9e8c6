import type { XmlElement } from './tree.js'

/** What the messages about broken XML quote from the text: never what may be a password, and nothing without end. */

const secretName = /passw|secret|cookie|token/i
const longest = 100

/** Whether a value must not be shown, going by the names of its attribute and element. */
export function showsSecret(elementName: string, attributeName: string): boolean {
  return secretName.test(attributeName) || secretName.test(elementName)
}

/** The message about an attribute that an element has already. */
export function writtenTwice(element: XmlElement, name: string, second: string): string {
  const what = `the attribute ${name} is written twice in <${element.name}>`
  if (showsSecret(element.name, name)) return `${what}: an element may have it once`
  const [one, other] = [clip(element.attributes[name] ?? ''), clip(second)]
  return one === other
    ? `${what}, as '${one}' both times: an element may have it once`
    : `${what}, as '${one}' and as '${other}': an element may have it once`
}

/** A value in one line, shortened. */
function clip(value: string): string {
  const line = value.slice(0, longest + 1).replace(/\s+/g, ' ')
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
