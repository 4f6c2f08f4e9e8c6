import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

/** Features of other hypervisors that the QEMU driver reads, keeps and does nothing with (qemu_validate.c, qemuValidateDomainDefFeatures). */
const foreignFeatures = table<string>({
  hap: 'Xen',
  viridian: 'Xen',
  privnet: 'LXC',
  capabilities: 'LXC',
  xen: 'Xen',
})

const insteadOf = table<string>({
  hap: '; nested paging is always used where the host has it',
  viridian: '; <hyperv> is what a Windows guest on QEMU needs',
})

export default rule({
  id: 'libvirt/no-ignored-feature',
  summary: 'Leave out features of other hypervisors',
  why: `\`hap\`, \`viridian\` and \`xen\` set up Xen guests, \`privnet\` and \`capabilities\` containers. libvirt takes them on a QEMU guest, too, keeps them
in the definition and does nothing with them: the guest does not get what is written.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDefFeatures (features that are ignored)',
    'tried on libvirt 12.8.0: accepted, QEMU command line unchanged',
  ],
  category: 'libvirt',
  severity: 'warning',
  since: '0.1.0',
  message: '{feature} is a feature of {hypervisor}: libvirt ignores it on QEMU{instead}',
  on: {
    'domain/features'(features, { domain }) {
      if (!domain.isQemu) return
      return features.elements().flatMap((feature) => {
        const hypervisor = foreignFeatures[feature.name]
        if (!hypervisor || feature.attr('state') === 'off') return []
        return { at: feature, data: { feature: feature.name, hypervisor, instead: insteadOf[feature.name] ?? '' } }
      })
    },
  },
  examples: [
    {
      name: "Xen's paging",
      inside: 'domain',
      bad: `<features>
  <acpi/>
  <«hap»/>
</features>`,
      says: 'nested paging is always used',
    },
    {
      name: "QEMU's own",
      inside: 'domain',
      good: `<features>
  <acpi/>
  <apic/>
  <pae/>
</features>`,
    },
  ],
})
