import { isWordOf } from '../../domain/facts/enumerations.js'
import { removeElement, setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const spiceTypes = new Set(['spicevmc', 'spiceport'])

export default rule({
  id: 'libvirt/require-spice-graphics',
  summary: 'Use SPICE channels and SPICE audio only together with SPICE graphics',
  why: `Channels, redirected USB devices, smart cards and consoles of type \`spicevmc\` or \`spiceport\`, and \`<audio type='spice'>\`, send
their data over the SPICE server of the guest. Without \`<graphics type='spice'>\` there is none and libvirt refuses the definition. They
are what is usually left behind when SPICE graphics are replaced by VNC.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainChrSourceDef and qemuValidateDomainDeviceDefAudio',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'The guest loses this device; without a SPICE server it does nothing.',
  message: "this {device} talks over SPICE, and the guest has no <graphics type='spice'>: libvirt refuses it",
  on: {
    'domain/devices'(devices, { domain }) {
      if (!domain.isQemu || domain.has('graphics', 'type', 'spice')) return
      // A misspelt type may have been meant for spice.
      if (domain.devices('graphics').some((graphics) => !isWordOf('domain/devices/graphics@type!', graphics.attr('type')))) return
      return devices.elements().flatMap((device) => {
        const type = spiceDevices.has(device.name) ? spiceType(device) : undefined
        if (!type) return []
        return { at: type, data: { device: device.name }, ...mended(device) }
      })
    },
  },
  examples: [
    {
      name: 'a channel left behind',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes'/>
<channel type='«spicevmc»'>
  <target type='virtio' name='com.redhat.spice.0'/>
</channel>`,
      fixed: `<graphics type='vnc' autoport='yes'/>`,
      says: 'this channel talks over SPICE',
    },
    {
      name: 'redirected USB devices',
      inside: 'q35',
      bad: `<redirdev bus='usb' type='«spicevmc»'/>
<memballoon model='none'/>`,
      fixed: `<memballoon model='none'/>`,
    },
    {
      name: 'sound for nobody',
      inside: 'q35',
      bad: `<audio id='1' type='«spice»'/>`,
      fixed: `<audio id='1' type='none'/>`,
    },
    {
      name: 'a serial port, which may be of use elsewhere',
      inside: 'q35',
      bad: `<serial type='«spiceport»'>
  <source channel='org.example.serial'/>
</serial>`,
    },
    {
      name: 'SPICE all through',
      inside: 'q35',
      good: `<graphics type='spice' autoport='yes'/>
<channel type='spicevmc'>
  <target type='virtio' name='com.redhat.spice.0'/>
</channel>
<audio id='1' type='spice'/>`,
    },
  ],
})

/** The devices that may be connected to SPICE. */
const spiceDevices = new Set(['audio', 'rng', 'channel', 'redirdev', 'smartcard', 'serial', 'parallel', 'console'])

/** What makes the guest definable again. A serial port or a console may be wanted with another end: that is for a person to say. */
function mended(device: XmlElement) {
  switch (device.name) {
    case 'audio':
      return { fix: setAttribute(device, 'type', 'none'), risk: 'The sound of the guest goes nowhere, as it does without a SPICE server.' }
    case 'channel':
    case 'redirdev':
    case 'smartcard':
      return { fix: removeElement(device) }
    default:
      return {}
  }
}

function spiceType(device: XmlElement) {
  const type = device.attribute('type')
  if (device.name === 'audio') return type?.value === 'spice' ? type : undefined
  if (device.name === 'rng') {
    const backend = device.child('backend')
    return backend?.attr('model') === 'egd' ? spiceOnly(backend.attribute('type')) : undefined
  }
  return spiceOnly(type)
}

function spiceOnly(type: ReturnType<XmlElement['attribute']>) {
  return type && spiceTypes.has(type.value) ? type : undefined
}
