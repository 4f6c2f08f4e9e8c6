import { parseUnsigned } from '../../domain/values/number.js'
import { maximumVcpus } from '../../domain/vcpus.js'
import { rule } from '../rule.js'

export default rule({
  id: 'performance/no-lost-vcpu-pin',
  summary: 'Pin only vCPUs that the guest has',
  why: `libvirt drops a pin for a vCPU that the guest does not have, with no more than a line in its log. It is often a wrong count: vCPUs are
counted from 0, so that a guest of four has the vCPUs 0 to 3, and the one that was meant is not pinned.`,
  sources: ['libvirt 11.3: domain_conf.c, virDomainVcpuPinDefParseXML', 'libvirt 12.8: accepted, and gone from the stored definition'],
  category: 'performance',
  severity: 'warning',
  since: '0.1.0',
  message: 'there is no vCPU {id} in this guest, the last one is {last}: libvirt drops the pin',
  on: {
    'domain/cputune/vcpupin[@vcpu]'(pin, { domain }) {
      const id = parseUnsigned(pin.attr('vcpu') ?? '')
      const count = maximumVcpus(domain)
      if (id === undefined || !count || id < count) return
      return { at: pin.attributeOrSelf('vcpu'), data: { id, last: count - 1 } }
    },
  },
  examples: [
    {
      name: 'counted from 1',
      bad: `<vcpu>2</vcpu>
<cputune>
  <vcpupin vcpu='1' cpuset='2'/>
  <vcpupin vcpu='«2»' cpuset='3'/>
</cputune>`,
      inside: 'domain',
    },
    {
      name: 'a vCPU that is not running yet',
      good: `<vcpu current='1'>2</vcpu>
<cputune>
  <vcpupin vcpu='1' cpuset='2'/>
</cputune>`,
      inside: 'domain',
    },
  ],
})
