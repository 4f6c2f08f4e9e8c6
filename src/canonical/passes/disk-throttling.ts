import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Disks that share their limits all say what these are. */
export const diskThrottling: Pass = {
  name: 'share limits among the disks of a group',
  mirrors: 'domain_postparse.c, virDomainDiskDefPostParse (virDomainBlockIoTuneInfoCopy); canonical-form 2.7',
  run(domain) {
    const groups = new Map<string, CanonicalElement>()
    const iotunes = domain.devices('disk').flatMap((disk) => disk.child('iotune') ?? [])
    for (const iotune of iotunes) {
      const group = groupOf(iotune)
      if (group && !groups.has(group) && limitsOf(iotune).length > 0) groups.set(group, iotune)
    }
    for (const iotune of iotunes) {
      const first = groups.get(groupOf(iotune))
      if (!first || limitsOf(iotune).length > 0) continue
      for (const { name, text } of limitsOf(first)) iotune.append(CanonicalElement.create(name, { text }))
    }
  },
}

function groupOf(iotune: CanonicalElement): string {
  return iotune.child('group_name')?.text ?? ''
}

function limitsOf(iotune: CanonicalElement): CanonicalElement[] {
  return iotune.children.filter(({ name, text }) => name !== 'group_name' && text !== '')
}
