import { Graphics } from '../../domain/devices/graphics.js'
import { prependChild, removeAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-listen-element',
  summary: 'Write where a graphics server listens as a <listen> element',
  why: `Since libvirt 0.9.4 a \`<listen>\` element says where a graphics server listens; the \`listen\` attribute is the older form of the
first one, and libvirt writes both when it stores a definition. Beside a \`<listen>\` of another type than \`address\` the attribute is
ignored, so that the address in it is a false promise: the server listens elsewhere, or nowhere.`,
  sources: [
    'libvirt documentation: Domain XML format, Graphical framebuffers (listen, since 0.9.4)',
    'libvirt 11.3.0: domain_conf.c, virDomainGraphicsListensParseXML',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    attribute: "the listen attribute is the old form of <listen type='address'>",
    ignored: "beside <listen type='{type}'> libvirt ignores the listen attribute",
    empty: 'libvirt takes an empty listen attribute for none',
  },
  on: {
    'domain/devices/graphics[@listen]'(element, { domain }) {
      const graphics = new Graphics(element)
      const attribute = element.attribute('listen')
      if (!attribute || !graphics.listens || domain.isStatusRecord) return
      const gone = removeAttribute(attribute)
      if (attribute.value === '') return { message: 'empty', at: attribute, fix: gone }
      const listen = graphics.firstListen
      if (!listen) {
        // The attribute is ignored beside a socket: deprecated/prefer-listen-socket removes both.
        if (element.attr('socket') !== undefined) return
        const written = { name: 'listen', attributes: { type: 'address', address: attribute.value } }
        return { message: 'attribute', at: attribute, fix: [gone, prependChild(element, written)] }
      }
      const type = listen.attr('type')
      if (type === undefined) return
      if (type !== 'address') return { message: 'ignored', at: attribute, data: { type }, severity: 'warning', fix: gone }
      if (listen.attr('address') !== undefined) return
      return { message: 'attribute', at: attribute, fix: [gone, setAttribute(listen, 'address', attribute.value)] }
    },
  },
  examples: [
    {
      name: 'the attribute alone',
      inside: 'q35',
      bad: "<graphics type='vnc' autoport='yes' listen='«0.0.0.0»'/>",
      fixed: `<graphics type='vnc' autoport='yes'>
  <listen type='address' address='0.0.0.0'/>
</graphics>`,
      says: 'the old form',
    },
    {
      name: 'an address that is not used',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes' listen='«127.0.0.1»'>
  <listen type='network' network='default'/>
</graphics>`,
      fixed: `<graphics type='vnc' autoport='yes'>
  <listen type='network' network='default'/>
</graphics>`,
      says: "beside <listen type='network'> libvirt ignores",
    },
    {
      name: 'an empty one',
      inside: 'q35',
      bad: "<graphics type='spice' autoport='yes' «listen=''»/>",
      fixed: "<graphics type='spice' autoport='yes'/>",
    },
    {
      name: 'both, as libvirt writes them',
      inside: 'q35',
      good: `<graphics type='vnc' autoport='yes' listen='127.0.0.1'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
    },
  ],
})
