import { addControllersUpTo } from '../controllers.js'
import { addressNumber, addressType } from '../device-address.js'
import type { Pass } from '../pass.js'

/**
 * SCSI devices of the host need the controllers up to theirs; the first one where they name none. This is done as they are read,
 * before controllers are numbered, and again when they have all got their addresses.
 */
export const hostdevControllers: Pass = {
  name: 'add the controllers of SCSI devices of the host',
  mirrors: 'domain_conf.c, virDomainDefMaybeAddHostdevSCSIcontroller; canonical-form 1.2',
  run(domain) {
    const hostdevs = domain.devices('hostdev').filter((hostdev) => hostdev.get('type') === 'scsi')
    const indexes = hostdevs.map((hostdev) => (addressType(hostdev) === 'drive' ? addressNumber(hostdev, 'controller') : 0))
    addControllersUpTo(domain, 'scsi', indexes)
  },
}
