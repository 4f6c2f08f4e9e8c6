import { describe, expect, it } from 'vitest'
import type { AttributeSpec, Content, ElementSpec } from '../../src/domain/vocabulary/content.js'
import { vocabulary } from '../../src/domain/vocabulary/index.js'

/** All elements and attributes of the table, each where it is written. */
const specs = [...vocabulary().values()].flatMap(specsOf)

function specsOf(content: Content): (ElementSpec | AttributeSpec)[] {
  return [
    ...content.attributes,
    ...content.children.flatMap((child) => [child, ...specsOf(child.content)]),
    ...content.choices.flat().flatMap(specsOf),
  ]
}

const hovers = specs.flatMap(({ name, hover }) => (hover === undefined ? [] : [{ name, hover }]))

describe('the sentences of the vocabulary', () => {
  it('are there for most of what people write', () => {
    expect(hovers.length).toBeGreaterThanOrEqual(1000)
  })

  it.each([
    ['start with a capital letter', /^[A-Z1-9]|^(hvm|exe|xen): /],
    ['are not long', /^.{8,110}$/],
    ['end without a full stop', /[^.\s]$/],
    ['are no formulas', /^[^<>{}|`]*$/],
    ['have no second sentence', /^(?!.*[a-z]\. [A-Z])/],
  ])('%s', (_, form) => {
    expect(hovers.filter(({ hover }) => !form.test(hover))).toEqual([])
  })
})

describe('the lines of the vocabulary', () => {
  it('give every device and every direct child of the domain a sentence', () => {
    const groups = vocabulary()
    const topLevel = ['domain', 'devices', 'resources', 'driverNamespaces'].flatMap((name) => groups.get(name)?.children ?? [])
    expect(topLevel.length).toBeGreaterThan(60)
    expect(topLevel.filter(({ hover }) => hover === undefined).map(({ name }) => name)).toEqual([])
  })
})
