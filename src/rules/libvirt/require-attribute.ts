import { enumerations } from '../../domain/facts/enumerations.js'
import { numbers } from '../../domain/facts/numbers.js'
import { byElement, unreadBecauseOf, type ValuePlace } from '../../domain/facts/place-notation.js'
import { switches } from '../../domain/facts/switches.js'
import { compareVersions } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const message = "<{element}> has no '{attribute}': libvirt refuses the definition, it expects {expected}"

export default rule({
  id: 'libvirt/require-attribute',
  summary: 'Write the attributes without which libvirt cannot read an element',
  why: `Where a choice or a number is the point of an element, libvirt wants the attribute to be there and refuses the whole definition
without it: there is no default.`,
  sources: [
    'libvirt 11.3: the VIR_XML_PROP_REQUIRED flags in domain_conf.c, cpu_conf.c and numa_conf.c',
    'libvirt 12.8, tried attribute by attribute',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: checks(),
  examples: [
    {
      name: 'a watchdog without a model',
      bad: "<«watchdog» action='reset'/>",
      inside: 'q35',
      says: "<watchdog> has no 'model': libvirt refuses the definition, it expects i6300esb, ib700",
    },
    {
      name: 'a number',
      bad: `<cputune>
  <«vcpupin» cpuset='0'/>
</cputune>`,
      inside: 'domain',
    },
    { name: 'a model that libvirt can do without', good: '<panic/>', inside: 'q35' },
  ],
})

function checks() {
  return byElement(
    keys(),
    (place, expected, since) => {
      if (!place.required) return undefined
      return (element, target) => (since && compareVersions(since, target.libvirt) > 0 ? undefined : judge(element, place, expected()))
    },
    'absent',
  )
}

/** The places of all tables whose attribute must be there, each with what libvirt expects in it. */
function* keys(): Generator<readonly [key: string, expected: () => string]> {
  for (const [key, words] of Object.entries(enumerations)) if (key.includes('!')) yield [key, () => firstWords(words)]
  for (const [pair, all] of Object.entries(switches)) {
    for (const key of all) if (key.includes('!')) yield [key, () => pair.replace(' ', ' or ')]
  }
  for (const [key, text] of Object.entries(numbers)) {
    if (!key.includes('!')) continue
    const version = /\d+\.\d+\.\d+$/.exec(text)?.[0]
    yield [version === undefined ? key : `${key} ${version}`, () => 'a number']
  }
}

function firstWords(words: string): string {
  return words
    .replace(/:[\d.]+/g, '')
    .split(' ')
    .slice(0, 6)
    .join(', ')
}

function judge(element: XmlElement, { attribute }: ValuePlace, expected: string): Report<typeof message> | undefined {
  if (attribute === undefined || element.attr(attribute) !== undefined) return undefined
  return { at: element, unread: unreadBecauseOf(element, attribute), data: { element: element.name, attribute, expected } }
}
