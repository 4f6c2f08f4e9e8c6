import { Graphics } from '../../domain/devices/graphics.js'
import { removeAttribute, renameAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-autoport',
  summary: "Ask for a free graphics port with autoport='yes'",
  why: `\`port='-1'\` is the old way to let libvirt choose a free port, and \`autoport='yes'\` is what libvirt makes of it. For SPICE the two
ports count apart: only \`-1\` for both is autoport, one alone is a server with one listener. Beside \`autoport='yes'\` every port is
ignored, also a fixed one: the guest may come up on another port than the file says.`,
  sources: [
    'libvirt documentation: Domain XML format, Graphical framebuffers (autoport)',
    'libvirt 11.3.0: domain_conf.c, virDomainGraphicsDefParseXMLVNC and virDomainGraphicsDefParseXMLSpice',
    "tried on libvirt 12.8.0: the stored definition is the same; one of SPICE's ports alone gives other listeners",
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    old: "{name}='{port}' is the old way to ask for a free port: libvirt makes autoport='yes' of it",
    ignored: "autoport='yes' lets libvirt choose a free port, so it ignores {name}='{port}'",
    zero: "{name}='0' means that there is no such port: libvirt drops it",
  },
  on: {
    'domain/devices/graphics[@type=vnc][@port]'(element, { domain }) {
      if (domain.isStatusRecord) return
      const graphics = new Graphics(element)
      const attribute = element.attribute('port')
      const port = graphics.port('port')
      if (!attribute || typeof port !== 'number') return
      const data = { name: 'port', port: attribute.value }
      const autoport = graphics.autoport?.value
      if (autoport === 'yes') {
        // What libvirt writes itself is another matter: deprecated/no-duplicate-autoport.
        if (port <= 0) return
        return { message: 'ignored', at: attribute, data, severity: 'warning', fix: removeAttribute(attribute) }
      }
      // With autoport='no' such a guest does not start: which port was meant, nobody knows.
      if (autoport !== undefined || (port !== -1 && port !== 0)) return
      return {
        message: 'old',
        at: attribute,
        data,
        fix: [renameAttribute(attribute, 'autoport'), setAttribute(element, 'port', 'yes')],
      }
    },
    'domain/devices/graphics[@type=spice]'(element, { domain }) {
      if (domain.isStatusRecord) return
      const graphics = new Graphics(element)
      const port = graphics.port('port')
      const tlsPort = graphics.port('tlsPort')
      const attributes = [element.attribute('port'), element.attribute('tlsPort')].filter((attribute) => attribute !== undefined)
      const [first, second] = attributes
      if (!first || port === 'unreadable' || tlsPort === 'unreadable') return
      const data = { name: first.name, port: first.value }
      if (graphics.autoport?.value === 'yes') {
        const fixed = [port, tlsPort].some((number) => typeof number === 'number' && number > 0)
        const related = second ? [{ at: second, message: 'this port is ignored too' }] : []
        return { message: 'ignored', at: first, data, severity: fixed ? 'warning' : 'info', related, fix: attributes.map(removeAttribute) }
      }
      if (port === -1 && tlsPort === -1 && second) {
        const autoport = graphics.autoport
          ? [removeAttribute(first), setAttribute(element, 'autoport', 'yes')]
          : [renameAttribute(first, 'autoport'), setAttribute(element, first.name, 'yes')]
        return { message: 'old', at: first, data, fix: [...autoport, removeAttribute(second)] }
      }
      // A server with neither port is another matter: deprecated/prefer-listen-none.
      const zero = port === 0 && isPort(tlsPort) ? first : tlsPort === 0 && isPort(port) ? second : undefined
      return zero && { message: 'zero', at: zero, data: { name: zero.name }, fix: removeAttribute(zero) }
    },
  },
  examples: [
    {
      name: 'VNC',
      inside: 'q35',
      bad: "<graphics type='vnc' port='«-1»' keymap='de'/>",
      fixed: "<graphics type='vnc' autoport='yes' keymap='de'/>",
      says: "port='-1' is the old way",
    },
    {
      name: 'SPICE with both ports',
      inside: 'q35',
      bad: "<graphics type='spice' port='«-1»' tlsPort='-1'/>",
      fixed: "<graphics type='spice' autoport='yes'/>",
    },
    {
      name: 'a fixed port that is not used',
      inside: 'q35',
      bad: "<graphics type='vnc' port='«5905»' autoport='yes'/>",
      fixed: "<graphics type='vnc' autoport='yes'/>",
      says: "it ignores port='5905'",
    },
    {
      name: 'TLS only',
      inside: 'q35',
      bad: "<graphics type='spice' port='«0»' tlsPort='5902'/>",
      fixed: "<graphics type='spice' tlsPort='5902'/>",
      says: "port='0' means",
    },
    {
      name: 'one port of SPICE alone, a fixed port, a websocket',
      inside: 'q35',
      good: [
        "<graphics type='spice' port='-1'/>",
        "<graphics type='spice' tlsPort='-1'/>",
        "<graphics type='spice' port='-1' tlsPort='5902'/>",
        "<graphics type='vnc' port='5905' autoport='no'/>",
        "<graphics type='vnc' port='-1' autoport='no'/>",
        "<graphics type='vnc' autoport='yes' websocket='-1'/>",
      ],
    },
  ],
})

function isPort(port: number | 'none'): boolean {
  return port !== 'none' && port !== 0
}
