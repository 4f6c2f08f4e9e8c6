import type { CanonicalElement } from '../canonical-element.js'
import { addControllers, addControllersUpTo } from '../controllers.js'
import { addressNumber, addressType } from '../device-address.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** The buses whose controllers libvirt adds for the disks on them, in its order. */
const diskBuses = ['scsi', 'fdc', 'ide', 'sata'] as const

/** A device on a bus needs the controller that its address names; those below that one are added along with it. */
export const impliedControllers: Pass = {
  name: 'add the controllers that devices need',
  mirrors: 'domain_postparse.c, virDomainDefAddImplicitControllers; canonical-form 1.2',
  run(domain) {
    const disks = domain.devices('disk')
    for (const bus of diskBuses) {
      const ofBus = disks.filter((disk) => disk.child('target')?.get('bus') === bus)
      const placed = ofBus.filter((disk) => addressType(disk) === 'drive')
      addControllersUpTo(
        domain,
        bus,
        placed.map((disk) => addressNumber(disk, 'controller')),
      )
    }
    addForSerial(domain)
    addForSmartcards(domain)
  },
}

function addForSerial(domain: WorkingDomain): void {
  const isVirtio = (device: CanonicalElement) => device.child('target')?.get('type') === 'virtio'
  const channels = domain.devices('channel').filter(isVirtio)
  const named = channels.map((channel) => (addressType(channel) === 'virtio-serial' ? addressNumber(channel, 'controller') : 0))
  const consoles = domain.devices('console').some(isVirtio) ? [0] : []
  addControllers(domain, 'virtio-serial', [...named, ...consoles])
}

function addForSmartcards(domain: WorkingDomain): void {
  const smartcards = domain.devices('smartcard').filter((smartcard) => addressType(smartcard) === 'ccid')
  addControllers(
    domain,
    'ccid',
    smartcards.map((smartcard) => addressNumber(smartcard, 'controller')),
  )
}
