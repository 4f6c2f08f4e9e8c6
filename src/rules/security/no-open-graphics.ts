import { Graphics } from '../../domain/devices/graphics.js'
import { reachOf } from '../../domain/values/listen-address.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'security/no-open-graphics',
  summary: 'Do not open the screen of a guest to the network without a password',
  why: `Whoever reaches a VNC or SPICE server without authentication has the guest's screen, keyboard and mouse, and with them a login
console and its boot menu. \`0.0.0.0\` and \`::\` mean every network of the host. The file does not tell all: \`vnc_password\`,
\`vnc_sasl\`, \`vnc_tls\` and their \`spice_\` counterparts in /etc/libvirt/qemu.conf apply to all guests of a host. Listen on 127.0.0.1
and connect through SSH, as virt-manager and virt-viewer do by themselves for \`qemu+ssh://\`, or have SASL and TLS in qemu.conf.`,
  sources: [
    'libvirt docs: formatdomain, graphical framebuffers',
    'libvirt: qemu.conf (vnc_listen, vnc_tls, vnc_sasl, vnc_password and the same for spice)',
  ],
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  message: {
    everywhere:
      '{type} listens on {address}, on every network of the host, and the definition sets no password: only {settings} in qemu.conf can keep others out',
    network:
      '{type} listens on {address} and the definition sets no password: only {settings} in qemu.conf can keep others of that network out',
    virtual:
      '{type} listens in the virtual network {address} and the definition sets no password: every guest there can connect unless {settings} in qemu.conf keeps it out',
  },
  on: {
    'domain/devices/graphics[@type=vnc]|domain/devices/graphics[@type=spice]'(element) {
      if (element.attribute('passwd') || isClosed(element)) return
      const type = element.attr('type') === 'vnc' ? 'VNC' : 'SPICE'
      const prefix = type.toLowerCase()
      const settings = `${prefix}_sasl, ${prefix}_tls or ${prefix}_password`
      const network = element.child('listen')?.attribute('network')
      if (network) {
        return network.element.attr('type') === 'network'
          ? { message: 'virtual', at: network, data: { type, address: network.value, settings } }
          : undefined
      }
      const address = listenAddress(element)
      const reach = address && reachOf(address.value)
      if (!address || (reach !== 'everywhere' && reach !== 'network')) return
      const places = [element.child('listen')?.attribute('address'), element.attribute('listen')].filter((place) => place !== undefined)
      const report = {
        at: address,
        data: { type, address: address.value, settings },
        suggest: [
          {
            title: 'listen on 127.0.0.1 only',
            edits: places.map((place) => setAttribute(place.element, place.name, '127.0.0.1')),
            risk: 'Clients on other machines can then connect through a tunnel only.',
          },
        ],
      }
      return reach === 'everywhere' ? { message: 'everywhere', ...report } : { message: 'network', ...report }
    },
  },
  examples: [
    {
      name: 'VNC for everyone',
      inside: 'q35',
      bad: `<graphics type='vnc' port='-1' autoport='yes' listen='0.0.0.0'>
  <listen type='address' address='«0.0.0.0»'/>
</graphics>`,
      suggested: `<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
      says: 'on every network of the host',
    },
    {
      name: 'SPICE on an address of the host',
      inside: 'q35',
      bad: `<graphics type='spice' autoport='yes' listen='«192.0.2.10»'/>`,
      suggested: `<graphics type='spice' autoport='yes' listen='127.0.0.1'/>`,
      says: 'only spice_sasl, spice_tls or spice_password in qemu.conf',
    },
    {
      name: 'a virtual network',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes'>
  <listen type='network' network='«default»'/>
</graphics>`,
      says: 'every guest there can connect',
    },
    {
      name: 'this host only, a socket, none at all, or a password',
      inside: 'q35',
      good: [
        `<graphics type='vnc' autoport='yes' listen='127.0.0.1'/>`,
        `<graphics type='vnc' autoport='yes' listen='::1'/>`,
        `<graphics type='vnc' autoport='yes'>
  <listen type='address'/>
</graphics>`,
        `<graphics type='vnc'>
  <listen type='socket' socket='/run/guest/vnc.sock'/>
</graphics>`,
        `<graphics type='spice' listen='0.0.0.0' autoport='no'/>`,
        `<graphics type='vnc' autoport='yes' listen='0.0.0.0' passwd='example'/>`,
      ],
    },
    {
      name: 'SPICE with TLS for all channels',
      inside: 'q35',
      good: `<graphics type='spice' autoport='yes' listen='0.0.0.0' defaultMode='secure'/>`,
    },
  ],
})

/** The address that libvirt listens on: that of the first `<listen>` if it is of type address, else the attribute. */
function listenAddress(graphics: XmlElement): XmlAttribute | undefined {
  const listen = graphics.child('listen')
  if (!listen) return graphics.attribute('listen')
  return listen.attr('type') === 'address' ? (listen.attribute('address') ?? graphics.attribute('listen')) : undefined
}

/** SPICE without any port listens nowhere; with defaultMode='secure' it insists on TLS, and QEMU does not start without certificates. */
function isClosed(element: XmlElement): boolean {
  if (element.attr('type') !== 'spice') return false
  const graphics = new Graphics(element)
  const isPortless = (['port', 'tlsPort'] as const).every((name) => graphics.port(name) === 'none' || graphics.port(name) === 0)
  return element.attr('defaultMode') === 'secure' || (isPortless && graphics.autoport?.value !== 'yes')
}
