import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** A guest that names nothing to boot from boots from its disk. */
export const bootDevice: Pass = {
  name: 'choose what to boot from',
  mirrors: 'domain_postparse.c, virDomainDefBootPostParse; canonical-form 2.2',
  run(domain) {
    const { os, isHvm, element } = domain
    if (!isHvm || os.has('boot') || element.has('bootloader')) return
    if (domain.devicesElement.children.some((device) => device.child('boot')?.get('order') !== undefined)) return
    os.append(CanonicalElement.create('boot', { attributes: { dev: 'hd' } }))
  },
}
