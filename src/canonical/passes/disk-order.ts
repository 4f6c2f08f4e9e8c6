import { diskIndex } from '../../domain/values/drive-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Disks of one bus stand together, by their names; a disk whose bus is still to be derived from its name is on no bus yet. */
export const diskOrder: Pass = {
  name: 'order the disks',
  mirrors: 'domain_conf.c, virDomainDiskInsert; canonical-form 3.1',
  run(domain) {
    const buses = new Map<string, { disk: CanonicalElement; index: number }[]>()
    for (const disk of domain.devices('disk')) {
      const target = disk.child('target')
      const bus = target?.get('bus') ?? ''
      const ofBus = buses.get(bus) ?? []
      buses.set(bus, ofBus)
      ofBus.push({ disk, index: diskIndex((target?.get('dev') ?? '').replace(/^ioemu:/, '')) ?? -1 })
    }
    const ordered = [...buses.values()].flatMap((ofBus) => ofBus.sort((a, b) => a.index - b.index).map(({ disk }) => disk))
    domain.replaceDevices('disk', ordered)
  },
}
