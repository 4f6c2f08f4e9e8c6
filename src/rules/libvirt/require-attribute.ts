import { enumerations } from '../../domain/facts/enumerations.js'
import { numbers } from '../../domain/facts/numbers.js'
import { byElement, placesOf, unreadBecauseOf, type ValuePlace } from '../../domain/facts/place-notation.js'
import { switches } from '../../domain/facts/switches.js'
import { compareVersions, parseVersion, type Target } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const message = "<{element}> has no '{attribute}': libvirt refuses the definition{expected}"

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
  on: byElement(entries(), 'absent'),
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

function* entries(): Generator<readonly [ValuePlace, (element: XmlElement, target: Target) => Report<typeof message> | undefined]> {
  for (const [key, words] of Object.entries(enumerations)) {
    if (!key.includes('!')) continue
    for (const place of placesOf(key)) yield [place, (element) => judge(element, place, `, it expects ${firstWords(words)}`)]
  }
  for (const [pair, keys] of Object.entries(switches)) yield* versioned(keys, `, it expects ${pair.replace(' ', ' or ')}`)
  yield* versioned(
    Object.entries(numbers).flatMap(([key, text]) => (key.includes('!') ? `${key} ${/\d+\.\d+\.\d+$/.exec(text)?.[0] ?? ''}` : [])),
    ', it expects a number',
  )
}

function firstWords(words: string): string {
  return words
    .replace(/:[\d.]+/g, '')
    .split(' ')
    .slice(0, 6)
    .join(', ')
}

function* versioned(keys: readonly string[], expected: string): ReturnType<typeof entries> {
  for (const key of keys) {
    if (!key.includes('!')) continue
    const [where = '', version] = key.split(' ')
    const since = version ? parseVersion(version) : undefined
    for (const place of placesOf(where)) {
      if (!place.required) continue
      yield [
        place,
        (element, target) => (since && compareVersions(since, target.libvirt) > 0 ? undefined : judge(element, place, expected)),
      ]
    }
  }
}

function judge(element: XmlElement, { attribute }: ValuePlace, expected: string): Report<typeof message> | undefined {
  if (attribute === undefined || element.attr(attribute) !== undefined) return undefined
  return { at: element, unread: unreadBecauseOf(element, attribute), data: { element: element.name, attribute, expected } }
}
