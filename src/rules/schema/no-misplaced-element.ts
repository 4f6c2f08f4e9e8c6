import { homeIn, meaningOfElement, pathOf } from '../../domain/vocabulary/misplaced.js'
import { reactionToElement } from '../../domain/vocabulary/reaction.js'
import { moveInto } from '../../xml/change.js'
import { rule } from '../rule.js'
import { placeNames, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/no-misplaced-element',
  summary: 'Write each element inside the one that it belongs in',
  why: `libvirt looks for an element in one place. Anywhere else it never sees it: a disk beside \`<devices>\` instead of inside is no disk,
and nothing says so. Moving the element makes libvirt read it for the first time, so the guest or the host changes.`,
  sources: [
    'libvirt: formatdomain',
    'libvirt 11.3: domain_conf.c (virXPath calls)',
    'tried on libvirt 12.8: the stored definition is the same without it',
  ],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    place: '<{name}> belongs inside {places}: under <{parent}> {reaction}',
    kind: '<{name}> belongs in another kind of <{parent}> than this one: here {reaction}',
  },
  on: {
    domain: reportsOn('unknown-element', (problem) => {
      const { element, parent } = problem
      const { homes } = meaningOfElement(problem)
      if (homes.length === 0) return undefined
      const targets = [...new Set(homes.map((path) => homeIn(element, path)))]
      const [home] = targets
      const isDevice = homes.some((path) => path === 'domain/devices')
      const reaction =
        isDevice && parent.name === 'domain' ? reactionToElement(home ?? parent, element.name) : reactionToElement(parent, undefined)
      const data = { name: element.name, parent: parent.name, reaction }
      if (homes.includes(pathOf(parent))) return { message: 'kind' as const, at: element, data }
      return {
        message: 'place' as const,
        at: element,
        data: { ...data, places: placeNames(homes) },
        suggest:
          targets.length === 1 && home
            ? [
                {
                  title: `move it into <${home.name}>`,
                  edits: moveInto(element, home),
                  risk: 'libvirt reads it for the first time then: the guest or the host changes.',
                },
              ]
            : [],
      }
    }),
  },
  examples: [
    {
      name: 'a disk beside the devices',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory unit='MiB'>1024</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <«disk» type='file' device='disk'>
    <source file='/srv/guest.qcow2'/>
    <target dev='vda' bus='virtio'/>
  </disk>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
  </devices>
</domain>`,
      suggested: `<domain type='kvm'>
  <name>guest</name>
  <memory unit='MiB'>1024</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <source file='/srv/guest.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>`,
      says: '<disk> belongs inside <devices>: under <domain> libvirt drops it silently, and the guest gets no disk from it',
    },
    {
      name: 'in its place',
      good: `<disk type='file' device='disk'>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
