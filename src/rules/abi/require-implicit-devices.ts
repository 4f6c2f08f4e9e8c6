import { addedDevices } from '../../domain/facts/implicit-devices.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-implicit-devices',
  summary: 'List the devices that libvirt adds by itself',
  why: `Some devices come into the guest although no element names them: a USB controller whose model depends on the machine and on QEMU, a
memory balloon, on q35 a watchdog since libvirt 9.1.0. They take PCI slots, and which ones are added has changed between libvirt versions.
A file that lists them, with \`model='none'\` for those that are not wanted, gives the same guest everywhere. Take the elements from
\`virsh dumpxml\`.`,
  sources: ['libvirt 11.3: qemu_postparse.c, qemuDomainDefAddDefaultDevices', 'libvirt NEWS 3.1.0 (USB on q35) and 9.1.0 (iTCO)'],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'libvirt adds what this definition does not list: {devices}',
  on: {
    'domain/devices'(devices, { domain, target }) {
      if (domain.devicesElement !== devices) return
      const added = addedDevices(domain, target.libvirt)
      return added.length > 0 ? { at: devices, data: { devices: added.join(', ') } } : undefined
    },
  },
  examples: [
    {
      name: 'nothing is listed',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <«devices»>
    <serial type='pty'/>
  </devices>
</domain>`,
      says: 'a USB controller (qemu-xhci), a memory balloon, an iTCO watchdog',
    },
    {
      name: 'all is listed',
      good: `<controller type='usb' index='0' model='qemu-xhci'/>
<watchdog model='itco' action='reset'/>
<memballoon model='none'/>`,
      inside: 'q35',
    },
  ],
})
