import { lacksSpice } from '../../domain/facts/spice-server.js'
import { rule } from '../rule.js'
import { spiceParts } from '../spice-to-vnc.js'

export default rule({
  id: 'target/no-spice-without-server',
  summary: 'Use VNC where the QEMU of the target is built without SPICE',
  why: `RHEL 9 and its rebuilds ship QEMU without the SPICE server, and without QXL, which is built with it. SPICE is never one element: beside
\`<graphics>\` it is the video card, the channel of the guest agent, redirected USB devices, smart cards, sound, consoles, and OpenGL. libvirt
refuses the definition until all of them are gone, one error after the other; so they are one finding here, with one change for all.`,
  sources: [
    'oamg/leapp-repository issue 1322; cockpit-project/cockpit-machines issue 643; QEMU: hw/display/Kconfig (QXL depends on SPICE)',
    'virt-manager: virt-xml --convert-to-vnc, which changes the same parts',
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefGraphics and qemuValidateDomainChrSourceDef',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: 'the QEMU of {target} has no SPICE: libvirt there refuses this guest, which uses it for {parts}',
  on: {
    'domain/devices'(devices, { domain, target }) {
      const emulator = domain.devices('emulator')[0]?.text.trim()
      if (!domain.isQemu || domain.devicesElement !== devices) return
      if (!lacksSpice(target, { arch: domain.arch, type: domain.type, emulator })) return
      const parts = spiceParts(domain)
      const graphics = parts.find(({ element }) => element.name === 'graphics')
      // Channels and the like that were left behind when the graphics went are refused everywhere: libvirt/require-spice-graphics.
      const first = graphics ?? parts.find(({ element }) => element.name === 'model')
      if (!first) return
      const together = graphics ? parts : [first]
      return {
        at: first.element.attributeOrSelf('type'),
        data: { target: target.distribution?.name ?? target.name, parts: listed(together.map(({ what }) => what)) },
        related: together.filter((part) => part !== first).map(({ element, what }) => ({ at: element, message: `${what} goes with it` })),
        suggest: [
          {
            title: 'change to VNC, with a video card that needs no SPICE',
            edits: together.flatMap(({ edits }) => edits),
            risk: 'The guest sees another video card, and loses the clipboard, redirected USB devices, smart cards and sound of SPICE viewers.',
          },
        ],
      }
    },
  },
  examples: [
    {
      name: 'SPICE all through',
      inside: 'q35',
      target: 'rhel-9.4',
      bad: `<channel type='spicevmc'>
  <target type='virtio' name='com.redhat.spice.0'/>
</channel>
<graphics type='«spice»' autoport='yes'>
  <listen type='address'/>
  <image compression='off'/>
</graphics>
<sound model='ich9'/>
<audio id='1' type='spice'/>
<video>
  <model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1' primary='yes'/>
</video>
<redirdev bus='usb' type='spicevmc'/>
<memballoon model='none'/>`,
      says: 'for the channel over SPICE, the SPICE server, sound over SPICE, the QXL card and the redirdev over SPICE',
      suggested: `<graphics type='vnc' autoport='yes'>
  <listen type='address'/>
</graphics>
<sound model='ich9'/>
<audio id='1' type='none'/>
<video>
  <model type='vga' heads='1' primary='yes'/>
</video>
<memballoon model='none'/>`,
    },
    {
      name: 'with OpenGL',
      inside: 'q35',
      target: 'centos-stream-9',
      bad: `<graphics type='«spice»'>
  <listen type='none'/>
  <gl enable='yes' rendernode='/dev/dri/renderD128'/>
</graphics>
<video>
  <model type='virtio' heads='1' primary='yes'/>
</video>`,
      suggested: `<graphics type='vnc'>
  <listen type='none'/>
</graphics>
<graphics type='egl-headless'>
  <gl rendernode='/dev/dri/renderD128'/>
</graphics>
<video>
  <model type='virtio' heads='1' primary='yes'/>
</video>`,
    },
    {
      name: 'QXL alone',
      inside: 'q35',
      target: 'rhel-10',
      bad: `<graphics type='vnc'/>
<video>
  <model type='«qxl»' ram='65536' vram='65536' vgamem='16384' heads='1' primary='yes'/>
</video>`,
      suggested: `<graphics type='vnc'/>
<video>
  <model type='vga' heads='1' primary='yes'/>
</video>`,
    },
    { name: 'a QEMU that has it', inside: 'q35', target: 'debian-13', good: "<graphics type='spice' autoport='yes'/>" },
    { name: 'a release before', inside: 'q35', target: 'rhel-8', good: "<graphics type='spice' autoport='yes'/>" },
    { name: 'VNC', inside: 'q35', target: 'rhel-9', good: "<graphics type='vnc'/>" },
  ],
})

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
