import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Input devices are plugged into what the machine has for them. */
export const inputBuses: Pass = {
  name: 'choose the buses of input devices',
  mirrors: 'domain_postparse.c, virDomainInputDefPostParse; canonical-form 2.12',
  run(domain) {
    for (const input of domain.devices('input')) {
      const bus = defaultBus(input.get('type') ?? '', domain)
      if (input.get('type') === 'evdev') input.set('bus', undefined)
      else input.setDefault('bus', bus)
    }
  },
}

function defaultBus(type: string, { arch, isX86, isHvm }: WorkingDomain): string {
  if (!isHvm) return 'xen'
  if (type === 'passthrough' || arch.startsWith('s390')) return 'virtio'
  return isX86 && (type === 'mouse' || type === 'keyboard') ? 'ps2' : 'usb'
}
