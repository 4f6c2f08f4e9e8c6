import { Domain } from '../../src/domain/domain.js'
import { type ImpliedAttribute, impliedAttributes } from '../../src/domain/facts/implied-attributes.js'
import { parsePattern } from '../../src/lint/patterns.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

/** What libvirt takes for an attribute that is not written, where that is one fixed word; with the condition, if there is one. */
export function defaultOf(path: string, attribute: string): string | undefined {
  for (const implied of impliedAttributes) {
    if (implied.attribute !== attribute) continue
    const [steps] = parsePattern(implied.element).map((pattern) => pattern.steps)
    if (!steps || steps.map(({ name }) => name).join('/') !== path) continue
    const value = impliedValue(implied, steps)
    const conditions = steps.flatMap((step) =>
      step.conditions.flatMap((each) => (each.value === undefined ? [] : [`\`${each.attribute}='${each.value}'\``])),
    )
    if (value !== undefined) return conditions.length === 0 ? `\`${value}\`` : `\`${value}\` (with ${conditions.join(' and ')})`
  }
  return undefined
}

type Steps = ReturnType<typeof parsePattern>[number]['steps']

/** What the table says of a domain with nothing in it but the element. */
function impliedValue(implied: ImpliedAttribute, steps: Steps): string | undefined {
  const open = steps.map(({ name, conditions }, depth) => {
    const attributes = conditions.map(({ attribute, value }) => ` ${attribute}='${value ?? 'x'}'`).join('')
    return `<${name}${depth === 0 ? " type='kvm'" : ''}${attributes}>`
  })
  const close = steps.map(({ name }) => `</${name}>`).reverse()
  const root = scan(`${open.join('')}${close.join('')}`).document.element
  let element: XmlElement | undefined = root
  for (const { name } of steps.slice(1)) element = element?.child(name)
  return root && element && implied.value(element, new Domain(root))
}
