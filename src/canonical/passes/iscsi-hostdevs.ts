import type { Pass } from '../pass.js'

/** The unit of an iSCSI target is the first where none is named. */
export const iscsiHostdevs: Pass = {
  name: 'name the units of iSCSI targets',
  mirrors: 'domain_conf.c, virDomainHostdevSubsysSCSIiSCSIDefParseXML; canonical-form 2.7',
  run(domain) {
    for (const hostdev of domain.devices('hostdev')) {
      const source = hostdev.child('source')
      const name = source?.get('name')
      if (source?.get('protocol') === 'iscsi' && name && !name.includes('/')) source.set('name', `${name}/0`)
    }
  },
}
