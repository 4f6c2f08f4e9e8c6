import { Graphics } from '../../domain/devices/graphics.js'
import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-duplicate-autoport',
  summary: 'Ask only once for a free VNC port',
  why: `For programs that do not know \`autoport\`, libvirt writes \`port='-1'\` beside it when it stores a VNC server. One of the two is enough
in a file that people edit: with \`autoport='no'\` a forgotten \`port='-1'\` keeps the guest from starting.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainGraphicsDefParseXMLVNC and virDomainGraphicsDefFormat',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  fix: 'safe',
  message: "port='{port}' says once more what autoport='yes' says: libvirt chooses a free port",
  on: {
    'domain/devices/graphics[@type=vnc][@autoport=yes]'(element, { domain }) {
      const port = element.attribute('port')
      const number = new Graphics(element).port('port')
      if (!port || typeof number !== 'number' || number > 0 || domain.isStatusRecord) return
      return { at: port, data: { port: port.value }, fix: removeAttribute(port) }
    },
  },
  examples: [
    {
      name: 'as libvirt writes it',
      inside: 'q35',
      bad: "<graphics type='vnc' port='«-1»' autoport='yes' websocket='-1'/>",
      fixed: "<graphics type='vnc' autoport='yes' websocket='-1'/>",
    },
    {
      name: 'one of the two',
      inside: 'q35',
      good: ["<graphics type='vnc' autoport='yes'/>", "<graphics type='vnc' port='-1'/>"],
    },
  ],
})
