import { isWordOf } from '../../domain/facts/enumerations.js'
import { removeElement } from '../../xml/change.js'
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
  message: "this {device} talks over SPICE, and the guest has no <graphics type='spice'>: libvirt refuses it",
  on: {
    'domain/devices'(devices, { domain }) {
      if (!domain.isQemu || domain.has('graphics', 'type', 'spice')) return
      // A misspelt type may have been meant for spice.
      if (domain.devices('graphics').some((graphics) => !isWordOf('domain/devices/graphics@type!', graphics.attr('type')))) return
      return devices.elements().flatMap((device) => {
        const type = spiceDevices.has(device.name) ? spiceType(device) : undefined
        if (!type) return []
        return {
          at: type,
          data: { device: device.name },
          suggest: [
            {
              title: `remove the ${device.name}`,
              edits: [removeElement(device)],
              risk: 'The guest loses this device; over VNC it does nothing.',
            },
          ],
        }
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
      suggested: `<graphics type='vnc' autoport='yes'/>`,
      says: 'this channel talks over SPICE',
    },
    {
      name: 'redirected USB devices',
      inside: 'q35',
      bad: `<redirdev bus='usb' type='«spicevmc»'/>
<memballoon model='none'/>`,
      suggested: `<memballoon model='none'/>`,
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
