import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-feature-policy',
  summary: 'Write the policy of a CPU feature',
  why: `\`virsh capabilities\` lists the host's CPU features without a policy, and features that are copied from there have none. libvirt
reads them as \`require\`: the guest does not start on a host without the feature. libvirt's own schema wants the policy to be written.`,
  sources: [
    'libvirt 11.3.0: cpu_conf.c, virCPUDefParseXML (policy defaults to require)',
    'tried on libvirt 12.8.0: the stored definition is the same; without a policy it is not valid against the schema',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "the feature {feature} has no policy: libvirt reads it as policy='require'",
  on: {
    'domain/cpu/feature[@name]'(feature) {
      if (feature.attr('policy') !== undefined) return
      return { at: feature, data: { feature: feature.attr('name') ?? '' }, fix: setAttribute(feature, 'policy', 'require') }
    },
  },
  examples: [
    {
      name: 'a feature from the capabilities of the host',
      inside: 'domain',
      bad: `<cpu mode='host-model'>
  <«feature» name='vmx'/>
</cpu>`,
      fixed: `<cpu mode='host-model'>
  <feature name='vmx' policy='require'/>
</cpu>`,
    },
    {
      name: 'a policy',
      inside: 'domain',
      good: `<cpu mode='host-model'>
  <feature policy='disable' name='vmx'/>
</cpu>`,
    },
  ],
})
