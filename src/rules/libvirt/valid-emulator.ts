import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

/** The other architectures that a QEMU of one architecture runs (qemu_capabilities.c, virQEMUCapsIsArchSupported). */
const alsoRuns = table<readonly string[]>({
  x86_64: ['i686'],
  i386: ['i686'],
  aarch64: ['armv7l', 'armv6l'],
  arm: ['armv7l', 'armv6l', 'armv7b'],
  ppc64: ['ppc64le'],
})

const programName = /\/qemu-system-(\w+)$/

export default rule({
  id: 'libvirt/valid-emulator',
  summary: "Name the emulator by its whole path, for the guest's architecture",
  why: `\`<emulator>\` is the program that runs the guest. libvirt asks it what it can do and refuses a guest of an architecture that it cannot run, so a
definition copied from an x86 guest keeps the wrong QEMU. A name without a path is not searched for in PATH: it is taken
relative to the daemon's own folder. Without an \`<emulator>\` libvirt finds the right one itself.`,
  sources: [
    'libvirt 11.3.0: qemu_capabilities.c, virQEMUCapsIsArchSupported; qemu_validate.c, qemuValidateDomainDef',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    arch: 'this QEMU runs {runs} guests, and this one is {arch}: libvirt refuses it; without <emulator> it finds the right one',
    relative: "'{path}' is no absolute path: libvirt looks for it in the daemon's own folder only",
  },
  on: {
    'domain/devices/emulator'(emulator, { domain }) {
      const path = emulator.text.trim()
      if (path === '' || !domain.isQemu || domain.devices('emulator')[0] !== emulator) return
      if (!path.startsWith('/')) return { message: 'relative', at: emulator.textRange, data: { path }, severity: 'warning' }
      const runs = programName.exec(path)?.[1]
      const { arch } = domain
      if (!runs || runs === arch || alsoRuns[runs]?.includes(arch) || domain.osType?.attr('arch') === undefined) return
      return { message: 'arch', at: emulator.textRange, data: { runs, arch } }
    },
  },
  examples: [
    {
      name: "a PC's emulator for an ARM guest",
      inside: 'virt',
      bad: '<emulator>«/usr/bin/qemu-system-x86_64»</emulator>',
      says: 'runs x86_64 guests, and this one is aarch64',
    },
    { name: 'a name alone', inside: 'domain', bad: '<devices>\n  <emulator>«qemu-kvm»</emulator>\n</devices>' },
    { name: 'the right one', inside: 'pseries', good: '<emulator>/usr/bin/qemu-system-ppc64</emulator>' },
  ],
})
