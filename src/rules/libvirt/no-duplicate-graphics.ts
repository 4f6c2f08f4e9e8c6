import { rule } from '../rule.js'

/** Graphics types of which QEMU can have one each (qemu_process.c, qemuProcessStartValidateGraphics). */
const singleTypes = new Set(['sdl', 'vnc', 'spice', 'egl-headless', 'dbus', 'rdp'])

export default rule({
  id: 'libvirt/no-duplicate-graphics',
  summary: 'Give a guest at most one graphics device of each type',
  why: `libvirt defines a guest with two \`<graphics>\` of one type, but refuses to start it: QEMU has one VNC server, one SPICE server and
one of each other kind. A copied block is the usual reason; both ends of the copy look right on their own.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c and qemu_process.c (only 1 graphics device of each type)',
    'tried on libvirt 12.8.0: defined, not started',
  ],
  category: 'libvirt',
  severity: 'warning',
  since: '0.1.0',
  message:
    'this is the second graphics device of type {type}, and QEMU can have only one: libvirt defines the guest but refuses to start it',
  on: {
    'domain/devices/graphics'(graphics, { domain }) {
      const type = graphics.attribute('type')
      if (!type || !domain.isQemu || !singleTypes.has(type.value)) return
      const first = domain.devices('graphics').find((other) => other.attr('type') === type.value)
      if (!first || first === graphics) return
      return { at: type, data: { type: type.value }, related: [{ at: first, message: `the first graphics device of type ${type.value}` }] }
    },
  },
  examples: [
    {
      name: 'two VNC servers',
      inside: 'q35',
      bad: `<graphics type='vnc' port='5901'/>
<graphics type='«vnc»' port='5902'/>`,
      says: 'second graphics device of type vnc',
    },
    {
      name: 'one VNC and one SPICE server',
      inside: 'q35',
      good: `<graphics type='vnc' autoport='yes'/>
<graphics type='spice' autoport='yes'/>`,
    },
  ],
})
