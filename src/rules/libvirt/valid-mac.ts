import { formatMac, isMulticastMac, isUnicastMac, parseMac } from '../../domain/values/mac.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-mac',
  summary: 'Give network cards unicast MAC addresses',
  why: `A MAC address is six octets in hexadecimal with colons between them; libvirt takes no other notation. The lowest bit of the first octet
says that it is the address of a group, so a network card cannot have it, and libvirt refuses it. Addresses of virtual machines
usually start with 52:54:00: an odd second digit is a slip.`,
  sources: [
    'libvirt 11.3.0: virmacaddr.c, virMacAddrParse; domain_conf.c, virDomainNetDefParseXML',
    'IEEE 802: individual and group addresses',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    multicast:
      '{address} is the address of a group, since the lowest bit of its first octet is set: libvirt refuses it for a network card; did you mean {unicast}?',
    syntax: "'{address}' is no MAC address, which is six hexadecimal octets with colons: libvirt refuses it",
  },
  on: {
    'domain/devices/interface/mac[@address]'(mac) {
      if (isUnicastMac(mac.attr('address') ?? '')) return
      const address = mac.attribute('address')
      const octets = address && parseMac(address.value)
      if (!address) return
      if (!octets) return { message: 'syntax', at: address, data: { address: address.value } }
      if (!isMulticastMac(octets)) return
      const [first = 0, ...rest] = octets
      const unicast = formatMac([first & ~1, ...rest])
      const { start } = address.valueRange
      return {
        message: 'multicast',
        at: { start, end: start + address.value.search(/:|$/) },
        data: { address: address.value, unicast },
        suggest: [
          { title: `write ${unicast}`, edits: [setAttribute(mac, 'address', unicast)], risk: 'Another card may have this address.' },
        ],
      }
    },
  },
  examples: [
    {
      name: 'a slip in the first octet',
      inside: 'q35',
      bad: `<interface type='user'>
  <mac address='«53»:54:00:6b:3c:58'/>
</interface>`,
      suggested: `<interface type='user'>
  <mac address='52:54:00:6b:3c:58'/>
</interface>`,
      says: 'did you mean 52:54:00:6b:3c:58?',
    },
    {
      name: 'dashes',
      inside: 'q35',
      bad: `<interface type='user'>
  <mac address='«52-54-00-6b-3c-58»'/>
</interface>`,
    },
    {
      name: 'short octets and capitals',
      inside: 'q35',
      good: `<interface type='user'>
  <mac address='52:54:0:6B:3C:58'/>
</interface>`,
    },
  ],
})
