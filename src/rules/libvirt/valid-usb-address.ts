import type { AddressedDevice, Domain } from '../../domain/domain.js'
import { usbHubPorts, usbPortsOfModel } from '../../domain/facts/usb-ports.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

/** A port, and the ports of the hubs before it: at most four numbers (device_conf.c, virDomainDeviceUSBAddressParseXML). */
const portPath = /^\d+(?:\.\d+){0,3}$/

const messages = {
  port: "'{port}' is no USB port, which is up to four numbers with dots: libvirt refuses it",
  bus: 'there is no USB controller {bus} in this guest: libvirt refuses the address',
  hub: 'there is no hub at port {hub} of USB bus {bus}: libvirt refuses port {port} behind it',
  range: '{parent} has {ports} ports: libvirt refuses port {port}',
} as const

export default rule({
  id: 'libvirt/valid-usb-address',
  summary: 'Plug USB devices into ports that exist',
  why: `A USB address is a bus, the index of a USB controller, and a port on it, or the way through hubs: \`1.3\` is port 3 of the hub at port 1. libvirt
refuses an address on a controller or behind a hub that is not there, and a port beyond the number that the controller has: two on
the old UHCI controllers, four on xHCI unless \`ports\` says more, eight on a hub.`,
  sources: [
    'libvirt 11.3.0: domain_addr.c, virDomainUSBAddressReserve and virDomainUSBAddressFindPort; device_conf.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices'(devices, { domain, abiUpdate }) {
      if (devices !== domain.devicesElement || !domain.isQemu) return
      const placed = domain.addressedDevices.flatMap((device) => (device.device.parentElement === devices ? (placeOf(device) ?? []) : []))
      if (placed.length === 0) return
      const buses = busesOf(domain)
      // For a guest that is not new libvirt looks at ports only if every USB device has one.
      const severity = abiUpdate || placed.every(({ path }) => path.length > 0) ? 'error' : 'warning'
      const hubs = new Set(placed.filter(({ device }) => device.name === 'hub').map(({ bus, path }) => `${bus} ${path.join('.')}`))
      return placed.flatMap(({ address, bus, path }): Report<typeof messages>[] => {
        const port = address.attribute('port')
        if (port && !portPath.test(port.value)) return [{ message: 'port', at: port, data: { port: port.value } }]
        const controller = buses.get(bus)
        if (buses.size > 0 && !buses.has(bus)) return [{ message: 'bus', at: address.attributeOrSelf('bus'), data: { bus } }]
        const last = path.at(-1)
        if (!port || last === undefined) return []
        const hub = path.slice(0, -1).join('.')
        if (hub !== '') {
          if (!hubs.has(`${bus} ${hub}`)) return [{ message: 'hub', at: port, data: { hub, bus, port: port.value }, severity }]
          return last > usbHubPorts
            ? [{ message: 'range', at: port, data: { parent: 'a hub', ports: usbHubPorts, port: port.value }, severity }]
            : []
        }
        const model = controller?.attr('model') ?? ''
        const ports = parseUnsigned(controller?.attr('ports') ?? '') || usbPortsOfModel[model]
        if (ports === undefined || last <= ports) return []
        return [{ message: 'range', at: port, data: { parent: `USB controller ${bus}, ${model},`, ports, port: port.value }, severity }]
      })
    },
  },
  examples: [
    {
      name: 'a fifth level',
      inside: 'q35',
      bad: `<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='«1.1.1.1.1»'/>
</input>`,
    },
    {
      name: 'a controller that is not there',
      inside: 'q35',
      bad: `<controller type='usb' index='0' model='qemu-xhci'/>
<input type='tablet' bus='usb'>
  <address type='usb' bus='«1»' port='1'/>
</input>`,
    },
    {
      name: 'a hub that is not there',
      inside: 'q35',
      bad: `<controller type='usb' index='0' model='qemu-xhci'/>
<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='«1.2»'/>
</input>`,
      says: 'no hub at port 1',
    },
    {
      name: 'a fifth port',
      inside: 'q35',
      bad: `<controller type='usb' index='0' model='qemu-xhci'/>
<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='«5»'/>
</input>`,
      says: 'USB controller 0, qemu-xhci, has 4 ports',
    },
    {
      name: 'behind a hub, and a larger controller',
      inside: 'q35',
      good: `<controller type='usb' index='0' model='qemu-xhci' ports='15'/>
<hub type='usb'>
  <address type='usb' bus='0' port='9'/>
</hub>
<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='9.8'/>
</input>`,
    },
  ],
})

/** The bus and the port of a device on USB; no port if libvirt is to choose one. */
function placeOf({ device, address }: AddressedDevice) {
  if (address.attr('type') !== 'usb') return undefined
  const bus = parseUnsigned(address.attr('bus') ?? '0')
  const port = address.attr('port')
  const path = port !== undefined && portPath.test(port) ? port.split('.').map(Number) : []
  return bus === undefined ? undefined : { device, address, bus, path: path[0] === 0 ? [] : path }
}

/** The USB controllers by index, with the one that libvirt adds where none has index 0. Empty if it is not known what there is. */
function busesOf(domain: Domain): Map<number, XmlElement | undefined> {
  const buses = new Map<number, XmlElement | undefined>()
  const controllers = domain.controllers.filter((controller) => controller.type === 'usb' && !controller.isCompanion)
  for (const { index, element } of controllers) if (index !== undefined && !buses.has(index)) buses.set(index, element)
  for (const { index, element } of controllers) {
    let free = 0
    while (index === undefined && buses.has(free)) free += 1
    if (index === undefined) buses.set(free, element)
  }
  if ((buses.size > 0 || domain.isX86) && !buses.has(0)) buses.set(0, undefined)
  return buses
}
