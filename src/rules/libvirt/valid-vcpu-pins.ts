import type { Domain } from '../../domain/domain.js'
import { repeats } from '../../domain/duplicates.js'
import { formatIds, iothreadIds } from '../../domain/iothreads.js'
import { type Cpuset, CpusetHolders, cpusetMax, cpusetOverlap, formatCpuset, parseCpuset } from '../../domain/values/cpuset.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { maximumVcpus } from '../../domain/vcpus.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  pinnedTwice: '{what} {id} is pinned already: libvirt refuses the second pin',
  scheduledTwice: '{what} {set} has a scheduler already: libvirt refuses the second',
  noVcpu: 'there is no vCPU {id} in this guest of {count}: libvirt refuses the definition',
  noIothread: 'there is no I/O thread {id} in this guest ({defined}): libvirt refuses the definition',
  priority: "scheduler '{scheduler}' needs a priority: libvirt refuses the definition",
  current: 'the guest cannot start with {current} of at most {count} vCPUs: libvirt refuses the definition',
  none: "a guest needs at least one vCPU: libvirt refuses current='0'",
} as const

export default rule({
  id: 'libvirt/valid-vcpu-pins',
  summary: 'Pin and schedule each vCPU and I/O thread once, and only those that exist',
  why: `One vCPU or I/O thread has one pin and one scheduler, and the real-time schedulers need a priority. libvirt refuses a second pin, a scheduler
for a vCPU that the guest does not have, and more running vCPUs than there are. (A pin for a vCPU that does not exist is dropped without
a word: another rule tells.)`,
  sources: [
    'libvirt 11.3: domain_conf.c, virDomainVcpuPinDefParseXML, virDomainThreadSchedParse, virDomainVcpuParse',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(_, { domain }) {
      const tune = domain.element.child('cputune')
      if (!tune) return [...running(domain)]
      return [
        ...pins(tune.elements('vcpupin'), 'vcpu', 'vCPU'),
        ...pins(tune.elements('iothreadpin'), 'iothread', 'I/O thread'),
        ...schedulers(tune.elements('vcpusched'), 'vcpus', 'vCPU', domain),
        ...schedulers(tune.elements('iothreadsched'), 'iothreads', 'I/O thread', domain),
        ...running(domain),
      ]
    },
  },
  examples: [
    {
      name: 'one vCPU pinned twice',
      bad: `<vcpu>2</vcpu>
<cputune>
  <vcpupin vcpu='0' cpuset='2'/>
  <vcpupin vcpu='«0»' cpuset='3'/>
</cputune>`,
      inside: 'domain',
    },
    {
      name: 'a scheduler for a vCPU that is not there',
      bad: `<vcpu>2</vcpu>
<cputune>
  <vcpusched vcpus='«0-2»' scheduler='batch'/>
</cputune>`,
      inside: 'domain',
      says: 'there is no vCPU 2 in this guest of 2',
    },
    {
      name: 'a real-time scheduler without a priority',
      bad: `<vcpu>2</vcpu>
<cputune>
  <vcpusched vcpus='0' scheduler='«fifo»'/>
</cputune>`,
      inside: 'domain',
    },
    { name: 'more running than there are', bad: "<vcpu current='«4»'>2</vcpu>", inside: 'domain', says: '4 of at most 2' },
    {
      name: 'each once',
      good: `<vcpu current='1'>2</vcpu>
<iothreads>1</iothreads>
<cputune>
  <vcpupin vcpu='0' cpuset='2'/>
  <vcpupin vcpu='1' cpuset='2'/>
  <vcpusched vcpus='0' scheduler='fifo' priority='1'/>
  <vcpusched vcpus='1' scheduler='idle'/>
  <iothreadsched iothreads='1' scheduler='batch'/>
</cputune>`,
      inside: 'domain',
    },
  ],
})

function pins(elements: readonly XmlElement[], attribute: string, what: string): Report<typeof messages>[] {
  return repeats(elements, (pin) => parseUnsigned(pin.attr(attribute) ?? '')).map(({ again, first }) => ({
    message: 'pinnedTwice',
    at: again.attributeOrSelf(attribute),
    data: { what, id: again.attr(attribute) ?? '' },
    related: [{ at: first, message: 'the first pin' }],
  }))
}

function* schedulers(elements: readonly XmlElement[], attribute: string, what: string, domain: Domain): Generator<Report<typeof messages>> {
  const holders = new CpusetHolders<{ readonly element: XmlElement; readonly members: Cpuset }>()
  for (const element of elements) {
    const scheduler = element.attr('scheduler') ?? ''
    if ((scheduler === 'fifo' || scheduler === 'rr') && element.attr('priority') === undefined) {
      yield { message: 'priority', at: element.attributeOrSelf('scheduler'), data: { scheduler } }
    }
    const parsed = parseCpuset(element.attr(attribute) ?? '')
    if (!('members' in parsed)) continue
    const { members } = parsed
    const at = element.attributeOrSelf(attribute)
    const absent = attribute === 'vcpus' ? noVcpu(members, domain) : noIothread(members, domain)
    if (absent) yield { ...absent, at }
    const other = holders.add(members, { element, members })
    if (!other) continue
    yield {
      message: 'scheduledTwice',
      at,
      data: { what, set: formatCpuset(cpusetOverlap(members, other.members)) },
      related: [{ at: other.element, message: 'the first scheduler' }],
    }
  }
}

function noVcpu(members: Cpuset, domain: Domain) {
  const count = maximumVcpus(domain)
  const id = cpusetMax(members)
  return count === undefined || id === undefined || id < count ? undefined : { message: 'noVcpu' as const, data: { id, count } }
}

function noIothread(members: Cpuset, domain: Domain) {
  const ids = iothreadIds(domain)
  if (!ids) return undefined
  const id = members
    .flatMap(({ first, last }) => (last - first > 1024 ? [last] : Array.from({ length: last - first + 1 }, (_, offset) => first + offset)))
    .find((one) => !ids.has(one))
  return id === undefined
    ? undefined
    : { message: 'noIothread' as const, data: { id, defined: ids.size === 0 ? 'it has none' : `its threads: ${formatIds(ids)}` } }
}

function* running(domain: Domain): Generator<Report<typeof messages>> {
  const at = domain.element.child('vcpu')?.attribute('current')
  const current = at && parseUnsigned(at.value)
  const count = maximumVcpus(domain)
  if (!at || current === undefined || count === undefined) return
  if (current === 0) yield { message: 'none', at }
  else if (current > count) yield { message: 'current', at, data: { current, count } }
}
