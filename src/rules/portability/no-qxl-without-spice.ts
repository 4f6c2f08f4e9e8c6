import { lacksSpice } from '../../domain/facts/spice-server.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-qxl-without-spice',
  summary: 'Use QXL video only together with SPICE graphics',
  why: `QXL was made for the SPICE protocol. Under VNC or another display it works as a plain VGA card that takes four times the video
memory, and it is what a guest keeps when only its graphics were changed from SPICE to VNC. Builds of QEMU without SPICE, such as those
of RHEL 9 and later, have no QXL: the definition fails there. \`virtio\` or \`vga\` is the usual successor; for the guest it is other
hardware.`,
  sources: ['libvirt docs: formatdomain, video devices', 'QEMU: configure, QXL depends on SPICE (hw/display/Kconfig)'],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'QXL is made for SPICE, and the guest has no SPICE graphics: hosts without SPICE do not have it at all',
  on: {
    'domain/devices/video/model[@type=qxl]'(model, { domain, target }) {
      const type = model.attribute('type')
      const emulator = domain.devices('emulator')[0]?.text.trim()
      // There it is refused: target/no-spice-without-server.
      if (lacksSpice(target, { arch: domain.arch, type: domain.type, emulator })) return
      return domain.isQemu && type && domain.has('graphics') && !domain.has('graphics', 'type', 'spice') ? { at: type } : undefined
    },
  },
  examples: [
    {
      name: 'QXL over VNC',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes'/>
<video>
  <model type='«qxl»' ram='65536' vram='65536' vgamem='16384' heads='1' primary='yes'/>
</video>`,
    },
    {
      name: 'QXL over SPICE',
      inside: 'q35',
      good: `<graphics type='spice' autoport='yes'/>
<video>
  <model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1' primary='yes'/>
</video>`,
    },
  ],
})
