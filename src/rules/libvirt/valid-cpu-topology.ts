import { parseUnsigned } from '../../domain/values/number.js'
import { maximumVcpus, presentVcpus, topologyParts } from '../../domain/vcpus.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-cpu-topology',
  summary: 'Let sockets, dies, clusters, cores and threads multiply to the number of vCPUs',
  why: `The topology describes all vCPUs that the guest can have: sockets times dies times clusters times cores times threads is the number in
\`<vcpu>\`, whatever \`current\` says. libvirt refuses anything else, as after one of the two was changed alone.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainVCpuTopology', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    missing: "<topology> has no '{part}': libvirt refuses the definition{hint}",
    granularity:
      'a pseries guest gets its vCPUs a whole core at a time, and a core has {threads} threads here: libvirt refuses {count} vCPUs at the start',
    product: 'the topology has {product} vCPUs ({parts}), and <vcpu> says {count}: libvirt refuses the definition',
  },
  on: {
    'domain/cpu/topology'(topology, { domain }) {
      const missing = required.filter((part) => topology.attr(part) === undefined)
      if (missing.length > 0)
        return missing.map((part) => withoutPart(topology, part, missing.length === 1 ? maximumVcpus(domain) : undefined))
      const parts = topologyParts.map((part) => ({ part, number: parseUnsigned(topology.attr(part) ?? '1') }))
      const count = maximumVcpus(domain)
      if (!domain.isQemu || count === undefined || parts.some(({ number }) => !number)) return
      const product = parts.reduce((sum, { number = 1 }) => sum * number, 1)
      if (product === count) {
        const threads = parts.at(-1)?.number ?? 1
        const first = presentVcpus(domain, count)
        if (domain.machine.family !== 'pseries' || first.count === undefined || first.count % threads === 0) return
        return { message: 'granularity', at: first.at ?? topology, data: { threads, count: first.count } }
      }
      const written = parts.filter(({ part }) => topology.attr(part) !== undefined).map(({ part, number }) => `${number} ${part}`)
      const vcpu = domain.element.child('vcpu')
      return {
        message: 'product',
        at: topology,
        data: { product, parts: written.join(' × '), count },
        related: vcpu ? [{ at: vcpu, message: `${count} here` }] : [],
      }
    },
  },
  examples: [
    {
      name: 'a part that is missing',
      bad: `<vcpu>4</vcpu>
<cpu mode='host-passthrough'>
  <«topology» cores='2' threads='2'/>
</cpu>`,
      suggested: `<vcpu>4</vcpu>
<cpu mode='host-passthrough'>
  <topology cores='2' threads='2' sockets='1'/>
</cpu>`,
      inside: 'domain',
      says: "must give the 4 vCPUs, so sockets='1'",
    },
    {
      name: 'the number of vCPUs was changed alone',
      bad: `<vcpu>8</vcpu>
<cpu mode='host-passthrough'>
  <«topology» sockets='1' cores='2' threads='2'/>
</cpu>`,
      inside: 'domain',
      says: 'the topology has 4 vCPUs (1 sockets × 2 cores × 2 threads), and <vcpu> says 8',
    },
    {
      name: 'half a core of a pseries guest',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <vcpu current='«2»'>8</vcpu>
  <os>
    <type arch='ppc64' machine='pseries'>hvm</type>
  </os>
  <cpu>
    <topology sockets='1' cores='2' threads='4'/>
  </cpu>
</domain>`,
      says: 'a core has 4 threads here: libvirt refuses 2 vCPUs',
    },
    {
      name: 'all parts count, and current does not',
      good: `<vcpu current='2'>8</vcpu>
<cpu mode='host-passthrough'>
  <topology sockets='1' dies='2' cores='2' threads='2'/>
</cpu>`,
      inside: 'domain',
    },
  ],
})

/** The parts that libvirt wants to be written (cpu_conf.c, virCPUDefParseXML). */
const required = ['sockets', 'cores', 'threads'] as const

/** A topology without one of its parts: if the others are there, the number of vCPUs gives it. */
function withoutPart(topology: XmlElement, part: string, count: number | undefined) {
  const others = topologyParts.filter((other) => other !== part).map((other) => parseUnsigned(topology.attr(other) ?? '1') ?? 0)
  const product = others.reduce((all, number) => all * number, 1)
  const value = count !== undefined && product > 0 && count % product === 0 ? String(count / product) : undefined
  return {
    message: 'missing' as const,
    at: topology,
    data: { part, hint: value === undefined ? '' : `; the parts multiplied must give the ${count} vCPUs, so ${part}='${value}'` },
    suggest:
      value === undefined
        ? []
        : [
            {
              title: `write ${part}='${value}'`,
              edits: [setAttribute(topology, part, value)],
              risk: 'Check that this is the topology that was meant.',
            },
          ],
  }
}
