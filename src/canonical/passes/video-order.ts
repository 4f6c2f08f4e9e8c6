import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** A video that says it is the primary one goes to the front, past the ones before it that say so too. */
export const videoOrder: Pass = {
  name: 'order the videos',
  mirrors: 'domain_conf.c, virDomainDefParseXML; canonical-form 3.4',
  run(domain) {
    const isPrimary = (video: CanonicalElement) => video.child('model')?.get('primary') === 'yes'
    const videos = domain.devices('video')
    domain.replaceDevices('video', [...videos.filter(isPrimary).reverse(), ...videos.filter((video) => !isPrimary(video))])
  },
}
