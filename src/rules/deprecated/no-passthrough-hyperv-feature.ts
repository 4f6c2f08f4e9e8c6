import { removeChildren } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-passthrough-hyperv-feature',
  summary: "Leave single features out of hyperv mode='passthrough'",
  why: `In this mode the guest gets every Hyper-V enlightenment that the host's KVM knows, and libvirt drops the features that are listed
beside it: \`state='off'\` switches nothing off. Since 11.0.0 libvirt no longer writes such a list either.`,
  sources: [
    'libvirt: NEWS 11.0.0; formatdomain, hypervisor features',
    'tried on libvirt 12.8: the stored definition is the same without them',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: "libvirt ignores <{name}>: mode='passthrough' gives the guest every Hyper-V feature of the host, whatever is listed",
  fix: 'safe',
  on: {
    'domain/features/hyperv[@mode=passthrough]'(hyperv) {
      const features = hyperv.elements()
      const [first] = features
      if (!first) return
      return { at: first, data: { name: first.name }, fix: removeChildren(hyperv, features) }
    },
  },
  examples: [
    {
      name: 'a list that is ignored',
      bad: `<features>
  <hyperv mode='passthrough'>
    <«relaxed» state='on'/>
    <vapic state='off'/>
  </hyperv>
</features>`,
      fixed: `<features>
  <hyperv mode='passthrough'/>
</features>`,
      inside: 'domain',
      says: '<relaxed>',
    },
    {
      name: 'a list that counts',
      good: `<features>
  <hyperv mode='custom'>
    <relaxed state='on'/>
  </hyperv>
</features>`,
      inside: 'domain',
    },
  ],
})
