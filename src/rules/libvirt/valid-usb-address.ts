import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { indexOf } from '../../canonical/controllers.js'
import { addressNumber, addressType } from '../../canonical/device-address.js'
import { portsOf } from '../../canonical/usb/usb-ports.js'
import type { Domain } from '../../domain/domain.js'
import { usbHubPorts, usbPortsOfModel } from '../../domain/facts/usb-ports.js'
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
  view: 'canonical',
  when: ({ domain }) => !hasPlainPorts(domain),
  on: {
    domain(_, { abiUpdate, canonical }) {
      const placed = canonical.devices.filter((device) => addressType(device) === 'usb').map(placeOf)
      const written = placed.filter(({ address }) => address?.source?.attr('type') === 'usb')
      const buses = new Map(canonical.controllers('usb').flatMap((element) => (portsOf(element) > 0 ? [[indexOf(element), element]] : [])))
      // For a guest that is not new libvirt looks at ports only if every USB device has one.
      const severity = abiUpdate || placed.every(({ path }) => path.length > 0) ? 'error' : 'warning'
      // Hubs that say no port get theirs later.
      const hubs = new Set(written.flatMap(({ device, bus, port }) => (device.name === 'hub' && port ? `${bus} ${port}` : [])))
      return written.flatMap(({ address, bus }): Report<typeof messages>[] => {
        const port = address?.source?.attribute('port')
        if (!address) return []
        if (port && !portPath.test(port.value)) return [{ message: 'port', at: port, data: { port: port.value } }]
        const controller = buses.get(bus)
        if (!controller) return buses.size === 0 ? [] : [{ message: 'bus', at: canonical.placeOf(address, 'bus'), data: { bus } }]
        const path = pathOf(port?.value)
        const last = path.at(-1)
        if (!port || last === undefined) return []
        const hub = path.slice(0, -1).join('.')
        const isHub = hub !== ''
        if (isHub && !hubs.has(`${bus} ${hub}`)) return [{ message: 'hub', at: port, data: { hub, bus, port: port.value }, severity }]
        const ports = isHub ? usbHubPorts : portsOf(controller)
        if (last <= ports) return []
        const data = { parent: isHub ? 'a hub' : nameOf(controller, bus), ports, port: port.value }
        return [{ message: 'range', at: port, data, severity }]
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
      name: 'a third port of the controller that libvirt adds',
      inside: 'i440fx',
      bad: `<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='«3»'/>
</input>`,
      says: 'the piix3-uhci controller that libvirt adds as USB bus 0 has 2 ports',
    },
    {
      name: 'a third port of a controller without a model',
      inside: 'q35',
      bad: `<controller type='usb' index='0'/>
<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='«3»'/>
</input>`,
      says: 'which libvirt makes a piix3-uhci',
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

/** The bus and the port of a device on USB; no port where there is none. */
function placeOf(device: CanonicalElement) {
  const address = device.child('address')
  return { device, address, bus: addressNumber(device, 'bus'), port: address?.source?.attr('port'), path: pathOf(address?.get('port')) }
}

/** `1.2` as numbers; none for port 0, which leaves the choice to libvirt. */
function pathOf(port = ''): readonly number[] {
  const path = portPath.test(port) ? port.split('.').map(Number) : []
  return path[0] === 0 ? [] : path
}

function nameOf(controller: CanonicalElement, bus: number): string {
  const model = controller.get('model') || 'piix3-uhci'
  if (!controller.source) return `the ${model} controller that libvirt adds as USB bus ${bus}`
  return `USB controller ${bus}, ${controller.source.attr('model') ? model : `which libvirt makes a ${model}`},`
}

/** The ports that every controller has. */
const fewestPorts = Math.min(...Object.values(usbPortsOfModel))

/** Whether all ports are such as the controllers that the definition names have in any case. */
function hasPlainPorts({ addressedDevices, controllers, isX86 }: Domain): boolean {
  return addressedDevices.every(({ address }) => {
    if (address.attr('type') !== 'usb') return true
    const bus = address.attr('bus') ?? '0'
    const usb = controllers.filter(({ type }) => type === 'usb')
    const controller = usb.find(({ element, isCompanion }) => !isCompanion && element.attr('index') === bus)
    if (!controller && !(isX86 && bus === '0' && usb.length === 0)) return false
    const ports = Math.max(fewestPorts, usbPortsOfModel[controller?.model ?? ''] ?? 0)
    const port = address.attr('port')
    return port === undefined || (/^\d+$/.test(port) && Number(port) <= ports)
  })
}
