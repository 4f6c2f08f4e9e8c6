import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-idmap',
  summary: 'Map users and groups of a container both, root among them',
  why: `An \`<idmap>\` gives the users and groups of a container other numbers on the host. libvirt refuses one that maps only users or only
groups, one whose first entry does not begin with root, 0, and an entry that lacks one of its three numbers.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainIdmapDefParseXML; domain_validate.c, virDomainDefIdMapValidate',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    entry: '<{name}> needs start, target and count: libvirt refuses it without',
    both: 'users and groups are mapped both or not at all, and <{missing}> is missing: libvirt refuses it',
    root: 'the first <{name}> maps root, so it starts at 0: libvirt refuses {start}',
  },
  on: {
    'domain/idmap'(idmap) {
      const maps = { uid: idmap.elements('uid'), gid: idmap.elements('gid') }
      const broken = [...maps.uid, ...maps.gid].find((entry) => ['start', 'target', 'count'].some((name) => entry.attr(name) === undefined))
      if (broken) return { message: 'entry', at: broken, data: { name: broken.name } }
      if (maps.uid.length > 0 !== maps.gid.length > 0) {
        return { message: 'both', at: idmap, data: { missing: maps.uid.length > 0 ? 'gid' : 'uid' } }
      }
      for (const entries of [maps.uid, maps.gid]) {
        const start = lowest(entries)
        if (start && Number(start.value) > 0) return { message: 'root', at: start, data: { name: start.element.name, start: start.value } }
      }
      return
    },
  },
  examples: [
    {
      name: 'users alone',
      inside: 'domain',
      bad: `<«idmap»>
  <uid start='0' target='1000' count='10'/>
</idmap>`,
      says: '<gid> is missing',
    },
    {
      name: 'no root',
      inside: 'domain',
      bad: `<idmap>
  <uid start='«1»' target='1000' count='10'/>
  <gid start='0' target='1000' count='10'/>
</idmap>`,
    },
    {
      name: 'no count',
      inside: 'domain',
      bad: `<idmap>
  <uid start='0' target='1000' count='10'/>
  <«gid» start='0' target='1000'/>
</idmap>`,
    },
    {
      name: 'both with root',
      inside: 'domain',
      good: `<idmap>
  <uid start='0' target='1000' count='10'/>
  <gid start='0' target='1000' count='10'/>
</idmap>`,
    },
  ],
})

/** libvirt sorts the entries by their start before it looks. */
function lowest(entries: readonly XmlElement[]) {
  const starts = entries.flatMap((entry) => entry.attribute('start') ?? [])
  return starts.sort((a, b) => Number(a.value) - Number(b.value))[0]
}
