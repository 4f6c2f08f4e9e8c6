import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-hostdev-driver-kvm',
  summary: 'Assign host devices through VFIO',
  why: `\`<driver name='kvm'/>\` chose the way in which KVM itself gave PCI devices to guests. Linux dropped it in 4.12, libvirt in 5.7.0 and
QEMU in 3.0. libvirt still stores such a definition, and refuses to start the guest. \`vfio\` is what is used without the element, too; on
an \`<interface>\` change the name and do not delete the element: libvirt's ABI check would refuse the guest as another one.`,
  sources: [
    'libvirt: NEWS 5.7.0; qemu_domain.c, qemuDomainPrepareHostdevPCI',
    'tried on libvirt 12.8: defined and not started; kvm to vfio passes the ABI check on <hostdev> and <interface>',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'KVM has no device assignment of its own any more: libvirt defines the guest but refuses to start it; vfio is the driver today',
  fix: 'unsafe',
  risk: 'The guest could not start before; with vfio the host gives it the device, which needs an IOMMU and the whole IOMMU group.',
  on: {
    'domain/devices/hostdev[@type=pci]/driver[@name=kvm]|domain/devices/interface[@type=hostdev]/driver[@name=kvm]'(driver, { domain }) {
      if (!domain.isQemu) return
      return { at: driver.attributeOrSelf('name'), fix: setAttribute(driver, 'name', 'vfio') }
    },
  },
  examples: [
    {
      name: 'a PCI device',
      bad: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <driver name='«kvm»'/>
  <source>
    <address domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
  </source>
</hostdev>`,
      fixed: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <driver name='vfio'/>
  <source>
    <address domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
  </source>
</hostdev>`,
      inside: 'q35',
    },
    {
      name: 'VFIO',
      good: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <driver name='vfio'/>
  <source>
    <address domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
  </source>
</hostdev>`,
      inside: 'q35',
    },
  ],
})
