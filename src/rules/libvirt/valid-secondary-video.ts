import { videoModels } from '../../domain/facts/video-models.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-secondary-video',
  summary: 'Use qxl or virtio for every video device but the primary one, and mark only one as primary',
  why: `Only one video device of a guest can own the VGA ports, and libvirt calls it the primary one: the device with \`primary='yes'\`, else
the first. QEMU has a second form without those ports for qxl and virtio only, so libvirt refuses any other model as a second device. A
second \`primary='yes'\` is refused, and so is anything beside \`<model type='none'/>\`, which says that there is no video device.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainDefVideoValidate; qemu_validate.c, qemuValidateDomainDeviceDefVideo',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    secondary:
      'a {model} video device can only be the primary one, and this is the second: libvirt refuses it; qxl and virtio can be added to another device',
    primary: 'only one video device can be primary, and another one is already: libvirt refuses the second',
    none: "type='none' means no video device at all: libvirt refuses it beside other ones",
  },
  on: {
    'domain/devices'(_devices, { domain }) {
      const videos = domain.devices('video')
      const [first] = videos
      if (!first || videos.length < 2 || first.parentElement !== _devices) return
      const none = videos.find((video) => modelOf(video) === 'none')
      if (none) return { message: 'none', at: none.child('model')?.attribute('type') ?? none }
      const [primary, ...others] = videos.filter((video) => video.child('model')?.attr('primary') === 'yes')
      const [secondPrimary] = others
      if (primary && secondPrimary) {
        return {
          message: 'primary',
          at: secondPrimary.child('model')?.attribute('primary') ?? secondPrimary,
          related: [{ at: primary, message: 'the primary video device' }],
        }
      }
      if (!domain.isQemu) return
      return videos
        .filter((video) => video !== (primary ?? first))
        .flatMap((video) => {
          const model = modelOf(video)
          const facts = videoModels[model ?? '']
          if (!model || !facts || facts.secondary || facts.hypervisor) return []
          return { message: 'secondary', at: video.child('model')?.attribute('type') ?? video, data: { model } }
        })
    },
  },
  examples: [
    {
      name: 'a second VGA card',
      inside: 'q35',
      bad: `<video>
  <model type='virtio'/>
</video>
<video>
  <model type='«vga»'/>
</video>`,
      says: 'a vga video device can only be the primary one',
    },
    {
      name: 'two primary devices',
      inside: 'q35',
      bad: `<video>
  <model type='virtio' primary='yes'/>
</video>
<video>
  <model type='qxl' primary='«yes»'/>
</video>`,
      says: 'only one video device can be primary',
    },
    {
      name: 'none and something',
      inside: 'q35',
      bad: `<video>
  <model type='«none»'/>
</video>
<video>
  <model type='virtio'/>
</video>`,
      says: 'no video device at all',
    },
    {
      name: 'VGA as the primary device, wherever it stands',
      inside: 'q35',
      good: `<video>
  <model type='qxl'/>
</video>
<video>
  <model type='vga' primary='yes'/>
</video>`,
    },
  ],
})

function modelOf(video: XmlElement): string | undefined {
  return video.child('model')?.attr('type')
}
