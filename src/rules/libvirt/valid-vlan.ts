import { compareVersions } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The first version known to refuse VLANs that the connection cannot have at define; 11.3.0 does so at start. */
const refusesAtDefine = [12, 8, 0] as const

export default rule({
  id: 'libvirt/valid-vlan',
  summary: 'Tag interfaces only where the connection can, and say plainly whether they are trunks',
  why: `Several tags, or a native one, make a trunk, so \`trunk='no'\` contradicts them, and only one tag can be the native
one. Tagging is done by the bridge, by Open vSwitch or by the network card's own hardware: an interface of another type cannot do it, and
the guest is refused.`,
  sources: [
    'libvirt 11.3.0: netdev_vlan_conf.c, virNetDevVlanParse; domain_validate.c, virDomainActualNetDefValidate',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    native: 'only one tag of a trunk can be the native one: libvirt refuses the second',
    trunk: "trunk='no' contradicts {reason}: libvirt refuses it",
    type: 'an interface of type {type} cannot have VLAN tags: libvirt refuses them',
    start: 'an interface of type {type} cannot have VLAN tags: libvirt defines the guest but refuses to start it',
  },
  on: {
    'domain/devices/interface/vlan'(vlan, { domain, target }) {
      const tags = vlan.elements('tag')
      const [native, second] = tags.filter((tag) => tag.attr('nativeMode') !== undefined)
      if (second) return { message: 'native', at: second.attributeOrSelf('nativeMode') }
      const trunk = vlan.attribute('trunk')
      if (trunk?.value === 'no' && (native || tags.length > 1)) {
        return { message: 'trunk', at: trunk, data: { reason: native ? 'the native tag' : 'several tags' } }
      }
      const nic = vlan.parentElement
      if (!nic || !domain.isQemu || tags.length === 0 || canTag(nic)) return
      const data = { type: nic.attr('type') ?? 'user' }
      if (compareVersions(target.libvirt, refusesAtDefine) >= 0) return { message: 'type', at: vlan, data }
      return { message: 'start', at: vlan, data, severity: 'warning' }
    },
  },
  examples: [
    {
      name: 'two native tags',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <vlan trunk='yes'>
    <tag id='4' nativeMode='untagged'/>
    <tag id='5' nativeMode='«tagged»'/>
  </vlan>
  <virtualport type='openvswitch'/>
</interface>`,
    },
    {
      name: 'no trunk for two tags',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <vlan trunk='«no»'>
    <tag id='4'/>
    <tag id='5'/>
  </vlan>
</interface>`,
      says: 'several tags',
    },
    {
      name: 'an interface that cannot tag',
      inside: 'q35',
      bad: `<interface type='user'>
  <«vlan»>
    <tag id='4'/>
  </vlan>
</interface>`,
    },
    {
      name: 'a trunk, and one tag',
      inside: 'q35',
      good: `<interface type='bridge'>
  <source bridge='br0'/>
  <vlan trunk='yes'>
    <tag id='4' nativeMode='untagged'/>
    <tag id='5'/>
  </vlan>
  <virtualport type='openvswitch'/>
</interface>
<interface type='network'>
  <source network='default'/>
  <vlan>
    <tag id='4'/>
  </vlan>
</interface>`,
    },
  ],
})

/** Whether the connection may be able to tag; what a network connects to is not in the definition. */
function canTag(nic: XmlElement): boolean {
  const type = nic.attr('type') ?? 'user'
  if (type === 'direct') return nic.child('source')?.attr('mode') === 'passthrough'
  return type === 'network' || type === 'bridge' || type === 'hostdev'
}
