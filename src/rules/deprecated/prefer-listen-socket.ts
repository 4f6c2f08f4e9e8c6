import { prependChild, removeAttribute, replaceElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-listen-socket',
  summary: "Write the socket of a VNC server as <listen type='socket'>",
  why: `Since libvirt 2.0.0 \`<listen type='socket'>\` says that a graphics server listens on a Unix socket; the \`socket\` attribute of VNC is
the older form. It wins over everything that names an address: port, autoport and the listen attribute beside it are ignored, and so
is a \`<listen>\` with an address or a network.`,
  sources: [
    "libvirt documentation: Domain XML format, Graphical framebuffers (listen type 'socket', since 2.0.0)",
    'libvirt 11.3.0: domain_conf.c, virDomainGraphicsListensParseXML',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "the socket attribute is the old form of <listen type='socket'>, and libvirt ignores ports and addresses beside it",
  on: {
    'domain/devices/graphics[@type=vnc][@socket]'(graphics) {
      const socket = graphics.attribute('socket')
      const [listen, ...others] = graphics.elements('listen')
      // Below libvirt's own folder it is dropped: deprecated/no-generated-vnc-socket.
      if (!socket || socket.value === '' || others.length > 0 || socket.value.startsWith('/var/lib/libvirt/qemu/')) return
      const type = listen?.attr('type')
      if (listen && type !== 'address' && type !== 'network') return
      const attributes = ['socket', 'port', 'autoport', 'listen'].map((name) => graphics.attribute(name))
      const written = { name: 'listen', attributes: { type: 'socket', socket: socket.value } }
      const element = listen ? replaceElement(listen, written) : prependChild(graphics, written)
      return { at: socket, fix: [...attributes.filter((attribute) => attribute !== undefined).map(removeAttribute), element] }
    },
  },
  examples: [
    {
      name: 'the attribute, with a port that is not used',
      inside: 'q35',
      bad: "<graphics type='vnc' socket='«/run/guest.vnc»' port='5905' autoport='no'/>",
      fixed: `<graphics type='vnc'>
  <listen type='socket' socket='/run/guest.vnc'/>
</graphics>`,
    },
    {
      name: 'an address that is not used',
      inside: 'q35',
      bad: `<graphics type='vnc' socket='«/run/guest.vnc»'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
      fixed: `<graphics type='vnc'>
  <listen type='socket' socket='/run/guest.vnc'/>
</graphics>`,
    },
    {
      name: 'both, as libvirt writes them',
      inside: 'q35',
      good: `<graphics type='vnc' socket='/run/guest.vnc'>
  <listen type='socket' socket='/run/guest.vnc'/>
</graphics>`,
    },
  ],
})
