import { requiredParts } from '../../domain/facts/required-parts.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/require-part',
  summary: 'Write the attributes and children that libvirt demands',
  why: `Most of a domain definition may be left out and is filled in by libvirt. The parts of this table may not: a shared memory device has no
name of its own, a lease no default lock file, a pin no default CPUs. libvirt refuses the definition, naming the part at best and not saying which of
several devices it misses it in.`,
  sources: ['libvirt 11.3.0: domain_conf.c and the parsers that it calls', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: '<{element}> needs {part}: libvirt refuses it without',
  on: Object.fromEntries(
    Object.entries(requiredParts).map(([path, parts]) => [path, (element: XmlElement) => parts.flatMap((part) => missing(element, part))]),
  ),
  examples: [
    {
      name: 'shared memory without a name',
      inside: 'q35',
      bad: "<«shmem»>\n  <model type='ivshmem-plain'/>\n</shmem>",
      says: '<shmem> needs name=',
    },
    {
      name: 'a lease without a key',
      inside: 'q35',
      bad: `<«lease»>
  <lockspace>somearea</lockspace>
  <target path='/some/lease/path' offset='1024'/>
</lease>`,
      says: '<lease> needs <key>',
    },
    {
      name: 'a pin to nowhere',
      inside: 'domain',
      bad: `<cputune>
  <«vcpupin» vcpu='0'/>
</cputune>`,
    },
    {
      name: 'all parts',
      inside: 'q35',
      good: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
</shmem>`,
    },
  ],
})

function missing(element: XmlElement, part: string) {
  const isThere = part.startsWith('@') ? element.attr(part.slice(1)) !== undefined : element.child(part) !== undefined
  if (isThere) return []
  return [{ at: element, data: { element: element.name, part: part.startsWith('@') ? `${part.slice(1)}=` : `<${part}>` } }]
}
