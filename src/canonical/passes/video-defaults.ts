import { compareVersions } from '../../domain/facts/target.js'
import { defaultVideoModel, videoMemory } from '../../domain/facts/video-memory.js'
import { virtioDevice, virtioDeviceSince } from '../../domain/facts/virtio-video.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Video cards: the model, and the memory that goes with it. */
export const videoDefaults: Pass = {
  name: 'complete video cards',
  mirrors: 'domain_conf.c, virDomainVideoDefParseXML; qemu_postparse.c, qemuDomainDeviceVideoDefPostParse; canonical-form 2.9',
  run(domain) {
    for (const video of domain.devices('video')) completeVideo(video, domain)
  },
}

function completeVideo(video: CanonicalElement, domain: WorkingDomain): void {
  const model = video.ensure('model')
  model.setDefault('type', defaultVideoModel(domain))
  const type = model.get('type') ?? ''
  if (type === 'none') {
    for (const name of [...model.attributes.keys()]) if (name !== 'type') model.set(name, undefined)
    model.replaceChildren([])
    video.removeAll('driver', 'address')
    return
  }
  // One screen, unless the definition says 0, which is not written.
  if (model.source?.attr('heads') === undefined) model.setDefault('heads', '1')
  if (type === 'virtio' && compareVersions(domain.target.libvirt, virtioDeviceSince) >= 0) {
    model.setDefault('device', virtioDevice(video, domain))
  }
  for (const [name, size] of Object.entries(videoMemory[type] ?? {})) model.setDefault(name, String(size))
  for (const name of ['ram', 'vram']) {
    const size = parseUnsigned(model.get(name) ?? '')
    if (size) model.set(name, String(powerOfTwo(size)))
  }
}

/** The smallest power of two that is not smaller. */
function powerOfTwo(size: number): number {
  return 2 ** Math.ceil(Math.log2(size))
}
