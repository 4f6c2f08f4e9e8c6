import { Graphics } from '../../domain/devices/graphics.js'
import { removeAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

/** The old attribute, and what it stands for in the first `<listen>`. */
const twins = [
  { attribute: 'listen', type: 'address', twin: 'address' },
  { attribute: 'socket', type: 'socket', twin: 'socket' },
] as const

export default rule({
  id: 'deprecated/no-duplicate-listen',
  summary: 'Say only once where a graphics server listens',
  why: `libvirt writes the address or socket of a graphics server twice when it stores a definition: as a \`<listen>\` element, and as the
attribute that programs from before the element read. In a file that people edit the second copy is a trap: libvirt refuses the
definition as soon as the two differ.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainGraphicsListensParseXML and virDomainGraphicsDefFormat',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  fix: 'safe',
  message: 'the {name} attribute says once more what <listen> says: libvirt refuses the definition as soon as they differ',
  on: {
    'domain/devices/graphics'(element) {
      const graphics = new Graphics(element)
      const listen = graphics.firstListen
      if (!listen || !graphics.listens) return
      const reports = []
      for (const { attribute: name, type, twin } of twins) {
        const attribute = element.attribute(name)
        if (!attribute || attribute.value === '' || listen.attr('type') !== type) continue
        // Sockets below libvirt's own folder are dropped: deprecated/no-generated-vnc-socket.
        if (name === 'socket' && (graphics.type !== 'vnc' || attribute.value.startsWith('/var/lib/libvirt/qemu/'))) continue
        const value = listen.attr(twin)
        const gone = removeAttribute(attribute)
        if (value === attribute.value) reports.push({ at: attribute, data: { name }, fix: [gone] })
        else if (value === undefined && name === 'socket') {
          reports.push({ at: attribute, data: { name }, fix: [gone, setAttribute(listen, twin, attribute.value)] })
        }
      }
      return reports
    },
  },
  examples: [
    {
      name: 'an address',
      inside: 'q35',
      bad: `<graphics type='vnc' port='5901' listen='«127.0.0.1»'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
      fixed: `<graphics type='vnc' port='5901'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
      says: 'the listen attribute',
    },
    {
      name: 'a socket',
      inside: 'q35',
      bad: `<graphics type='vnc' socket='«/run/guest.vnc»'>
  <listen type='socket' socket='/run/guest.vnc'/>
</graphics>`,
      fixed: `<graphics type='vnc'>
  <listen type='socket' socket='/run/guest.vnc'/>
</graphics>`,
    },
    {
      name: 'one of them, or two that differ, which libvirt refuses',
      inside: 'q35',
      good: [
        `<graphics type='vnc' autoport='yes'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
        `<graphics type='vnc' autoport='yes' listen='127.0.0.1'>
  <listen type='address' address='127.0.0.2'/>
</graphics>`,
      ],
    },
  ],
})
