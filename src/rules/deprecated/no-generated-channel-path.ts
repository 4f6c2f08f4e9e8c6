import { compareVersions } from '../../domain/facts/target.js'
import { pruneAttributes } from '../../xml/change.js'
import { rule } from '../rule.js'

/**
 * The socket paths that libvirt's system daemon makes up, without the channel's name at their end (qemu_domain.c,
 * qemuDomainChrDefDropDefaultPath): the guest's name came first, then its number and name, in `/run` since 9.7.0.
 */
const generated = /^\/(?:var\/lib|run)\/libvirt\/qemu\/channel\/(?:target\/[^/]+\.|target\/domain-\d+-[^/]+\/)$/

/** The shorter form of 9.7.0, which older versions take for a path of the owner's. */
const generatedToday = /^\/(?:var\/lib|run)\/libvirt\/qemu\/channel\/(?:target\/)?(?:domain-)?\d+-[^/]+\/$/

export default rule({
  id: 'deprecated/no-generated-channel-path',
  summary: 'Leave the socket of a guest channel to libvirt',
  why: `libvirt makes up the socket path of a virtio channel from the number and the name of the running guest, and shows it in live XML.
It recognises its own paths in a stored definition and drops them; other paths stay, such as one with the guest's name alone, or one that
is spelt \`/var/run\`: two guests made from that file then fight for one socket.`,
  sources: [
    'libvirt: qemu_domain.c, qemuDomainChrDefDropDefaultPath; NEWS 9.7.0 and 10.0.0',
    'tried on libvirt 12.8: the stored definition is the same without such a source',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'the socket {path} is one that libvirt made for a running guest: it drops the path and makes a new one',
  fix: 'safe',
  on: {
    'domain/devices/channel[@type=unix]/source[@path]'(source, { domain, target: { libvirt } }) {
      const path = source.attribute('path')
      const target = source.parentElement?.child('target')
      const name = target?.attr('name')
      if (!path || !name || target?.attr('type') !== 'virtio' || !domain.isQemu || domain.isStatusRecord) return
      if (!path.value.endsWith(name)) return
      const folder = path.value.slice(0, -name.length)
      const knowsToday = compareVersions(libvirt, [9, 7, 0]) >= 0
      if (!generated.test(folder) && !(knowsToday && generatedToday.test(folder))) return
      return { at: path, data: { path: path.value }, fix: pruneAttributes(source, ['path', 'mode']) }
    },
  },
  examples: [
    {
      name: 'a guest agent of a live dump',
      bad: `<channel type='unix'>
  <source mode='bind' path='«/run/libvirt/qemu/channel/3-guest/org.qemu.guest_agent.0»'/>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>`,
      fixed: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>`,
      inside: 'q35',
      says: '/run/libvirt/qemu/channel/3-guest/',
    },
    {
      name: 'the form of 2016',
      bad: `<channel type='unix'>
  <source mode='bind' path='«/var/lib/libvirt/qemu/channel/target/domain-3-guest/org.qemu.guest_agent.0»'/>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>`,
      fixed: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>`,
      inside: 'q35',
    },
    {
      name: 'paths that libvirt keeps',
      good: `<channel type='unix'>
  <source mode='bind' path='/var/lib/libvirt/qemu/channel/target/guest/org.qemu.guest_agent.0'/>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>
<channel type='unix'>
  <source mode='connect' path='/run/agent.sock'/>
  <target type='virtio' name='org.example.agent'/>
</channel>`,
      inside: 'q35',
    },
  ],
})
