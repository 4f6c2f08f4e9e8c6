import type { CanonicalView } from '../../canonical/canonical-view.js'
import { placedPciDevices } from '../../canonical/pci/placed-devices.js'
import { deviceName } from '../../domain/device-name.js'
import type { Domain } from '../../domain/domain.js'
import { pciPlacement, placesOnPci } from '../../domain/pci-devices.js'
import { formatPciAddress } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const mostNamed = 4

export default rule({
  id: 'abi/no-partial-pci-addresses',
  summary: 'Give all PCI devices an address, or none',
  why: `libvirt puts a device without an address into the first free slot, in an order of its own that goes by the kind of device. When some
devices have an address and others do not, the ones without move as soon as a device is added, removed or given an address: a network
card gets another name in the guest, Windows detects new hardware, and a saved image or a migration is refused. Take the addresses
from \`virsh dumpxml\` of the guest as it runs.`,
  sources: ['libvirt 11.3: qemu_domain_address.c, qemuDomainAssignDevicePCISlots', 'libvirt docs: pci-addresses'],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: '{count} of {all} PCI devices have no address ({devices}): libvirt puts them into free slots, and the next edit may move them',
  view: 'canonical',
  when: ({ domain }) => {
    if (!placesOnPci(domain)) return false
    const { placed, unplaced } = pciPlacement(domain)
    return placed.length > 0 && unplaced.length > 0
  },
  on: {
    domain(_, { domain, canonical }) {
      const { placed, unplaced } = pciPlacement(domain)
      const [first, ...others] = unplaced
      if (!first) return
      const addresses = isCertain(domain, canonical) ? chosenAddresses(canonical) : new Map<XmlElement, string>()
      const names = unplaced.map((device) => {
        const address = addresses.get(device)
        return `${deviceName(device, domain.element)}${address ? ` at ${address}` : ''}`
      })
      const distinct = [...new Set(names)]
      const more = distinct.length - mostNamed
      return {
        at: first,
        related: others.map((device) => ({ at: device, message: `no PCI address${sayAddress(addresses.get(device))}` })),
        data: {
          count: unplaced.length,
          all: placed.length + unplaced.length,
          devices: distinct.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : ''),
        },
      }
    },
  },
  examples: [
    {
      name: 'one of two has an address',
      bad: `<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <model type='e1000'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</interface>
<«disk» type='file'>
  <source file='/vm/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'i440fx',
      says: '1 of 2 PCI devices have no address (disk vda at 0000:00:02.0)',
    },
    {
      name: 'a bare PCI address leaves the choice to libvirt',
      bad: `<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</interface>
<«rng» model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='pci'/>
</rng>`,
      inside: 'i440fx',
    },
    {
      name: 'what is not on PCI, or has one fixed place, needs no address',
      good: `<controller type='pci' index='0' model='pci-root'/>
<controller type='usb' index='0'/>
<controller type='ide' index='0'/>
<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</interface>
<disk type='file'>
  <source file='/vm/guest.img'/>
  <target dev='hda' bus='ide'/>
</disk>
<input type='tablet' bus='usb'/>`,
      inside: 'i440fx',
    },
  ],
})

/** Where libvirt puts the devices that say no PCI address. */
function chosenAddresses(canonical: CanonicalView): Map<XmlElement, string> {
  return new Map(
    placedPciDevices(canonical).flatMap(({ device, place }) => (device.source ? [[device.source, formatPciAddress(place)]] : [])),
  )
}

/** What a model decides that depends on how QEMU is built, and what only the host knows, may give a device another slot. */
function isCertain(domain: Domain, { unknowns }: CanonicalView): boolean {
  const hasModel = (device: XmlElement) => device.child('model')?.attr('type') !== undefined
  return (
    unknowns.every(({ at }) => at.name !== 'hostdev') &&
    domain.devices('interface').every((nic) => hasModel(nic) || nic.attr('type') === 'hostdev') &&
    (domain.has('video') ? domain.devices('video').every(hasModel) : !domain.has('graphics')) &&
    domain.controllers.every(({ type, model }) => type !== 'scsi' || (model !== undefined && model !== 'auto'))
  )
}

function sayAddress(address: string | undefined): string {
  return address === undefined ? '' : `: libvirt puts it at ${address}`
}
