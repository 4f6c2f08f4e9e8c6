import { emulatorOrigins, installsEmulator } from '../../domain/facts/emulators.js'
import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-distribution-emulator',
  summary: 'Let libvirt find the emulator',
  why: `libvirt writes the path of the emulator into every definition, and distributions install it under different names. Where the
path does not exist, libvirt refuses the definition ("Cannot check QEMU binary"), and an existing guest does not start after a package
has moved it. Without \`<emulator>\` libvirt takes the QEMU that the host has for the guest's architecture and domain type, and writes
its path down.`,
  sources: [
    'libvirt docs: formatdomain, devices (emulator); formatdomaincaps (path)',
    'tried on libvirt 12.8.0: a missing emulator refuses the definition; without the element the default is filled in',
  ],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  message: '{path} is the emulator of {origin}: on other hosts libvirt does not find it',
  fix: 'unsafe',
  risk: 'libvirt then chooses a QEMU of the host: another version or build than this path names, if the host has several.',
  on: {
    'domain/devices/emulator'(emulator, { domain, target }) {
      const path = emulator.text.trim()
      // Where the target is known, target/valid-emulator-path knows better.
      if (target.host || (target.distribution && installsEmulator(target.distribution.family, path) !== undefined)) return
      const known = domain.isQemu ? emulatorOrigins.find((one) => one.path.test(path)) : undefined
      if (!known) return
      return {
        at: emulator.textRange,
        data: { path, origin: known.origin },
        severity: known.isGone ? 'warning' : 'info',
        fix: removeElement(emulator),
      }
    },
  },
  examples: [
    {
      name: 'a path of RHEL',
      inside: 'q35',
      bad: `<emulator>«/usr/libexec/qemu-kvm»</emulator>
<memballoon model='none'/>`,
      fixed: `<memballoon model='none'/>`,
      says: 'RHEL, CentOS and their kin',
    },
    {
      name: 'a path that no host keeps',
      inside: 'q35',
      bad: `<emulator>«/usr/bin/kvm-spice»</emulator>
<memballoon model='none'/>`,
      fixed: `<memballoon model='none'/>`,
    },
    {
      name: "QEMU's own name",
      inside: 'q35',
      good: `<emulator>/usr/bin/qemu-system-x86_64</emulator>`,
    },
  ],
})
