import { memorySizes } from '../../domain/facts/sizes.js'
import { meantSize } from '../../domain/values/meant-size.js'
import { nearest } from '../../domain/values/nearest.js'
import { parseSize } from '../../domain/values/size.js'
import { setAttribute, setText } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  number: "'{value}' is no whole number: libvirt refuses the definition, a unit stands in 'unit'",
  meant: "'{value}' is no whole number: libvirt refuses the definition, {written} is written {number} with unit='{unit}'",
  unit: "unit '{unit}' is not known to libvirt, which refuses the definition: it knows b, KiB, MiB, GiB, TiB, PiB, EiB and KB, MB ...",
  misspelt:
    "unit '{unit}' is not known to libvirt, did you mean {nearest}? It refuses the definition; {nearest} is one of b, KiB, MiB, GiB, TiB (powers of 1024) and KB, MB, GB, TB (of 1000)",
  overflow: '{value} {unit} is more than libvirt can count: it refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-size',
  summary: 'Write sizes as a whole number, with a unit that libvirt knows',
  why: `A size is a whole number, and its unit stands in an attribute of its own: \`k\`, \`KiB\`, \`M\`, \`MiB\` count in powers of 1024, \`KB\`
and \`MB\` in powers of 1000, \`b\` or \`bytes\` bytes. Fractions, units behind the number and unknown units make libvirt refuse the definition.`,
  sources: ['libvirt 11.3: virxml.c, virParseScaledValue; virutil.c, virScaleInteger'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: Object.fromEntries(memorySizes.map(({ element, attribute }) => [element, (found: XmlElement) => judge(found, attribute)])),
  examples: [
    {
      name: 'a unit behind the number',
      bad: '<memory>«2 GiB»</memory>',
      suggested: "<memory unit='GiB'>2</memory>",
      inside: 'domain',
      says: "'2 GiB' is no whole number",
    },
    {
      name: 'a fraction',
      bad: "<memory unit='GiB'>«4.5»</memory>",
      suggested: "<memory unit='MiB'>4608</memory>",
      inside: 'domain',
      says: "4.5 GiB is written 4608 with unit='MiB'",
    },
    {
      name: 'a misspelt unit',
      bad: "<memory unit='«GIBI»'>2</memory>",
      suggested: "<memory unit='GiB'>2</memory>",
      inside: 'domain',
      says: 'did you mean GiB?',
    },
    { name: 'more than there is', bad: "<memory unit='EiB'>«16»</memory>", inside: 'domain' },
    {
      name: 'units in any case, and none',
      good: `<memory unit='gib'>2</memory>
<currentMemory unit='kb'>1000000</currentMemory>
<memtune>
  <hard_limit>4194304</hard_limit>
</memtune>`,
      inside: 'domain',
    },
  ],
})

function numberReport(element: XmlElement, attribute: string | undefined, value: string, unit: string | undefined) {
  const meant = meantSize(value, unit)
  if (!meant) return { message: 'number' as const, data: { value } }
  const edits = [
    attribute === undefined ? setText(element, meant.number) : setAttribute(element, attribute, meant.number),
    setAttribute(element, 'unit', meant.unit),
  ]
  return {
    message: 'meant' as const,
    data: { value, ...meant },
    suggest: [{ title: `write ${meant.number} ${meant.unit}`, edits, risk: 'Check that this is the size that was meant.' }],
  }
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'KB', 'MB', 'GB', 'TB']

function judge(element: XmlElement, attribute: string | undefined): Report<typeof messages> | undefined {
  const written = attribute === undefined ? undefined : element.attribute(attribute)
  const value = attribute === undefined ? element.text : written?.value
  // libvirt takes an empty element for an absent one, and looks at the first of a name.
  if (!value || (attribute === undefined && element.parentElement?.child(element.name) !== element)) return undefined
  const unit = element.attr('unit')
  const { fault } = parseSize(value, unit)
  const at = written ?? element.textRange
  switch (fault) {
    case 'number':
      return { at, ...numberReport(element, attribute, value.trim(), unit) }
    case 'unit': {
      const near = nearest(unit ?? '', units)
      const place = element.attributeOrSelf('unit')
      if (near === undefined) return { message: 'unit', at: place, data: { unit: unit ?? '' } }
      const suggest = [
        {
          title: `write ${near}`,
          edits: [setAttribute(element, 'unit', near)],
          risk: 'KiB, MiB ... are powers of 1024, KB, MB ... of 1000.',
        },
      ]
      return { message: 'misspelt', at: place, data: { unit: unit ?? '', nearest: near }, suggest }
    }
    case 'overflow':
      return { message: 'overflow', at, data: { value: value.trim(), unit: unit ?? 'KiB' } }
    default:
      return undefined
  }
}
