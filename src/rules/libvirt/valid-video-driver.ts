import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-video-driver',
  summary: 'Give the vhost-user backend only to virtio video devices',
  why: `With \`<driver name='vhostuser'/>\` a process of its own draws the picture, and only QEMU's virtio GPU can talk to one, so libvirt
refuses it on any other model. \`<acceleration rendernode=/>\` is the graphics node that this process is to use: it means nothing to the
video devices that QEMU draws itself, and libvirt refuses it there.`,
  sources: [
    'libvirt 5.8.0 (video driver element) and 11.3.0: domain_validate.c, virDomainVideoDefValidate',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    model: "only a virtio video device can have driver name='vhostuser', and this one is {model}: libvirt refuses it",
    node: "rendernode is for driver name='vhostuser' only, and QEMU draws this video device itself: libvirt refuses it",
  },
  on: {
    'domain/devices/video'(video) {
      const driver = video.child('driver')?.attribute('name')
      const model = video.child('model')
      const type = model?.attr('type')
      const node = model?.child('acceleration')?.attribute('rendernode')
      if (driver?.value === 'vhostuser') {
        return type !== undefined && type !== 'virtio' ? { message: 'model', at: driver, data: { model: type } } : undefined
      }
      return node && { message: 'node', at: node }
    },
  },
  examples: [
    {
      name: 'a backend process for a VGA card',
      inside: 'q35',
      bad: `<video>
  <driver name='«vhostuser»'/>
  <model type='vga'/>
</video>`,
      says: 'this one is vga',
    },
    {
      name: 'a render node for nobody',
      inside: 'q35',
      bad: `<video>
  <model type='virtio'>
    <acceleration accel3d='yes' rendernode='«/dev/dri/renderD128»'/>
  </model>
</video>`,
      says: 'rendernode',
    },
    {
      name: 'a backend process for a virtio GPU',
      inside: 'q35',
      good: `<video>
  <driver name='vhostuser'/>
  <model type='virtio'>
    <acceleration accel3d='yes' rendernode='/dev/dri/renderD128'/>
  </model>
</video>`,
    },
  ],
})
