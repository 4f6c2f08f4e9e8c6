import { compareVersions } from '../../domain/facts/target.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The attributes that only one type of `<listen>` has (domain_conf.c, virDomainGraphicsListenDefParseXML). */
const attributeOfType = table<string>({ network: 'network', socket: 'socket' })

/** The first version known to refuse several `<listen>` at define; 11.3.0 refuses them at start. */
const refusesSeveralAtDefine = [12, 8, 0] as const

export default rule({
  id: 'libvirt/valid-graphics-listen',
  summary: 'Say once, and without contradiction, where a graphics server listens',
  why: `The \`listen\` and \`socket\` attributes of \`<graphics>\` are the old form of the first \`<listen>\` element. libvirt takes both
together only if they say the same, and refuses a definition where they differ, as happens when only one of the two is edited. A network's
name and a socket's path belong to a \`<listen>\` of that type only, and QEMU's servers listen in one place: a second \`<listen>\` keeps the
guest from starting.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainGraphicsListensParseXML and virDomainGraphicsListenDefParseXML; qemu_process.c, qemuProcessGraphicsSetupListen',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    mismatch: "the {old} attribute says '{value}' and the <listen> element '{other}': libvirt refuses them unless they are the same",
    attribute: "{name} is for <listen type='{name}'> only, and this one is of type {type}: libvirt refuses it",
    network: "<listen type='network'> needs network='NAME': libvirt refuses it without",
    several: 'QEMU listens in one place only: libvirt refuses the second <listen>',
    severalAtStart: 'QEMU listens in one place only: libvirt defines the guest with a second <listen>, but refuses to start it',
  },
  on: {
    'domain/devices/graphics'(graphics, { domain, target }) {
      const [listen, second] = graphics.elements('listen')
      if (!listen) return
      const contradiction = contradictionOf(graphics, listen)
      if (contradiction) {
        const [at, other] = contradiction
        return {
          message: 'mismatch',
          at,
          data: { old: at.name, value: at.value, other: other?.value ?? '' },
          related: [{ at: other ?? listen, message: 'the <listen> element' }],
        }
      }
      if (!second || !domain.isQemu) return
      if (compareVersions(target.libvirt, refusesSeveralAtDefine) >= 0) return { message: 'several', at: second }
      return { message: 'severalAtStart', at: second, severity: 'warning' }
    },
    'domain/devices/graphics/listen'(listen) {
      const type = listen.attr('type')
      if (type === undefined) return
      if (type === 'network' && !listen.attr('network')) return { message: 'network', at: listen }
      const foreign = listen.attributeList.find(({ name }) => name in attributeOfType && attributeOfType[name] !== type)
      return foreign && { message: 'attribute', at: foreign, data: { name: foreign.name, type } }
    },
  },
  examples: [
    {
      name: 'only one of the two edited',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes' listen='«0.0.0.0»'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
      says: "says '0.0.0.0'",
    },
    {
      name: "a network's name at the wrong type",
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes'>
  <listen type='address' network='«default»'/>
</graphics>`,
    },
    {
      name: 'no network',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes'>
  <«listen» type='network'/>
</graphics>`,
    },
    {
      name: 'two places',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes'>
  <listen type='address' address='127.0.0.1'/>
  <«listen» type='address' address='192.0.2.1'/>
</graphics>`,
    },
    {
      name: 'both forms with one meaning',
      inside: 'q35',
      good: [
        `<graphics type='vnc' autoport='yes' listen='127.0.0.1'>
  <listen type='address' address='127.0.0.1'/>
</graphics>`,
        `<graphics type='spice' autoport='yes' listen='127.0.0.1'>
  <listen type='network' network='default'/>
</graphics>`,
      ],
    },
  ],
})

function contradictionOf(graphics: XmlElement, listen: XmlElement) {
  for (const [type, old, name] of [
    ['address', 'listen', 'address'],
    ['socket', 'socket', 'socket'],
  ] as const) {
    const attribute = graphics.attribute(old)
    const other = listen.attribute(name)
    if (attribute && other && listen.attr('type') === type && attribute.value !== other.value) return [attribute, other] as const
  }
  return undefined
}
