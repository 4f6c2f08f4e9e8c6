import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-overruled-vcpu-current',
  summary: 'State the online vCPUs once',
  why: `\`<vcpus>\` says of each vCPU whether it is plugged in. Where it is there libvirt does not look at \`<vcpu current='N'>\`, and writes the
number of enabled ones there itself: a number that was forgotten when \`<vcpus>\` was edited misleads the reader.`,
  sources: ['libvirt: domain_conf.c, virDomainVcpuParse', 'tried on libvirt 12.8: the stored definition is the same without the attribute'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'libvirt ignores current={current}: <vcpus> below says which vCPUs are online',
  fix: 'safe',
  on: {
    'domain/vcpu[@current]'(vcpu, { domain }) {
      const current = vcpu.attribute('current')
      const states = domain.element.child('vcpus')?.elements('vcpu') ?? []
      const online = states.filter((state) => state.attr('enabled') === 'yes').length
      if (!current || states.length === 0 || current.value === String(online)) return
      return { at: current, data: { current: current.value }, fix: removeAttribute(current) }
    },
  },
  examples: [
    {
      name: 'a number that is ignored',
      bad: `<vcpu current='«1»'>2</vcpu>
<vcpus>
  <vcpu id='0' enabled='yes' hotpluggable='no'/>
  <vcpu id='1' enabled='yes' hotpluggable='yes'/>
</vcpus>`,
      fixed: `<vcpu>2</vcpu>
<vcpus>
  <vcpu id='0' enabled='yes' hotpluggable='no'/>
  <vcpu id='1' enabled='yes' hotpluggable='yes'/>
</vcpus>`,
      inside: 'domain',
    },
    {
      name: 'numbers that agree, as libvirt writes them',
      good: `<vcpu current='1'>2</vcpu>
<vcpus>
  <vcpu id='0' enabled='yes' hotpluggable='no'/>
  <vcpu id='1' enabled='no' hotpluggable='yes'/>
</vcpus>`,
      inside: 'domain',
    },
  ],
})
