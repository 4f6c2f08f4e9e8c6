import type { Domain } from '../../domain/domain.js'
import { emulatorOf, installsEmulator, isNoEmulator } from '../../domain/facts/emulators.js'
import type { Target } from '../../domain/facts/target.js'
import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/valid-emulator-path',
  summary: 'Name an emulator that the target has',
  why: `When a guest is defined, libvirt runs its \`<emulator>\` to ask what it can do. Where there is no such file, or a program that is no QEMU (test
data names \`/bin/false\`), it refuses the definition. Each family of distributions has its own path: RHEL and its rebuilds have
\`/usr/libexec/qemu-kvm\` and no other, the rest QEMU's own names. Without \`<emulator>\` libvirt takes the one that the host has.`,
  sources: [
    "packages' file lists: Debian 12 and sid, qemu-system-x86; libvirt: qemu_capabilities.c, virQEMUCapsFindBinaryForArch",
    'tried on libvirt 12.8.0: "Failed to probe capabilities for /bin/false"',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: {
    program: '{path} is no emulator: libvirt asks it what it can do, gets no answer, and refuses the definition',
    missing: '{distribution} has no {path}: libvirt there refuses the definition; its emulator is {emulator}',
    arch: '{target} has no emulator for {arch} guests: libvirt there refuses the definition',
    host: '{target} names no emulator {path}, only {emulators}: libvirt there refuses the definition unless the file is there',
  },
  fix: 'unsafe',
  risk: 'libvirt then chooses a QEMU of the host: another version or build than this path names, if the host has several.',
  on: {
    'domain/devices/emulator'(emulator, { domain, target }) {
      const path = emulator.text.trim()
      if (!domain.isQemu || domain.devices('emulator')[0] !== emulator || !path.startsWith('/')) return
      const at = emulator.textRange
      const fix = removeElement(emulator)
      if (isNoEmulator(path)) return { message: 'program', at, data: { path }, fix }
      const { host, distribution } = target
      if (host) {
        const known = emulatorsOf(target, domain)
        // What stands where packages put it, and is not told of, is not installed.
        if (host.emulators.length > 0 && known.length === 0 && path.startsWith('/usr/bin/qemu-system-')) {
          return { message: 'arch', at, data: { target: target.name, arch: domain.arch } }
        }
        if (known.length === 0 || known.includes(path)) return
        return { message: 'host', at, data: { target: target.name, path, emulators: known.join(' and ') }, fix, severity: 'warning' }
      }
      if (!distribution || installsEmulator(distribution.family, path) !== false) return
      const data = { distribution: distribution.name, path, emulator: emulatorOf(distribution.family, domain.arch) }
      return { message: 'missing', at, data, fix }
    },
  },
  examples: [
    {
      name: 'a program that is no emulator',
      inside: 'q35',
      bad: "<emulator>«/bin/false»</emulator>\n<memballoon model='none'/>",
      fixed: "<memballoon model='none'/>",
      says: '/bin/false is no emulator',
    },
    {
      name: 'from RHEL to Debian',
      inside: 'q35',
      target: 'debian-13',
      bad: "<emulator>«/usr/libexec/qemu-kvm»</emulator>\n<memballoon model='none'/>",
      fixed: "<memballoon model='none'/>",
      says: 'its emulator is /usr/bin/qemu-system-x86_64',
    },
    {
      name: 'from Debian to RHEL',
      inside: 'q35',
      target: 'almalinux-9',
      bad: "<emulator>«/usr/bin/qemu-system-x86_64»</emulator>\n<memballoon model='none'/>",
      fixed: "<memballoon model='none'/>",
      says: 'RHEL 9.7 has no /usr/bin/qemu-system-x86_64',
    },
    { name: 'the path of the target', inside: 'q35', target: 'debian-13', good: '<emulator>/usr/bin/kvm</emulator>' },
    { name: 'a path of its own', inside: 'q35', target: 'debian-13', good: '<emulator>/usr/local/bin/qemu-system-x86_64</emulator>' },
    { name: 'a target of versions', inside: 'q35', target: 'qemu=10.0.0', good: '<emulator>/usr/libexec/qemu-kvm</emulator>' },
  ],
})

/** The emulators of a host for the guest's architecture, without repeats. */
function emulatorsOf({ host }: Target, { arch }: Domain): string[] {
  return [...new Set((host?.emulators ?? []).filter((one) => one.arch === arch).map(({ path }) => path))]
}
