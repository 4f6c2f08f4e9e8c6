import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Graphics need a video card, and the first video card is the primary one. What its model is comes with the defaults of devices. */
export const implicitVideo: Pass = {
  name: 'add a video card',
  mirrors: 'domain_postparse.c, virDomainDefAddImplicitVideo and virDomainDefPostParseVideo; canonical-form 1.2 and 2.9',
  run(domain) {
    if (domain.devices('graphics').length > 0 && domain.devices('video').length === 0) {
      domain.addDevice(CanonicalElement.create('video', { children: [CanonicalElement.create('model')] }))
    }
    const [primary] = domain.devices('video')
    if (primary && primary.child('model')?.get('type') !== 'none') primary.ensure('model').set('primary', 'yes')
  },
}
