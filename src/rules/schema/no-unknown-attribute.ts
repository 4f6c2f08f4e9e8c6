import { meaningOfAttribute } from '../../domain/vocabulary/misplaced.js'
import { reactionToAttribute } from '../../domain/vocabulary/reaction.js'
import { removeAttribute, renameAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'
import { listed, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/no-unknown-attribute',
  summary: 'Write only attributes that libvirt knows',
  why: `libvirt asks an element for the attributes that it knows and never sees the others: a misspelt one is dropped without a word, and its
default holds. Renaming a misspelt attribute makes libvirt read it for the first time, so the guest or the host changes: nothing is renamed
unless somebody asks for it.`,
  sources: [
    'libvirt: formatdomain',
    'libvirt 11.3: domain_conf.c (virXMLProp calls)',
    'tried on libvirt 12.8: the stored definition is the same without it',
  ],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    misspelt: "unknown attribute '{name}' of {element}, did you mean '{nearest}'? Now {reaction}",
    unknown: "unknown attribute '{name}' of {element}: {reaction}; known there: {expected}",
    none: "unknown attribute '{name}' of {element}, which has no attributes: {reaction}",
  },
  on: {
    domain: reportsOn('unknown-attribute', (problem) => {
      const { element, attribute, known } = problem
      const { nearest, homes } = meaningOfAttribute(problem)
      if (homes.length > 0) return undefined
      const at = attribute.nameRange
      const around = element.parentElement
      const where =
        around && around.name !== 'domain' && around.name !== 'devices' ? `<${element.name}> in <${around.name}>` : `<${element.name}>`
      const data = { name: attribute.name, element: where, reaction: reactionToAttribute(element, nearest) }
      const remove = {
        title: `remove ${attribute.name}=`,
        edits: [removeAttribute(attribute)],
        risk: 'libvirt does not read it today, so no guest changes; but what was meant by it is lost.',
      }
      if (nearest !== undefined && !known.some(({ name }) => name === nearest && element.attr(name) !== undefined)) {
        const rename = {
          title: `rename it to ${nearest}`,
          edits: [renameAttribute(attribute, nearest)],
          risk: 'libvirt reads it for the first time then: the guest or the host changes.',
        }
        return { message: 'misspelt' as const, at, data: { ...data, nearest }, suggest: [rename, remove] }
      }
      if (known.length === 0) return { message: 'none' as const, at, data, suggest: [remove] }
      const names = known.map((spec) => spec.name)
      return { message: 'unknown' as const, at, data: { ...data, expected: listed(names, attribute.name) }, suggest: [remove] }
    }),
  },
  examples: [
    {
      name: 'a misspelt cache mode',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' «cahce»='none'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='none'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: "unknown attribute 'cahce' of <driver> in <disk>, did you mean 'cache'? Now libvirt drops it silently, and what holds is cache='default'",
    },
    {
      name: 'an attribute of no element',
      bad: "<watchdog model='itco' «timeout»='30' action='reset'/>",
      suggested: "<watchdog model='itco' action='reset'/>",
      inside: 'q35',
      says: 'known there: model or action',
    },
    { name: 'all of them known', good: "<watchdog model='itco' action='reset'/>", inside: 'q35' },
  ],
})
