import { canTake, homeIn, meaningOfAttribute, pathOf } from '../../domain/vocabulary/misplaced.js'
import { removeAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'
import { placeNames, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/no-misplaced-attribute',
  summary: 'Write each attribute on the element that it belongs to',
  why: `libvirt asks one element for an attribute. On the one around it, beside it or inside it libvirt never sees it: \`cache\` on \`<disk>\`
instead of on its \`<driver>\` leaves the cache mode at its default, and nothing says so. Moving it makes libvirt read it for the first time,
so the guest or the host changes.`,
  sources: [
    'libvirt: formatdomain',
    'libvirt 11.3: domain_conf.c (virXMLProp calls)',
    'tried on libvirt 12.8: the stored definition is the same without it',
  ],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    place: "'{name}' belongs on {places}: on <{element}> libvirt drops it silently",
    kind: "'{name}' belongs on another kind of <{element}> than this one: here libvirt drops it silently",
  },
  on: {
    domain: reportsOn('unknown-attribute', (problem) => {
      const { element, attribute } = problem
      const { homes } = meaningOfAttribute(problem)
      if (homes.length === 0) return undefined
      if (homes.includes(pathOf(element)))
        return { message: 'kind' as const, at: attribute.nameRange, data: { name: attribute.name, element: element.name } }
      const targets = [...new Set(homes.map((path) => homeIn(element, path)))].filter((home) => home && canTake(home, attribute))
      const [home] = targets
      return {
        message: 'place' as const,
        at: attribute.nameRange,
        data: { name: attribute.name, places: placeNames(homes), element: element.name },
        suggest:
          targets.length === 1 && home
            ? [
                {
                  title: `move it to <${home.name}>`,
                  edits: [removeAttribute(attribute), setAttribute(home, attribute.name, attribute.value)],
                  risk: 'libvirt reads it for the first time then: the guest or the host changes.',
                },
              ]
            : [],
      }
    }),
  },
  examples: [
    {
      name: 'a cache mode on the disk',
      bad: `<disk type='file' device='disk' «cache»='none'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='none'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: "'cache' belongs on <driver>: on <disk> libvirt drops it silently",
    },
    {
      name: 'in its place',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='none'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
