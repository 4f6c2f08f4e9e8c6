import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The ports that a VNC display can have: QEMU counts displays from 5900 (qemu_command.c, qemuBuildGraphicsVNCCommandLine). */
const vncPorts = { first: 5900, last: 65535 }

export default rule({
  id: 'libvirt/valid-graphics-port',
  summary: 'Give graphics servers ports that they can open, and each demanded channel mode its port',
  why: `QEMU names a VNC server by its display number, and display 0 is port 5900: libvirt defines a guest with a lower port but refuses to
start it. \`autoport='no'\` without a port leaves none at all. A SPICE server has a plain port and a TLS port; a channel, or
\`defaultMode\`, that demands one of them keeps the guest from starting when that port is not there.`,
  sources: [
    'libvirt 11.3.0: qemu_command.c, qemuBuildGraphicsVNCCommandLine and qemuBuildGraphicsSPICECommandLine',
    'tried on libvirt 12.8.0: defined, refused when the QEMU command line is built',
  ],
  category: 'libvirt',
  severity: 'warning',
  since: '0.1.0',
  message: {
    vnc: 'VNC ports are 5900 to 65535: libvirt defines the guest with {port}, but refuses to start it',
    none: "autoport='no' needs a port from 5900 to 65535: libvirt defines the guest without, but refuses to start it",
    secure: '{what} demands TLS, and this SPICE server has no tlsPort: libvirt defines the guest but refuses to start it',
    insecure:
      '{what} demands a plain connection, and this SPICE server has only a TLS port: libvirt defines the guest but refuses to start it',
  },
  on: {
    'domain/devices/graphics[@type=vnc]'(graphics, { domain }) {
      if (!domain.isQemu || graphics.attr('autoport') === 'yes' || !listensOnPort(graphics)) return
      const autoport = graphics.attribute('autoport')
      const port = graphics.attribute('port')
      const number = Number(port?.value ?? 'none')
      if (autoport?.value === 'no' && (!port || number === -1)) return { message: 'none', at: port ?? autoport }
      if (!port || !Number.isInteger(number) || number === -1 || (number === 0 && !autoport)) return
      if (number >= vncPorts.first && number <= vncPorts.last) return
      return { message: 'vnc', at: port, data: { port: port.value } }
    },
    'domain/devices/graphics[@type=spice]'(graphics, { domain }) {
      if (!domain.isQemu || graphics.attr('autoport') === 'yes') return
      const plain = Number(graphics.attr('port') ?? 0)
      const tls = Number(graphics.attr('tlsPort') ?? 0)
      if (tls === -1 || Number.isNaN(plain) || Number.isNaN(tls)) return
      const demands = [graphics.attribute('defaultMode'), ...graphics.elements('channel').map((channel) => channel.attribute('mode'))]
      for (const demand of demands) {
        if (!demand) continue
        const name = demand.element.attr('name')
        const what = demand.name === 'defaultMode' ? 'defaultMode' : name ? `the ${name} channel` : 'the channel'
        if (demand.value === 'secure' && tls <= 0) return { message: 'secure', at: demand, data: { what } }
        if (demand.value === 'insecure' && tls > 0 && plain === 0) return { message: 'insecure', at: demand, data: { what } }
      }
      return
    },
  },
  examples: [
    { name: 'a display number for a port', inside: 'q35', bad: "<graphics type='vnc' port='«1»' autoport='no'/>", says: 'with 1' },
    { name: 'no port', inside: 'q35', bad: "<graphics type='vnc' autoport='«no»'/>" },
    {
      name: 'a secure channel without TLS',
      inside: 'q35',
      bad: `<graphics type='spice' port='5901'>
  <channel name='main' mode='«secure»'/>
</graphics>`,
      says: 'the main channel demands TLS',
    },
    {
      name: 'a plain channel with TLS only',
      inside: 'q35',
      bad: "<graphics type='spice' tlsPort='5902' defaultMode='«insecure»'/>",
    },
    {
      name: 'ports that libvirt chooses',
      inside: 'q35',
      good: [
        "<graphics type='vnc' port='-1'/>",
        `<graphics type='spice' autoport='yes'>
  <channel name='main' mode='secure'/>
</graphics>`,
      ],
    },
  ],
})

/** A server that listens on a socket has no port. */
function listensOnPort(graphics: XmlElement): boolean {
  const type = graphics.child('listen')?.attr('type')
  return graphics.attr('socket') === undefined && type !== 'socket' && type !== 'none'
}
