import { ipFamily } from '../../domain/values/ip.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The network sizes that QEMU's user network takes (qemu_validate.c, qemuValidateDomainDeviceDefNetwork). */
const userPrefixes = { ipv4: { first: 4, last: 27 }, ipv6: { first: 64, last: 64 } } as const

export default rule({
  id: 'libvirt/valid-interface-ip',
  summary: 'Set guest addresses only on user interfaces, and host addresses only on ethernet ones',
  why: `\`<ip>\` in an interface sets the guest's address, which libvirt can do for containers, and for a QEMU guest only where the network is
made by QEMU or passt themselves (\`type='user'\`): there one IPv4 and one IPv6 network, of the sizes that they have, and no peer or route.
\`<ip>\` in the \`<source>\` sets the host's end, for \`type='ethernet'\` only. libvirt refuses all else.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefNetwork; domain_validate.c, virDomainNetDefValidate; domain_conf.c, virDomainNetIPParseXML',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    address: "'{value}' is no {family} address: libvirt refuses it",
    prefix: 'the prefix of an {family} network is at most {most}: libvirt refuses {value}',
    guest: "QEMU cannot set a guest's {what} on an interface of type {type}: libvirt refuses it; the guest or the network's DHCP does that",
    host: "the host's {what} can be set on interfaces of type ethernet only, and this one is {type}: libvirt refuses it",
    second: 'a user interface has one {family} network: libvirt refuses the second <ip>',
    user: "QEMU's user network has {family} prefixes {range}: libvirt refuses {value}",
    peer: 'a guest has no peer address: libvirt refuses it',
  },
  on: {
    'domain/devices/interface'(nic, { domain }) {
      const ips = nic.elements('ip')
      for (const ip of [...ips, ...(nic.child('source')?.elements('ip') ?? [])]) {
        const report = syntaxReport(ip)
        if (report) return report
      }
      const type = nic.attr('type') ?? 'user'
      const host = nic
        .child('source')
        ?.elements()
        .find(({ name }) => name === 'ip' || name === 'route')
      if (host && type !== 'ethernet') return { message: 'host', at: host, data: { what: wordOf(host), type } }
      if (!domain.isQemu) return
      const isPasst = nic.child('backend')?.attr('type') === 'passt'
      const route = nic.child('route')
      if (route) return { message: 'guest', at: route, data: { what: wordOf(route), type } }
      const [first] = ips
      if (!first) return
      if (type !== 'user' && !(type === 'vhostuser' && isPasst)) return { message: 'guest', at: first, data: { what: wordOf(first), type } }
      const seen = new Set<string>()
      for (const ip of ips) {
        const peer = ip.attribute('peer')
        if (peer) return { message: 'peer', at: peer }
        const family = familyOf(ip)
        if (!family) return
        if (seen.has(family)) return { message: 'second', at: ip, data: { family: names[family] } }
        seen.add(family)
        const prefix = ip.attribute('prefix')
        const value = prefix && parseUnsigned(prefix.value)
        const { first: least, last: most } = userPrefixes[family]
        if (!prefix || !value || (value >= least && value <= most)) continue
        return {
          message: 'user',
          at: prefix,
          data: { family: names[family], range: least === most ? `of ${most}` : `from ${least} to ${most}`, value },
        }
      }
      return
    },
  },
  examples: [
    {
      name: "a guest's address on a bridge",
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <«ip» address='192.0.2.10' prefix='24'/>
</interface>`,
      says: "QEMU cannot set a guest's address",
    },
    {
      name: "the host's address on a network",
      inside: 'q35',
      bad: `<interface type='network'>
  <source network='default'>
    <«ip» address='192.0.2.1' prefix='24'/>
  </source>
</interface>`,
    },
    {
      name: 'an octet too high',
      inside: 'q35',
      bad: `<interface type='user'>
  <ip address='«10.0.2.300»' prefix='24'/>
</interface>`,
    },
    {
      name: 'a prefix too long',
      inside: 'q35',
      bad: `<interface type='user'>
  <ip address='10.0.2.15' prefix='«33»'/>
</interface>`,
    },
    {
      name: 'a network too small',
      inside: 'q35',
      bad: `<interface type='user'>
  <ip address='10.0.2.0' prefix='«30»'/>
</interface>`,
      says: 'from 4 to 27',
    },
    {
      name: 'two IPv4 networks',
      inside: 'q35',
      bad: `<interface type='user'>
  <ip address='10.0.2.0' prefix='24'/>
  <«ip» address='10.0.3.0' prefix='24'/>
</interface>`,
    },
    {
      name: 'a peer',
      inside: 'q35',
      bad: `<interface type='user'>
  <ip address='10.0.2.0' prefix='24' peer='«10.0.2.2»'/>
</interface>`,
    },
    {
      name: 'one network of each family, and the ends of a tap device',
      inside: 'q35',
      good: `<interface type='user'>
  <ip family='ipv4' address='172.17.2.0' prefix='24'/>
  <ip family='ipv6' address='2001:db8:ac10:fd01::' prefix='64'/>
</interface>
<interface type='ethernet'>
  <source>
    <ip address='192.0.2.1' prefix='24'/>
  </source>
</interface>`,
    },
  ],
})

const names = { ipv4: 'IPv4', ipv6: 'IPv6' } as const

function familyOf(ip: XmlElement): keyof typeof names | undefined {
  const family = ip.attr('family') ?? ipFamily(ip.attr('address') ?? '')
  return family === 'ipv4' || family === 'ipv6' ? family : undefined
}

function syntaxReport(ip: XmlElement) {
  const family = ip.attr('family')
  const address = ip.attribute('address')
  if (family !== undefined && family !== 'ipv4' && family !== 'ipv6') return undefined
  const found = address && ipFamily(address.value)
  if (address && (found === undefined || (family !== undefined && found !== family))) {
    return { message: 'address', at: address, data: { value: address.value, family: family ? names[family] : 'IP' } } as const
  }
  const prefix = ip.attribute('prefix')
  const value = prefix && parseUnsigned(prefix.value)
  const most = (family ?? found) === 'ipv6' ? 128 : 32
  if (!prefix || !found || value === undefined || value <= most) return undefined
  return { message: 'prefix', at: prefix, data: { family: names[found], most, value } } as const
}

function wordOf(element: XmlElement): string {
  return element.name === 'route' ? 'routes' : 'address'
}
