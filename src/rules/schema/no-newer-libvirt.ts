import { compareVersions, formatVersion } from '../../domain/facts/target.js'
import { rule } from '../rule.js'
import { reportsOn, shown } from '../schema-report.js'

export default rule({
  id: 'schema/no-newer-libvirt',
  summary: "Write only what the target's libvirt knows",
  why: `A libvirt that is older than an element or an attribute drops it without a word; one that is older than a value refuses the definition.
Name the libvirt that the definition is for with \`--target\`.`,
  sources: ['libvirt: formatdomain, since versions', 'the RELAX NG schemas of libvirt 9.0 and 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    newer: '{what} is known from libvirt {since} on: libvirt {target} {reaction}',
    gone: '{what} is gone since libvirt {removed}: libvirt {target} {reaction}',
  },
  on: {
    domain: reportsOn('other-version', ({ element, attribute, value, life }, { target }) => {
      const what = value === undefined ? shown(element, attribute?.name) : `'${value}' of ${shown(element, attribute?.name)}`
      const reaction = value === undefined ? 'drops it silently' : 'refuses the definition'
      const at = attribute ? (value === undefined ? attribute.nameRange : attribute) : value === undefined ? element : element.textRange
      const data = { what, target: formatVersion(target.libvirt), reaction }
      const { since, removed } = life
      if (since && compareVersions(since, target.libvirt) > 0)
        return { message: 'newer' as const, at, data: { ...data, since: formatVersion(since) } }
      return { message: 'gone' as const, at, data: { ...data, removed: removed ? formatVersion(removed) : '' } }
    }),
  },
  examples: [
    {
      name: 'an element of a later libvirt',
      bad: `<video>
  <model type='qxl'/>
</video>
<«crypto» model='virtio' type='qemu'>
  <backend model='builtin'/>
</crypto>`,
      inside: 'q35',
      target: 'libvirt=8.0.0',
      says: '<crypto> is known from libvirt 9.1.0 on: libvirt 8.0.0 drops it silently',
    },
    {
      name: 'a value of a later libvirt',
      bad: "<input type='«evdev»'>\n  <source dev='/dev/input/event1'/>\n</input>",
      inside: 'q35',
      target: 'libvirt=7.0.0',
      says: 'libvirt 7.0.0 refuses the definition',
    },
    {
      name: 'the libvirt that brought it',
      good: "<input type='evdev'>\n  <source dev='/dev/input/event1'/>\n</input>",
      inside: 'q35',
      target: 'libvirt=7.4.0',
    },
  ],
})
