import { rule } from '../rule.js'

/** The types that each bus has (domain_validate.c, virDomainInputDefValidate). */
const ps2Types = new Set(['mouse', 'keyboard'])

/** Machines with the i8042 controller that PS/2 devices are connected to (qemu_domain.c, qemuDomainSupportsPS2). */
const ps2Families = new Set(['i440fx', 'q35', 'xenfv', 'isapc'])

export default rule({
  id: 'libvirt/valid-input',
  summary: 'Connect input devices to a bus that has them, and say which host device is passed through',
  why: `PS/2 has mice and keyboards, on PC machines with a keyboard controller only. \`passthrough\` hands one event device of the host to a
virtio input device in the guest; \`evdev\` feeds host input into the guest's own keyboard and mouse and so has no bus. Both need their
\`<source>\`, under another attribute each. libvirt refuses wrong combinations, but defines a passthrough device without any source, which then keeps the guest from
starting, and drops a source on other devices silently.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainInputDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefInput; domain_conf.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    ps2Type: 'PS/2 has mice and keyboards only: libvirt refuses a {type} there; usb and virtio have one',
    ps2Machine: 'this machine has no PS/2 controller: libvirt refuses the device; usb and virtio are what it can have',
    ps2Off: "<features><ps2 state='off'/> takes the PS/2 controller away: libvirt refuses devices on it",
    bus: 'the {bus} bus is not for QEMU: libvirt refuses it; ps2, usb and virtio are what it has',
    passthrough: "a passthrough input device is a virtio device: libvirt refuses bus='{bus}'",
    evdev: 'an evdev input device is on no bus: libvirt refuses the attribute',
    model: 'only virtio input devices have a virtio model, and this one is on {bus}: libvirt refuses it',
    transitional: 'virtio input devices have no transitional form: libvirt refuses this model for a {type}',
    path: '<source> of this {type} device needs {attribute}=, the event device of the host: libvirt refuses it without',
    source: 'this {type} device needs <source {attribute}=...>: libvirt defines the guest without it, but QEMU refuses to start',
    lost: 'only passthrough and evdev devices take events from the host: libvirt drops the source of this {type} silently',
  },
  on: {
    'domain/devices/input'(input, { domain }) {
      const type = input.attr('type')
      const bus = input.attribute('bus')
      if (!type || !domain.isQemu) return
      const isHvm = (domain.osType?.text.trim() ?? 'hvm') === 'hvm'
      if (type === 'evdev' && bus) return { message: 'evdev', at: bus }
      if (type === 'passthrough' && bus && bus.value !== 'virtio') return { message: 'passthrough', at: bus, data: { bus: bus.value } }
      if (bus && isHvm) {
        if (bus.value === 'xen') return { message: 'bus', at: bus, data: { bus: bus.value } }
        if (bus.value === 'ps2') {
          if (!ps2Types.has(type)) return { message: 'ps2Type', at: bus, data: { type } }
          if (!ps2Families.has(domain.machine.family) && domain.machine.family !== 'none') return { message: 'ps2Machine', at: bus }
          if (domain.element.path('features/ps2')?.attr('state') === 'off') return { message: 'ps2Off', at: bus }
        }
      }
      const model = input.attribute('model')
      const effectiveBus = bus?.value ?? (type === 'passthrough' || domain.arch.startsWith('s390') ? 'virtio' : 'another bus')
      if (model && model.value !== 'default' && effectiveBus !== 'virtio')
        return { message: 'model', at: model, data: { bus: effectiveBus } }
      if (model && /transitional$/.test(model.value)) return { message: 'transitional', at: model, data: { type } }
      const source = input.child('source')
      const attribute = type === 'passthrough' ? 'evdev' : type === 'evdev' ? 'dev' : undefined
      if (!attribute) {
        const lost = source?.attribute('evdev') ?? source?.attribute('dev')
        return lost && { message: 'lost', at: lost, data: { type }, severity: 'warning' }
      }
      if (!source) return { message: 'source', at: input, data: { type, attribute }, severity: 'warning' }
      return source.attr(attribute) === undefined ? { message: 'path', at: source, data: { type, attribute } } : undefined
    },
  },
  examples: [
    { name: 'a PS/2 tablet', inside: 'q35', bad: "<input type='tablet' bus='«ps2»'/>", says: 'refuses a tablet' },
    { name: 'PS/2 on ARM', inside: 'virt', bad: "<input type='keyboard' bus='«ps2»'/>" },
    {
      name: 'PS/2 switched off',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <ps2 state='off'/>
  </features>
  <devices>
    <input type='mouse' bus='«ps2»'/>
  </devices>
</domain>`,
    },
    { name: "Xen's bus", inside: 'q35', bad: "<input type='mouse' bus='«xen»'/>" },
    {
      name: 'passthrough over USB',
      inside: 'q35',
      bad: `<input type='passthrough' bus='«usb»'>
  <source evdev='/dev/input/event1'/>
</input>`,
    },
    {
      name: 'evdev on a bus',
      inside: 'q35',
      bad: `<input type='evdev' bus='«virtio»'>
  <source dev='/dev/input/event1'/>
</input>`,
    },
    { name: 'a virtio model over USB', inside: 'q35', bad: "<input type='keyboard' bus='usb' model='«virtio»'/>" },
    { name: 'a transitional keyboard', inside: 'q35', bad: "<input type='keyboard' bus='virtio' model='«virtio-transitional»'/>" },
    {
      name: "the other type's attribute",
      inside: 'q35',
      bad: `<input type='evdev'>
  <«source» evdev='/dev/input/event1'/>
</input>`,
      says: 'needs dev=',
    },
    { name: 'passing nothing through', inside: 'q35', bad: "<«input» type='passthrough' bus='virtio'/>", says: 'needs <source evdev=...>' },
    {
      name: 'a mouse with a source',
      inside: 'q35',
      bad: `<input type='mouse' bus='virtio'>
  <source evdev='«/dev/input/event1»'/>
</input>`,
      says: 'drops the source',
    },
    {
      name: 'one of each',
      inside: 'q35',
      good: `<input type='tablet' bus='usb'/>
<input type='mouse' bus='ps2'/>
<input type='keyboard' bus='virtio' model='virtio'/>
<input type='passthrough' bus='virtio'>
  <source evdev='/dev/input/event1'/>
</input>
<input type='evdev'>
  <source dev='/dev/input/event2' grab='all'/>
</input>`,
    },
  ],
})
