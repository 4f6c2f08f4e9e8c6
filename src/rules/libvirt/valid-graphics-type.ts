import { isWordOf } from '../../domain/facts/enumerations.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Settings of an RDP server that qemu-rdp does not have (qemu_validate.c, qemuValidateDomainDeviceDefRDPGraphics). */
const rdpForeign = ['replaceUser', 'multiUser', 'passwdValidTo']

export default rule({
  id: 'libvirt/valid-graphics-type',
  summary: 'Combine graphics types only as QEMU can',
  why: `\`desktop\` is VirtualBox's window and unknown to QEMU. \`egl-headless\` draws with OpenGL but shows nothing itself: libvirt takes it
only together with VNC or SPICE, and refuses it beside a SPICE server that has OpenGL of its own, since QEMU can draw with only one. QEMU's
RDP server knows neither \`multiUser\` nor \`replaceUser\` nor an end of the password, and a D-Bus display between two peers has no address.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefGraphics; domain_validate.c, virDomainGraphicsDefValidate',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    desktop: "graphics of type desktop are VirtualBox's: libvirt refuses them on QEMU; vnc or spice is what a remote viewer needs",
    partner: 'egl-headless can only stand beside vnc and spice, and there is {other} too: libvirt refuses it',
    opengl: 'the spice server has OpenGL itself, and QEMU can draw with only one: libvirt refuses egl-headless beside it',
    rdp: "QEMU's RDP server has no {name}: libvirt refuses it",
    peer: "a D-Bus display with p2p='yes' has no bus: libvirt refuses an address",
  },
  on: {
    'domain/devices/graphics'(graphics, { domain }) {
      const type = graphics.attribute('type')
      if (type?.value === 'dbus' && graphics.attr('p2p') === 'yes') {
        const address = graphics.attribute('address')
        return address && { message: 'peer', at: address }
      }
      if (!type || !domain.isQemu) return
      if (type.value === 'desktop') return { message: 'desktop', at: type }
      if (type.value === 'rdp') {
        const foreign = graphics.attributeList.find(({ name, value }) => rdpForeign.includes(name) && value !== 'no')
        return foreign && { message: 'rdp', at: foreign, data: { name: foreign.name } }
      }
      if (type.value !== 'egl-headless') return
      const others = domain.devices('graphics').filter((other) => other.attr('type') !== 'egl-headless')
      const foreign = others.find((other) => isForeignPartner(other.attr('type')))
      if (foreign) return { message: 'partner', at: type, data: { other: foreign.attr('type') ?? 'another' } }
      const opengl = others.find(hasOpenGl)
      return opengl && { message: 'opengl', at: type, related: [{ at: opengl, message: 'the spice server with OpenGL' }] }
    },
  },
  examples: [
    { name: 'desktop', inside: 'q35', bad: "<graphics type='«desktop»'/>", says: "VirtualBox's" },
    {
      name: 'egl-headless with a window',
      inside: 'q35',
      bad: `<graphics type='sdl'/>
<graphics type='«egl-headless»'/>`,
      says: 'there is sdl too',
    },
    {
      name: 'OpenGL twice',
      inside: 'q35',
      bad: `<graphics type='spice'>
  <gl enable='yes'/>
</graphics>
<graphics type='«egl-headless»'/>`,
      says: 'OpenGL itself',
    },
    {
      name: 'a peer with an address',
      inside: 'q35',
      bad: "<graphics type='dbus' p2p='yes' address='«unix:path=/run/guest.bus»'/>",
    },
    { name: 'several users', inside: 'q35', bad: "<graphics type='rdp' multiUser='«yes»'/>", says: 'no multiUser' },
    {
      name: 'egl-headless beside VNC, or alone',
      inside: 'q35',
      good: [
        `<graphics type='vnc' autoport='yes'/>
<graphics type='egl-headless'/>`,
        "<graphics type='egl-headless'/>",
      ],
    },
  ],
})

function hasOpenGl(graphics: XmlElement): boolean {
  return graphics.attr('type') === 'spice' && graphics.child('gl')?.attr('enable') === 'yes'
}

function isForeignPartner(type: string | undefined): boolean {
  return type !== 'vnc' && type !== 'spice' && isWordOf('domain/devices/graphics@type!', type)
}
