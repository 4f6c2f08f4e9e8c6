import { table } from '../../domain/table.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Interfaces whose device on the host libvirt makes itself, and so can set up (qemu_validate.c, qemu_domain.c). */
const mtuTypes = new Set(['network', 'bridge', 'ethernet', 'vhostuser'])
const coalesceTypes = new Set(['network', 'bridge'])
const isolatedTypes = new Set(['network', 'bridge'])

/** What keeps a guest from starting on other types (qemu_command.c, qemuBuildInterfaceCommandLine, by effective type). */
const startTypes: Readonly<Record<'queues' | 'filterref' | 'script' | 'tap', readonly string[]>> = {
  queues: ['network', 'bridge', 'direct', 'ethernet', 'vhostuser', 'vdpa'],
  filterref: ['network', 'bridge', 'ethernet'],
  script: ['ethernet', 'bridge'],
  tap: ['network', 'bridge', 'ethernet'],
}

export default rule({
  id: 'libvirt/valid-interface-options',
  summary: 'Use interface settings only on the connections and cards that have them',
  why: `libvirt sets MTU, coalescing and isolation on the tap device that it makes for the guest, so interfaces without one cannot have them and it
refuses the definition. Ring sizes are powers of two. vhost-user and vDPA are protocols of virtio cards. passt, and the port forwarding that it does, is for user
networks. Multiple queues, network filters, scripts and another tap device on a connection without them keep the guest from starting only.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefNetwork; domain_validate.c, virDomainNetDefValidate; qemu_command.c, qemuBuildInterfaceCommandLine',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    type: '{what} cannot be set on an interface of type {type}: libvirt refuses it',
    power: '{name} must be a power of two: libvirt refuses {value}',
    virtio: 'an interface of type {type} is a virtio device: libvirt refuses model {model}',
    passt: '{what} works through passt, on interfaces of type user and vhostuser: libvirt refuses it here',
    start: '{what} has no place to work on an interface of type {type}: libvirt defines the guest but refuses to start it',
    range: 'a forwarded range needs its start: libvirt refuses it without',
    model: "a card's model has letters, digits, '-' and '_' only: libvirt refuses '{model}'",
    reconnect: 'only the client of a socket can reconnect, and this is the server: libvirt refuses it',
    vhost: 'only virtio cards can use vhost, and this one is {model}: libvirt drops the driver of other cards silently',
    unmanaged: "a device that is not managed can be named on interfaces of type ethernet only: libvirt refuses managed='no' here",
  },
  on: {
    'domain/devices/interface'(nic, { domain }) {
      const type = nic.attr('type') ?? 'user'
      const model = nic.child('model')?.attribute('type')
      const isVirtio = model !== undefined && /^virtio/.test(model.value)
      const refuse = (what: string, at: XmlElement | XmlAttribute) => ({ message: 'type', at, data: { what, type } }) as const
      if (model && /[^\w-]/.test(model.value)) return { message: 'model', at: model, data: { model: model.value } }
      const managed = nic.child('target')?.attribute('managed')
      if (managed?.value === 'no' && type !== 'ethernet') return { message: 'unmanaged', at: managed }
      const isolated = nic.child('port')?.attribute('isolated')
      if (isolated?.value === 'yes' && !isolatedTypes.has(type)) return refuse('isolation', isolated)
      if (isolated?.value === 'yes' && nic.child('virtualport')?.attr('type'))
        return { ...refuse('isolation', isolated), data: { what: 'isolation', type: `${type} with a virtual port` } }
      const backend = nic.child('backend')
      const isPasst = backend?.attr('type') === 'passt'
      if (backend && isPasst && type !== 'user' && type !== 'vhostuser') {
        return { message: 'passt', at: backend.attributeOrSelf('type'), data: { what: 'this backend' } }
      }
      const forward = nic.child('portForward')
      if (forward && !isPasst) return { message: 'passt', at: forward, data: { what: 'port forwarding' } }
      if (!domain.isQemu) return
      const mtu = nic.child('mtu')
      if (mtu && parseUnsigned(mtu.attr('size') ?? '0') && !mtuTypes.has(type) && !(type === 'user' && isPasst))
        return refuse('an MTU', mtu)
      const coalesce = nic.child('coalesce')
      if (coalesce && hasFrames(coalesce) && !coalesceTypes.has(type)) return refuse('coalescing', coalesce)
      if ((type === 'vhostuser' || type === 'vdpa') && model && !isVirtio)
        return { message: 'virtio', at: model, data: { type, model: model.value } }
      if (type === 'vhostuser') {
        const reconnect = nic.child('source')?.child('reconnect')
        if (reconnect?.attr('enabled') === 'yes' && nic.child('source')?.attr('mode') === 'server')
          return { message: 'reconnect', at: reconnect }
      }
      const driver = nic.child('driver')
      if (isVirtio) {
        for (const name of ['rx_queue_size', 'tx_queue_size']) {
          const attribute = driver?.attribute(name)
          const value = attribute && parseUnsigned(attribute.value)
          if (attribute && value && (value & (value - 1)) !== 0) return { message: 'power', at: attribute, data: { name, value } }
        }
      }
      const vhost = driver?.attribute('name')
      if (vhost?.value === 'vhost' && model && !isVirtio)
        return { message: 'vhost', at: vhost, data: { model: model.value }, severity: 'warning' }
      const queues = isVirtio ? driver?.attribute('queues') : undefined
      const candidates = {
        queues: queues && (parseUnsigned(queues.value) ?? 0) > 1 ? queues : undefined,
        filterref: nic.child('filterref'),
        script: nic.child('script'),
        tap: backend?.attribute('tap'),
      }
      for (const [name, at] of Object.entries(candidates)) {
        if (!at || startTypes[name as keyof typeof startTypes].includes(type)) continue // the keys of `candidates` are those of `startTypes`
        return { message: 'start', at, data: { what: startWords[name] ?? name, type }, severity: 'warning' }
      }
      return
    },
    'domain/devices/interface/portForward/range'(range) {
      if (range.attr('start') !== undefined || !['end', 'to', 'exclude'].some((name) => range.attr(name) !== undefined)) return
      return { message: 'range', at: range }
    },
  },
  examples: [
    {
      name: 'an MTU without a tap device',
      inside: 'q35',
      bad: `<interface type='user'>
  <«mtu» size='9000'/>
</interface>`,
    },
    {
      name: 'coalescing without a tap device',
      inside: 'q35',
      bad: `<interface type='direct'>
  <source dev='eth0'/>
  <«coalesce»>
    <rx>
      <frames max='7'/>
    </rx>
  </coalesce>
</interface>`,
    },
    {
      name: 'a ring of 500',
      inside: 'q35',
      bad: `<interface type='user'>
  <model type='virtio'/>
  <driver rx_queue_size='«500»'/>
</interface>`,
    },
    {
      name: 'vDPA for an Intel card',
      inside: 'q35',
      bad: `<interface type='vdpa'>
  <source dev='/dev/vhost-vdpa-0'/>
  <model type='«e1000»'/>
</interface>`,
    },
    {
      name: 'forwarded ports without passt',
      inside: 'q35',
      bad: `<interface type='user'>
  <«portForward» proto='tcp'>
    <range start='2022' to='22'/>
  </portForward>
</interface>`,
      says: 'port forwarding works through passt',
    },
    {
      name: 'passt on a bridge',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <backend type='«passt»'/>
  <source bridge='br0'/>
</interface>`,
    },
    {
      name: 'isolation without a bridge',
      inside: 'q35',
      bad: `<interface type='direct'>
  <source dev='eth0'/>
  <port isolated='«yes»'/>
</interface>`,
    },
    {
      name: 'a filter without a tap device',
      inside: 'q35',
      bad: `<interface type='user'>
  <«filterref» filter='clean-traffic'/>
</interface>`,
      says: 'a network filter has no place to work',
    },
    {
      name: 'vhost for an Intel card',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <model type='e1000'/>
  <driver name='«vhost»'/>
</interface>`,
    },
    {
      name: 'a blank in the model',
      inside: 'q35',
      bad: `<interface type='user'>
  <model type='«virtio net»'/>
</interface>`,
    },
    {
      name: 'a tap device of a bridge that is not managed',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <target dev='tap0' managed='«no»'/>
</interface>`,
    },
    {
      name: 'a server that reconnects',
      inside: 'q35',
      bad: `<interface type='vhostuser'>
  <source type='unix' path='/run/vhost.sock' mode='server'>
    <«reconnect» enabled='yes' timeout='5'/>
  </source>
  <model type='virtio'/>
</interface>`,
    },
    {
      name: 'everything on a bridge, and forwarding by passt',
      inside: 'q35',
      good: `<interface type='bridge'>
  <source bridge='br0'/>
  <model type='virtio'/>
  <driver name='vhost' queues='4' rx_queue_size='512'/>
  <filterref filter='clean-traffic'/>
  <port isolated='yes'/>
  <coalesce>
    <rx>
      <frames max='7'/>
    </rx>
  </coalesce>
  <mtu size='9000'/>
</interface>
<interface type='user'>
  <backend type='passt'/>
  <portForward proto='tcp'>
    <range start='2022' to='22'/>
  </portForward>
</interface>`,
    },
  ],
})

const startWords = table<string>({
  queues: 'more than one queue',
  filterref: 'a network filter',
  script: 'a script',
  tap: 'another tap device',
})

function hasFrames(coalesce: XmlElement): boolean {
  return coalesce.path('rx/frames')?.attr('max') !== undefined
}
