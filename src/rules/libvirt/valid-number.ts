import { numbers } from '../../domain/facts/numbers.js'
import { byElement, rangeAt, type ValuePlace, valueAt } from '../../domain/facts/place-notation.js'
import { compareVersions, parseVersion } from '../../domain/facts/target.js'
import { describeNumberKind, type NumberKind, numberFault, parseNumberKind } from '../../domain/values/number-kind.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  notANumber: "{what} '{value}' is no number that libvirt reads there: it refuses the definition and expects {expected}",
  outOfRange: '{what} {value} is out of range: libvirt refuses the definition and expects {expected}',
} as const

export default rule({
  id: 'libvirt/valid-number',
  summary: 'Write whole numbers where libvirt expects them, within their range',
  why: `libvirt reads numbers as C does and wants nothing behind them: units, spaces, fractions and signs make it refuse the whole definition.
Most places read decimal numbers only; PCI addresses, USB ids and the targets of PCI controllers also take \`0x1f\`, and there a leading
zero makes the number octal, so that \`08\` is no number. Some places have a narrower range than the type.`,
  sources: [
    'libvirt 11.3: virXMLPropInt, virXMLPropUInt, virXMLPropULongLong, virStrToLong in domain_conf.c; ranges in domain_validate.c',
    'libvirt 12.8, tried place by place',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: checks(),
  examples: [
    {
      name: 'a unit where a number is wanted',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <iotune>
    <total_bytes_sec>«10M»</total_bytes_sec>
  </iotune>
</disk>`,
      inside: 'q35',
      says: "total_bytes_sec '10M' is no number",
    },
    {
      name: 'an order that starts at 0',
      bad: `<interface type='network'>
  <source network='default'/>
  <boot order='«0»'/>
</interface>`,
      inside: 'q35',
      says: 'order 0 is out of range: libvirt refuses the definition and expects a number from 1 on',
    },
    {
      name: 'a scheduling period below its range',
      bad: `<cputune>
  <period>«100»</period>
</cputune>`,
      inside: 'domain',
      says: 'expects 1000 to 1000000 or 0',
    },
    {
      name: 'eight is no octal number',
      bad: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='pci' domain='0x0000' bus='0x00' slot='«08»' function='0x0'/>
</rng>`,
      inside: 'q35',
    },
    {
      name: 'what libvirt does read',
      good: `<rng model='virtio'>
  <rate bytes='1024'/>
  <backend model='random'>/dev/urandom</backend>
  <address type='pci' domain='0' bus='0x00' slot='010' function='0x0'/>
</rng>`,
      inside: 'q35',
    },
    {
      name: 'no quota',
      good: `<cputune>
  <shares/>
  <quota>-1</quota>
</cputune>`,
      inside: 'domain',
    },
  ],
})

function checks() {
  return byElement(Object.entries(numbers), (place, text) => {
    const kind = parseNumberKind(text)
    const since = parseVersion(/\d+\.\d+\.\d+$/.exec(text)?.[0] ?? '')
    return (element, target) => (since && compareVersions(since, target.libvirt) > 0 ? undefined : judge(element, place, kind))
  })
}

function judge(element: XmlElement, place: ValuePlace, kind: NumberKind): Report<typeof messages> | undefined {
  const value = valueAt(element, place)
  const fault = value === undefined ? undefined : numberFault(value, kind)
  if (value === undefined || !fault) return undefined
  const data = { what: place.attribute ?? element.name, value, expected: describeNumberKind(kind) }
  return {
    message: fault === 'not a number' ? 'notANumber' : 'outOfRange',
    at: rangeAt(element, place),
    unread: place.attribute === undefined ? element : element.openTagRange,
    data,
  }
}
