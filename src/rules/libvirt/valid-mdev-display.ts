import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-mdev-display',
  summary: 'Give the display of a mediated device graphics to be shown on',
  why: `\`display='on'\` shows the picture of a vGPU in the guest's own graphics, so libvirt refuses it without any \`<graphics>\`. Only
\`model='vfio-pci'\` has a display at all. Many vGPUs hand out their picture as OpenGL buffers: SPICE without \`<gl enable='yes'/>\` and VNC
cannot show those by themselves, and \`<graphics type='egl-headless'/>\`, known to libvirt since 4.6.0, draws them for both. \`ramfb\` is the
picture before the guest's driver is there: it is a part of the display, and only one device of a guest can have it.`,
  sources: [
    'libvirt 4.6.0 (display), 6.6.0 (ramfb) and 11.3.0: qemu_validate.c, qemuValidateDomainMdevDefVFIOPCI; domain_validate.c',
    'QEMU 2.12: docs/vfio (display property of vfio-pci)',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    graphics: "display='on' has nothing to be shown on: libvirt refuses it without a <graphics> device",
    model: "only model='vfio-pci' has a display, and this device is {model}: libvirt defines the guest, but QEMU refuses to start it",
    ramfb: "only one device can show the picture before the guest's driver is there: libvirt refuses ramfb='on' on a second",
    display: "ramfb='on' shows nothing without display='on': libvirt writes display='off' here",
    opengl:
      '{server} alone cannot show a picture that the vGPU draws with OpenGL: a guest whose screen stays black needs egl-headless graphics beside it',
  },
  on: {
    'domain/devices/hostdev[@type=mdev]|domain/devices/hostdev[@type=pci]'(hostdev, { domain, target }) {
      if (!domain.isQemu) return
      const display = hostdev.attribute('display')
      const ramfb = hostdev.attribute('ramfb')
      const graphics = domain.devices('graphics')
      const model = hostdev.attr('model')
      if (display?.value === 'on' && graphics.length === 0) return { message: 'graphics', at: display }
      if (hostdev.attr('type') !== 'mdev') return
      if (model !== 'vfio-pci') {
        const foreign = display ?? ramfb
        return foreign && model ? { message: 'model', at: foreign, data: { model }, severity: 'warning' } : undefined
      }
      if (ramfb?.value === 'on') {
        const first = domain.devices('hostdev').find((other) => other.attr('ramfb') === 'on')
        if (first && first !== hostdev)
          return { message: 'ramfb', at: ramfb, related: [{ at: first, message: "the first device with ramfb='on'" }] }
        if (display?.value !== 'on') return { message: 'display', at: ramfb, severity: 'warning' }
      }
      if (display?.value !== 'on' || target.libvirt[0] < 5) return
      const drawn = graphics.some(
        (other) => other.attr('type') === 'egl-headless' || other.attr('type') === 'dbus' || other.child('gl')?.attr('enable') === 'yes',
      )
      const server = graphics.find((other) => other.attr('type') === 'vnc' || other.attr('type') === 'spice')
      if (drawn || !server) return
      return { message: 'opengl', at: display, data: { server: server.attr('type') ?? 'graphics' }, severity: 'info' }
    },
  },
  examples: [
    {
      name: 'nothing to be shown on',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='«on»'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>`,
      says: 'without a <graphics> device',
    },
    {
      name: 'a channel device with a display',
      inside: 's390',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-ccw' display='«off»'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>`,
      says: 'this device is vfio-ccw',
    },
    {
      name: 'VNC alone',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='«on»'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>
<graphics type='vnc' autoport='yes'/>`,
      says: 'vnc alone cannot show',
    },
    {
      name: 'ramfb without a display',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci' ramfb='«on»'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>`,
    },
    {
      name: 'two devices with ramfb',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='on' ramfb='on'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>
<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='on' ramfb='«on»'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8805'/>
  </source>
</hostdev>
<graphics type='vnc' autoport='yes'/>
<graphics type='egl-headless'/>`,
    },
    {
      name: 'VNC with egl-headless',
      inside: 'q35',
      good: `<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='on' ramfb='on'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>
<graphics type='vnc' autoport='yes'/>
<graphics type='egl-headless'/>`,
    },
  ],
})
