import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule, type Severity } from '../rule.js'

/** How each kind of device says that it is on USB. `parse`: libvirt refuses it wherever it reads the definition. */
const usbDevices = table<{ readonly isUsb: (device: XmlElement) => boolean; readonly parse: boolean }>({
  input: { isUsb: (input) => input.attr('bus') === 'usb', parse: true },
  hub: { isUsb: () => true, parse: true },
  hostdev: { isUsb: (hostdev) => hostdev.attr('type') === 'usb', parse: true },
  redirdev: { isUsb: (redirdev) => (redirdev.attr('bus') ?? 'usb') === 'usb', parse: true },
  disk: { isUsb: (disk) => disk.child('target')?.attr('bus') === 'usb', parse: false },
  smartcard: { isUsb: () => true, parse: false },
  serial: { isUsb: (serial) => serial.child('target')?.attr('type') === 'usb-serial', parse: false },
  sound: { isUsb: (sound) => sound.attr('model') === 'usb', parse: false },
  interface: { isUsb: isUsbNic, parse: false },
  filesystem: { isUsb: (filesystem) => filesystem.child('driver')?.attr('type') === 'mtp', parse: false },
})

/** A device of the host is what it is there, whatever model the interface names. */
function isUsbNic(nic: XmlElement): boolean {
  if (nic.attr('type') === 'hostdev') return nic.child('source')?.child('address')?.attr('type') === 'usb'
  return nic.child('model')?.attr('type') === 'usb-net'
}

export default rule({
  id: 'libvirt/no-usb-while-disabled',
  summary: 'Have no USB devices in a guest whose USB is switched off',
  why: `\`<controller type='usb' model='none'/>\` says that the guest has no USB at all. libvirt refuses a second USB controller beside it, and USB
devices too: a tablet, a hub, a USB disk, a smart card reader, which is a USB device in QEMU. Some of them it refuses only when the guest is
new, since that is when it gives out USB ports.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainDefParseXML and virDomainDefControllersParse; qemu_domain_address.c, qemuDomainUSBAddressAddHubs',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    device: "this {device} is a USB device, and USB is switched off by model='none': libvirt refuses it",
    controller: "USB is switched off by model='none': libvirt refuses another USB controller beside it",
  },
  on: {
    'domain/devices'(devices, { domain, abiUpdate }) {
      if (devices !== domain.devicesElement) return
      const controllers = domain.controllers.filter(({ type }) => type === 'usb')
      const none = controllers.find(({ model }) => model === 'none')
      if (!none) return
      const related = [{ at: none.element, message: 'USB is switched off here' }]
      const other = controllers.find((controller) => controller !== none)
      if (other) return { message: 'controller', at: other.element, related }
      return devices.elements().flatMap((device) => {
        const facts = usbDevices[device.name]
        if (!facts?.isUsb(device)) return []
        const severity: Severity = facts.parse || abiUpdate ? 'error' : 'warning'
        return { message: 'device', at: device, data: { device: device.name }, related, severity }
      })
    },
  },
  examples: [
    {
      name: 'a tablet',
      inside: 'q35',
      bad: `<controller type='usb' model='none'/>
<«input» type='tablet' bus='usb'/>`,
      says: 'this input is a USB device',
    },
    {
      name: 'another controller',
      inside: 'q35',
      bad: `<controller type='usb' model='none'/>
<«controller» type='usb' index='1' model='qemu-xhci'/>`,
    },
    {
      name: 'a smart card in a new guest',
      inside: 'q35',
      abiUpdate: true,
      bad: `<controller type='usb' model='none'/>
<«smartcard» mode='host'/>`,
    },
    {
      name: "a USB network card of the host's",
      inside: 'q35',
      abiUpdate: true,
      bad: `<controller type='usb' model='none'/>
<«interface» type='hostdev'>
  <source>
    <address type='usb' bus='1' device='2'/>
  </source>
</interface>`,
    },
    {
      name: 'virtio input',
      inside: 'q35',
      good: `<controller type='usb' model='none'/>
<input type='tablet' bus='virtio'/>`,
    },
  ],
})
