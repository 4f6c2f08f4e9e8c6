import { guestKind } from '../../domain/facts/implicit-models.js'
import { appendChild, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-gic-version',
  summary: 'Name the version of the interrupt controller on Arm',
  why: `Where an Arm guest does not name the version of its interrupt controller (GIC), libvirt takes the highest that the defining host offers
to KVM guests: 3 on servers, 2 on many boards. Another host gives another one, and a guest defined with version 3 does not start where
only version 2 exists. For emulated guests (type qemu) it is always 2.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefEnableDefaultFeatures; NEWS 3.4.0',
    'proven with libvirt 12.8 for type qemu: writing 2 gives the same definition',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: {
    host: 'the guest names no GIC version: libvirt takes the highest that the defining host offers',
    emulated: 'the guest names no GIC version: libvirt takes 2 for an emulated guest',
  },
  fix: 'safe',
  on: {
    domain(element, { domain }) {
      if (!domain.isQemu || guestKind(domain) !== 'arm-virt') return
      const features = element.child('features')
      const gic = features?.child('gic')
      if (gic?.attr('version') !== undefined) return
      const at = gic ?? features ?? element
      if (domain.type !== 'qemu') return { at, message: 'host' }
      const attributes = { version: '2' }
      const edit = gic
        ? setAttribute(gic, 'version', '2')
        : features
          ? appendChild(features, { name: 'gic', attributes })
          : appendChild(element, { name: 'features', children: [{ name: 'gic', attributes }] })
      return { at, message: 'emulated', severity: 'info', fix: edit }
    },
  },
  examples: [
    {
      name: 'a KVM guest',
      bad: `<os>
  <type arch='aarch64' machine='virt-9.2'>hvm</type>
</os>
<«features»>
  <acpi/>
</features>`,
      inside: 'domain',
      says: 'the highest that the defining host offers',
    },
    {
      name: 'an emulated guest',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='aarch64' machine='virt-9.2'>hvm</type>
  </os>
  <«features»>
    <acpi/>
  </features>
</domain>`,
      fixed: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='aarch64' machine='virt-9.2'>hvm</type>
  </os>
  <features>
    <acpi/>
    <gic version='2'/>
  </features>
</domain>`,
    },
    {
      name: 'a version',
      good: `<os>
  <type arch='aarch64' machine='virt-9.2'>hvm</type>
</os>
<features>
  <gic version='3'/>
</features>`,
      inside: 'domain',
    },
    { name: 'a PC has none', good: `<features>\n  <acpi/>\n</features>`, inside: 'domain' },
  ],
})
