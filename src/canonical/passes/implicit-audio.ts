import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** The audio backend that each kind of graphics calls for; that of SDL is in the environment of libvirtd, and none where that says nothing. */
const backends = new Map([
  ['vnc', 'none'],
  ['spice', 'spice'],
  ['sdl', undefined],
])

/** A guest without `<audio>` gets the backend of its last graphics that calls for one; without graphics that is `none`. */
export const implicitAudio: Pass = {
  name: 'add the audio backend',
  mirrors: 'qemu_postparse.c, qemuDomainDefAddDefaultAudioBackend; canonical-form 1.3',
  run(domain) {
    if (domain.devices('audio').length > 0) return
    const graphics = domain.devices('graphics')
    const deciding = graphics.findLast((one) => backends.has(one.get('type') ?? ''))
    const type = graphics.length === 0 ? 'none' : backends.get(deciding?.get('type') ?? '')
    if (type) domain.addDevice(CanonicalElement.create('audio', { attributes: { id: '1', type } }))
    else if (deciding) domain.unknown('the audio backend of SDL: it is taken from the environment of libvirtd', deciding)
  },
}
