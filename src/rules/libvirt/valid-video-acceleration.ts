import { removeAttribute, removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-video-acceleration',
  summary: 'Ask for 3D acceleration on virtio video devices only, and never for 2D acceleration on QEMU',
  why: `\`accel2d\` was made for VirtualBox: libvirt refuses \`accel2d='yes'\` on QEMU. \`accel3d='yes'\` makes a virtio GPU draw with OpenGL on
the host; every other QEMU model has no 3D at all, and libvirt takes the attribute there without doing anything about it. An
\`<acceleration>\` without any attribute is refused.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefVideo; domain_conf.c, virDomainVideoAccelDefParseXML',
    "tried on libvirt 12.8.0: accel2d='yes' refused, accel3d='yes' on qxl accepted and without effect on QEMU's command line",
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    accel2d: 'QEMU has no 2D acceleration: libvirt refuses accel2d on it',
    accel3d: 'only virtio video devices have 3D acceleration, and this one is {model}: libvirt ignores accel3d here',
    empty: '<acceleration> says nothing: libvirt refuses it without accel3d, accel2d or rendernode',
  },
  fix: 'safe',
  on: {
    'domain/devices/video/model/acceleration'(acceleration, { domain }) {
      const accel2d = acceleration.attribute('accel2d')
      const accel3d = acceleration.attribute('accel3d')
      const model = acceleration.parentElement?.attr('type')
      if (!accel2d && !accel3d && acceleration.attr('rendernode') === undefined) {
        return { message: 'empty', at: acceleration, fix: removeElement(acceleration) }
      }
      if (!domain.isQemu) return
      if (accel2d?.value === 'yes') {
        return {
          message: 'accel2d',
          at: accel2d,
          fix: acceleration.attributeList.length === 1 ? removeElement(acceleration) : removeAttribute(accel2d),
        }
      }
      if (accel3d?.value === 'yes' && model && model !== 'virtio') {
        return { message: 'accel3d', at: accel3d, data: { model }, severity: 'warning' }
      }
      return
    },
  },
  examples: [
    {
      name: '2D acceleration',
      inside: 'q35',
      bad: `<video>
  <model type='virtio'>
    <acceleration accel3d='no' accel2d='«yes»'/>
  </model>
</video>`,
      fixed: `<video>
  <model type='virtio'>
    <acceleration accel3d='no'/>
  </model>
</video>`,
      says: 'no 2D acceleration',
    },
    {
      name: '3D acceleration of a model that has none',
      inside: 'q35',
      bad: `<video>
  <model type='qxl'>
    <acceleration accel3d='«yes»'/>
  </model>
</video>`,
      says: 'this one is qxl',
    },
    {
      name: 'nothing said',
      inside: 'q35',
      bad: `<video>
  <model type='virtio'>
    <«acceleration»/>
  </model>
</video>`,
      fixed: `<video>
  <model type='virtio'>
  </model>
</video>`,
      says: 'says nothing',
    },
    {
      name: '3D acceleration of virtio, and the explicit no that tools write',
      inside: 'q35',
      good: [
        `<video>
  <model type='virtio'>
    <acceleration accel3d='yes'/>
  </model>
</video>`,
        `<video>
  <model type='qxl'>
    <acceleration accel3d='no' accel2d='no'/>
  </model>
</video>`,
      ],
    },
  ],
})
