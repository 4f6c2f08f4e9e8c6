import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/require-managed-hostdev',
  summary: 'Say whether libvirt is to detach an assigned PCI device from the host',
  why: `With \`managed='yes'\` libvirt takes the PCI device from its host driver when the guest starts and gives it back when the guest stops.
Without the attribute libvirt writes \`managed='no'\`: the guest starts only if somebody has bound the device to vfio-pci before, and otherwise
fails with a message that does not speak of this attribute. Either value is fine when it is written on purpose.`,
  sources: ['libvirt: formatdomain, Host device assignment (managed)', 'tried on libvirt 12.8.0: an absent attribute is stored as no'],
  category: 'libvirt',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: "without managed= libvirt takes 'no': the guest starts only if the device has been bound to vfio-pci by hand",
  on: {
    'domain/devices/hostdev[@type=pci]'(hostdev, { domain }) {
      if (!domain.isQemu || hostdev.attr('managed') !== undefined) return
      return { at: hostdev }
    },
  },
  examples: [
    {
      name: 'nothing said',
      inside: 'q35',
      bad: `<«hostdev» mode='subsystem' type='pci'>
  <source>
    <address bus='0x0a'/>
  </source>
</hostdev>`,
    },
    {
      name: 'bound by hand, on purpose',
      inside: 'q35',
      good: `<hostdev mode='subsystem' type='pci' managed='no'>
  <source>
    <address bus='0x0a'/>
  </source>
</hostdev>`,
    },
  ],
})
