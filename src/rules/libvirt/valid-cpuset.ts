import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import { type CpusetFault, cpusetSize, parseCpuset } from '../../domain/values/cpuset.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { maximumVcpus } from '../../domain/vcpus.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  'not a number': "'{item}' is no item of a set: libvirt expects N, N-M or ^N there and refuses the definition",
  'range backwards': "the range '{item}' runs backwards: libvirt refuses the definition",
  'excluded range': "'^' takes single numbers out of a set: libvirt refuses '{item}', write each number on its own",
  'too large': "'{item}' is above 16383, the largest number that libvirt takes: it refuses the definition",
  empty: '{attribute} is empty: libvirt refuses the definition, leave the attribute out',
  nothing: '{attribute} selects nothing: libvirt refuses the definition',
} as const

/** Where libvirt reads a set, and whether it may be empty in the end: `0,^0`. */
const sets = table<{ readonly attribute: string; readonly mayBeEmpty?: true }>({
  'domain/vcpu': { attribute: 'cpuset' },
  'domain/cputune/vcpupin': { attribute: 'cpuset' },
  'domain/cputune/emulatorpin': { attribute: 'cpuset' },
  'domain/cputune/iothreadpin': { attribute: 'cpuset' },
  'domain/cputune/vcpusched': { attribute: 'vcpus' },
  'domain/cputune/iothreadsched': { attribute: 'iothreads' },
  'domain/numatune/memory': { attribute: 'nodeset' },
  'domain/numatune/memnode': { attribute: 'nodeset' },
  'domain/memoryBacking/hugepages/page': { attribute: 'nodeset' },
  'domain/cpu/numa/cell': { attribute: 'cpus', mayBeEmpty: true },
})

export default rule({
  id: 'libvirt/valid-cpuset',
  summary: 'Write sets of CPUs, vCPUs and NUMA nodes as libvirt reads them',
  why: `A set is a list of numbers and ranges, such as \`0-3,^2,8\`: items are separated by commas and take effect in order, and \`^2\` takes one
number out again. Anything else, a range that runs backwards, a number above 16383 or a set without members makes libvirt refuse the
definition; its message quotes the whole set, not the faulty item.`,
  sources: ['libvirt 11.3: virbitmap.c, virBitmapParse; domain_conf.h, VIR_DOMAIN_CPUMASK_LEN', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: Object.fromEntries(
    Object.entries(sets).map(([path, { attribute, mayBeEmpty }]) => [
      path,
      (element: XmlElement, { domain }: { readonly domain: Domain }) =>
        isDropped(element, domain) ? undefined : judge(element, attribute, mayBeEmpty),
    ]),
  ),
  examples: [
    {
      name: 'the faulty item of a longer set',
      bad: `<cputune>
  <vcpupin vcpu='0' cpuset='0-3,«x»,8'/>
</cputune>`,
      inside: 'domain',
      says: "'x' is no item of a set",
    },
    {
      name: 'an excluded range',
      bad: "<vcpu cpuset='0-7,«^2-3»'>4</vcpu>",
      inside: 'domain',
      says: "refuses '^2-3', write each number on its own",
    },
    { name: 'a range that runs backwards', bad: "<vcpu cpuset='«7-0»'>4</vcpu>", inside: 'domain' },
    {
      name: 'nothing left',
      bad: `<numatune>
  <memory mode='strict' nodeset='«0,^0»'/>
</numatune>`,
      inside: 'domain',
      says: 'nodeset selects nothing',
    },
    {
      name: 'what libvirt does read',
      good: `<vcpu cpuset=' 0-7, ^3 ,16383'>4</vcpu>
<numatune>
  <memory mode='strict' nodeset='0,1,'/>
</numatune>`,
      inside: 'domain',
    },
  ],
})

/** libvirt does not even read the set of a pin for a vCPU that the guest does not have. */
function isDropped(element: XmlElement, domain: Domain): boolean {
  const id = element.name === 'vcpupin' ? parseUnsigned(element.attr('vcpu') ?? '') : undefined
  return id !== undefined && id >= (maximumVcpus(domain) ?? Number.POSITIVE_INFINITY)
}

function judge(element: XmlElement, attribute: string, mayBeEmpty?: true): Report<typeof messages> | undefined {
  const at = element.attribute(attribute)
  if (!at) return undefined
  const parsed = parseCpuset(at.value)
  if ('fault' in parsed) {
    const { item, reason } = parsed.fault
    const place = rangeOf(at, parsed.fault)
    return reason === 'empty' ? { message: reason, at: place, data: { attribute } } : { message: reason, at: place, data: { item } }
  }
  return !mayBeEmpty && cpusetSize(parsed.members) === 0 ? { message: 'nothing', at, data: { attribute } } : undefined
}

/** The item's own range, where the text of the attribute stands there as it is: no references, no line ends. */
function rangeOf(at: XmlAttribute, { start, end }: CpusetFault) {
  const { valueRange, value } = at
  return valueRange.end - valueRange.start === value.length && end > start
    ? { start: valueRange.start + start, end: valueRange.start + end }
    : at
}
