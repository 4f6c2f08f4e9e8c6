import { Graphics } from '../../domain/devices/graphics.js'
import { prependChild, removeAttribute, replaceElement } from '../../xml/change.js'
import { rule } from '../rule.js'

const listenNone = { name: 'listen', attributes: { type: 'none' } } as const

export default rule({
  id: 'deprecated/prefer-listen-none',
  summary: "Write <listen type='none'/> for a SPICE server that nobody can connect to over the network",
  why: `A SPICE server without \`port\`, \`tlsPort\` and \`autoport='yes'\` opens no port at all: libvirt turns its \`<listen>\` into
\`<listen type='none'/>\`, whatever address stands there, and only local programs get a connection. People who leave the ports away
often expect a free one to be chosen, as it is for VNC; that is \`autoport='yes'\`.`,
  sources: [
    'libvirt 11.3.0: qemu_postparse.c, qemuDomainDefGraphicsPostParse',
    "tried on libvirt 12.8.0: the stored definition is the same; autoport='yes' instead opens a port",
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "this SPICE server has no port and no autoport='yes': libvirt makes <listen type='none'/> of it and opens no port",
  on: {
    'domain/devices/graphics[@type=spice]'(element, { domain }) {
      const graphics = new Graphics(element)
      const [listen, ...others] = element.elements('listen')
      if (!domain.isQemu || domain.isStatusRecord || graphics.autoport?.value === 'yes' || others.length > 0) return
      if (isOpen(graphics.port('port')) || isOpen(graphics.port('tlsPort'))) return
      const ports = [element.attribute('port'), element.attribute('tlsPort')].filter((attribute) => attribute !== undefined)
      const at = ports[0] ?? element
      if (listen && listen.attr('type') !== 'address') return ports.length === 0 ? undefined : { at, fix: ports.map(removeAttribute) }
      const attributes = [...ports, graphics.autoport, element.attribute('listen')].filter((attribute) => attribute !== undefined)
      const none = listen ? replaceElement(listen, listenNone) : prependChild(element, listenNone)
      return { at, fix: [...attributes.map(removeAttribute), none] }
    },
  },
  examples: [
    {
      name: 'port 0',
      inside: 'q35',
      bad: "<graphics type='spice' port='«0»'/>",
      fixed: `<graphics type='spice'>
  <listen type='none'/>
</graphics>`,
    },
    {
      name: 'an address that is not used',
      inside: 'q35',
      bad: `<«graphics» type='spice' autoport='no' listen='127.0.0.1'>
  <listen type='address' address='127.0.0.1'/>
  <image compression='off'/>
</graphics>`,
      fixed: `<graphics type='spice'>
  <listen type='none'/>
  <image compression='off'/>
</graphics>`,
    },
    {
      name: 'servers with a port or a socket, and VNC, which gets a free port',
      inside: 'q35',
      good: [
        "<graphics type='spice' autoport='yes'/>",
        "<graphics type='spice' tlsPort='5901'/>",
        `<graphics type='spice'>
  <listen type='socket' socket='/run/spice.sock'/>
</graphics>`,
        "<graphics type='vnc'/>",
      ],
    },
  ],
})

function isOpen(port: number | 'none' | 'unreadable'): boolean {
  return port !== 'none' && port !== 0
}
