import { table } from '../../domain/table.js'
import { setText } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-lifecycle',
  summary: 'Use the actions on power-off, reboot and crash that QEMU can carry out',
  why: `\`rename-restart\` is Xen's, and QEMU can \`preserve\` only a guest that has crashed. A guest that
starts again when it powers off, but ends when it reboots, would have the two exchanged: libvirt refuses that pair on QEMU, and so all the others named here.`,
  sources: ['libvirt 11.3.0: qemu_validate.c, qemuValidateLifecycleAction', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: "libvirt's own action takes its place: a guest that powers off is gone from the host's memory, and one that reboots starts again.",
  message: {
    rename: "rename-restart is Xen's: libvirt refuses it on QEMU; destroy, restart and preserve are what it can do",
    preserve: 'QEMU can preserve a crashed guest only: libvirt refuses it for {event}',
    exchanged: 'QEMU cannot restart at power-off and stop at reboot: libvirt refuses on_poweroff restart with on_reboot destroy',
  },
  on: {
    'domain/on_poweroff|domain/on_reboot|domain/on_crash'(element, { domain }) {
      const action = element.text
      const event = element.name
      if (!domain.isQemu) return
      if (action === 'rename-restart') return { message: 'rename', at: element.textRange }
      if (action === 'preserve' && event !== 'on_crash')
        return { message: 'preserve', at: element.textRange, data: { event }, fix: setText(element, usual[event] ?? 'destroy') }
      if (event !== 'on_poweroff' || action !== 'restart') return
      const reboot = domain.element.child('on_reboot')
      if (reboot?.text !== 'destroy') return
      return { message: 'exchanged', at: element.textRange, related: [{ at: reboot.textRange, message: 'on_reboot' }] }
    },
  },
  examples: [
    { name: "Xen's action", inside: 'domain', bad: '<on_crash>«rename-restart»</on_crash>' },
    {
      name: 'keeping a guest that is off',
      inside: 'domain',
      bad: '<on_poweroff>«preserve»</on_poweroff>',
      fixed: '<on_poweroff>destroy</on_poweroff>',
      says: 'for on_poweroff',
    },
    {
      name: 'the two exchanged',
      inside: 'domain',
      bad: `<on_poweroff>«restart»</on_poweroff>
<on_reboot>destroy</on_reboot>`,
    },
    {
      name: 'what most guests have',
      inside: 'domain',
      good: `<on_poweroff>destroy</on_poweroff>
<on_reboot>restart</on_reboot>
<on_crash>preserve</on_crash>`,
    },
  ],
})

/** What libvirt does where nothing is written (canonical-form, section 2.2). */
const usual = table({ on_poweroff: 'destroy', on_reboot: 'restart' })
