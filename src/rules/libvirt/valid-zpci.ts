import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

/** The highest user-defined id of a zPCI device; 0 is none (device_conf.c, virZPCIDeviceAddressParseXML). */
const uidLimit = 0xffff

const messages = {
  machine: 'zPCI ids are for s390 guests: libvirt refuses them on {arch}',
  uid: 'the uid of a zPCI device is 1 to 0xffff: libvirt refuses {value}',
  duplicate: '{name} {value} is in use by another device: libvirt refuses it twice',
} as const

export default rule({
  id: 'libvirt/valid-zpci',
  summary: 'Give each PCI device of an s390 guest ids of its own',
  why: `On s390 a PCI device is known by two numbers, \`uid\` and \`fid\`, which stand in \`<zpci>\` below its address. Each is unique in the guest,
and a uid is 1 to 0xffff. Other machines have no such ids. libvirt refuses the definition where they clash, are out of range or out of place.`,
  sources: [
    'libvirt 11.3.0: device_conf.c, virZPCIDeviceAddressParseXML; domain_addr.c, virDomainZPCIAddressReserveId',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement || !domain.isQemu) return
      const seen = new Map<string, XmlElement>()
      return domain.addressedDevices.flatMap(({ device, address }): Report<typeof messages>[] => {
        const zpci = device.parentElement === devices ? address.child('zpci') : undefined
        const ids = zpci?.attributeList.filter(({ name }) => name === 'uid' || name === 'fid') ?? []
        if (!zpci || ids.length === 0) return []
        if (!domain.arch.startsWith('s390')) return [{ message: 'machine', at: zpci, data: { arch: domain.arch } }]
        return ids.flatMap((id) => {
          const value = parseUnsigned(id.value, 'prefixed')
          if (value === undefined) return []
          if (id.name === 'uid' && (value === 0 || value > uidLimit)) return { message: 'uid', at: id, data: { value: id.value } }
          const key = `${id.name} ${value}`
          const first = seen.get(key)
          seen.set(key, first ?? zpci)
          if (!first) return []
          return {
            message: 'duplicate',
            at: id,
            data: { name: id.name, value: id.value },
            related: [{ at: first, message: 'the other device' }],
          }
        })
      })
    },
  },
  examples: [
    {
      name: 'ids of a PC',
      inside: 'q35',
      bad: `<interface type='user'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'>
    <«zpci» uid='0x0001' fid='0x00000001'/>
  </address>
</interface>`,
    },
    {
      name: 'uid 0',
      inside: 's390',
      bad: `<hostdev mode='subsystem' type='pci' managed='no'>
  <source>
    <address domain='0x0001' bus='0x00' slot='0x00' function='0x0'/>
  </source>
  <address type='pci'>
    <zpci uid='«0x0000»' fid='0x00000000'/>
  </address>
</hostdev>`,
    },
    {
      name: 'one fid twice',
      inside: 's390',
      bad: `<hostdev mode='subsystem' type='pci' managed='no'>
  <source>
    <address domain='0x0001' bus='0x00' slot='0x00' function='0x0'/>
  </source>
  <address type='pci'>
    <zpci uid='0x0001' fid='0x00000000'/>
  </address>
</hostdev>
<hostdev mode='subsystem' type='pci' managed='no'>
  <source>
    <address domain='0x0002' bus='0x00' slot='0x00' function='0x0'/>
  </source>
  <address type='pci'>
    <zpci uid='0x0002' fid='«0x0»'/>
  </address>
</hostdev>`,
      says: 'fid 0x0 is in use',
    },
    {
      name: 'ids of one device',
      inside: 's390',
      good: `<hostdev mode='subsystem' type='pci' managed='no'>
  <source>
    <address domain='0x0001' bus='0x00' slot='0x00' function='0x0'/>
  </source>
  <address type='pci'>
    <zpci uid='0x0001' fid='0x00000001'/>
  </address>
</hostdev>`,
    },
  ],
})
