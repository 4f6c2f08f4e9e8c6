import { compareVersions } from '../../domain/facts/target.js'
import { argumentParts, qemuArguments, removeArguments } from '../../domain/qemu-arguments.js'
import { appendChild } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-evdev-input',
  summary: "Share keyboards and mice of the host with <input type='evdev'>",
  why: `\`-object input-linux\` in \`<qemu:commandline>\` shares an input device of the host with the guest, but libvirt knows nothing of it: the
device has to be allowed by hand in \`cgroup_device_acl\` of qemu.conf, and is labelled for no security driver. Since 7.4.0 libvirt makes the
same object from \`<input type='evdev'>\`, and sees to both.`,
  sources: [
    'libvirt: formatdomain, Input devices (evdev 7.4.0, grabToggle 7.6.0)',
    'tried on libvirt 12.8: the same object with another id; the ABI check counts input devices',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'The guest sees the same, but a saved or migrated state of it does not fit the new definition: libvirt counts input devices.',
  message: "libvirt has an element for the input device {device}: <input type='evdev'>",
  on: {
    'domain/qemu:commandline'(commandline, { domain, target }) {
      const { devicesElement } = domain
      if (!devicesElement || compareVersions(target.libvirt, [7, 4, 0]) < 0) return
      return qemuArguments(commandline).flatMap((argument) => {
        const { head, keys } = argumentParts(argument.value ?? '') ?? {}
        const device = keys?.get('evdev')
        if (argument.option !== '-object' || !argument.valueAt || !keys || !device || !/^(?:qom-type=)?input-linux$/.test(head ?? ''))
          return []
        const toggle = keys.get('grab-toggle')
        const isPlain = [...keys.keys()].every((key) => ['id', 'evdev', 'grab_all', 'repeat', 'grab-toggle'].includes(key))
        const report = { at: argument.valueAt, data: { device } }
        if (!isPlain || (toggle && compareVersions(target.libvirt, [7, 6, 0]) < 0)) return report
        const source = {
          dev: device,
          ...(keys.get('grab_all') === 'on' ? { grab: 'all' } : {}),
          ...(toggle ? { grabToggle: toggle } : {}),
          ...(keys.get('repeat') === 'on' ? { repeat: 'on' } : {}),
        }
        const input = { name: 'input', attributes: { type: 'evdev' }, children: [{ name: 'source', attributes: source }] }
        return { ...report, fix: [...removeArguments(commandline, [argument]), appendChild(devicesElement, input)] }
      })
    },
  },
  examples: [
    {
      name: 'a keyboard that takes the mouse along',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices>
    <input type='keyboard' bus='virtio'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-object'/>
    <qemu:arg value='«input-linux,id=kbd1,evdev=/dev/input/by-id/usb-Keyboard-event-kbd,grab_all=on,repeat=on»'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices>
    <input type='keyboard' bus='virtio'/>
    <input type='evdev'>
      <source dev='/dev/input/by-id/usb-Keyboard-event-kbd' grab='all' repeat='on'/>
    </input>
  </devices>
</domain>`,
    },
    {
      name: 'an option that libvirt has no attribute for',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices/>
  <qemu:commandline>
    <qemu:arg value='-object'/>
    <qemu:arg value='«input-linux,id=mouse1,evdev=/dev/input/event5,display=second»'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: "a libvirt without the element, and the domain's own",
      target: 'libvirt=7.0.0',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <devices/>
  <qemu:commandline>
    <qemu:arg value='-object'/>
    <qemu:arg value='input-linux,id=mouse1,evdev=/dev/input/event5'/>
  </qemu:commandline>
</domain>`,
    },
  ],
})
