import { type LiveState, liveState } from '../../domain/facts/live-state.js'
import { pruneAttributes, removeElement } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { type RuleContext, rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-live-state',
  summary: 'Leave out what libvirt notes of a running guest',
  why: `\`virsh dumpxml\` of a running guest also shows what happens to be so at that moment: the connection to a virtual network, whether
the guest agent listened, the numbers of the images. libvirt only writes these and never reads them from a stored definition; in a file
under version control they change with every start. \`virsh dumpxml --inactive\` leaves them out.`,
  sources: [
    'libvirt: formatdomain, output-only attributes',
    'tried on libvirt 12.8: the stored definition is the same without each of them',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: '{name} is {what}: libvirt does not read it from a stored definition',
  fix: 'safe',
  on: Object.fromEntries(liveState.map((state) => [state.path, check(state)])),
  examples: [
    {
      name: 'the connection to a virtual network',
      bad: `<interface type='network'>
  <source network='default' portid='«9f4fcb51-0d33-4b8a-b4ad-b4a1e1a1a1a1»' bridge='virbr0'/>
</interface>`,
      fixed: `<interface type='network'>
  <source network='default'/>
</interface>`,
      inside: 'q35',
      says: "portid is the network's connection",
    },
    {
      name: 'the state of a guest agent',
      bad: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0' state='«connected»'/>
</channel>`,
      fixed: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>`,
      inside: 'q35',
    },
    {
      name: 'the memory that a guest had taken',
      bad: `<memory model='virtio-mem'>
  <target>
    <size unit='KiB'>1048576</size>
    <requested unit='KiB'>524288</requested>
    <«current» unit='KiB'>524288</current>
  </target>
</memory>`,
      fixed: `<memory model='virtio-mem'>
  <target>
    <size unit='KiB'>1048576</size>
    <requested unit='KiB'>524288</requested>
  </target>
</memory>`,
      inside: 'q35',
    },
    {
      name: 'an interface on a bridge needs its bridge',
      good: `<interface type='bridge'>
  <source bridge='br0'/>
</interface>`,
      inside: 'q35',
    },
  ],
})

function check({ attributes, what }: LiveState) {
  return (element: XmlElement, { domain }: RuleContext<unknown>) => {
    if (domain.isStatusRecord) return
    if (!attributes) return { at: element, data: { name: `<${element.name}>`, what }, fix: removeElement(element) }
    if (!attributes.some((name) => element.attr(name) !== undefined)) return
    const first = element.attributeList.find(({ name }) => attributes.includes(name))
    if (!first) return
    return { at: first, data: { name: first.name, what }, fix: pruneAttributes(element, attributes) }
  }
}
