import { type FirmwareRequest, firmwareRequestOf } from '../../domain/descriptors/firmware-request.js'
import { type FirmwareReason, selectFirmware } from '../../domain/descriptors/select-firmware.js'
import { withoutAlias } from '../../domain/facts/machine-alias.js'
import { compareVersions } from '../../domain/facts/target.js'
import { rule } from '../rule.js'

const firmware = '/usr/share/qemu/firmware'

export default rule({
  id: 'target/require-firmware',
  summary: 'Ask for a firmware that the host has',
  why: `With \`<os firmware='efi'>\` libvirt looks through the descriptors of all firmware on the host, in the order of their file names, and takes
the first that fits: the machine, secure boot and enrolled keys, the type, the format and the path of the loader, the template of the variables,
system management mode, sleep states and launch security. Where none fits it refuses a new definition, and does not start an existing guest; its
message names none of these. The rule needs the files of the host (\`--sysroot\`) and is silent without: \`domlint host\` lists what is there.`,
  sources: [
    'libvirt 11.3: qemu_firmware.c, qemuFirmwareMatchDomain and qemuFirmwareFillDomain; libvirt 12.8, tried with a thousand definitions',
    'QEMU: docs/interop/firmware.json',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: "no '{kind}' firmware of this host does all that is asked for: libvirt refuses the definition; the nearest, {path}, {reason}",
  on: {
    'domain/os[@firmware]'(os, { domain, target, abiUpdate, descriptors }) {
      const { arch } = domain
      // An older libvirt chooses at each start, and by fewer questions.
      if (!domain.isQemu || compareVersions(target.libvirt, [9, 2, 0]) < 0) return
      // QEMU has a default machine on some architectures only; elsewhere libvirt has refused the definition by then.
      const name = domain.osType?.attr('machine') || (domain.isX86 ? 'pc' : '')
      if (name === '') return
      const host = descriptors()
      if (!host || host.firmware.usable.length === 0) return
      const machine = withoutAlias(name, arch, target)
      const request = firmwareRequestOf(domain.element, (element, attribute) => element.attr(attribute), {
        arch,
        machine,
        libvirt: target.libvirt,
        abiUpdate,
      })
      if (request.firmware === undefined || isContradictory(request)) return
      const nearest = nearestOf(selectFirmware(request, host).reasons ?? [])
      if (!nearest) return
      return { at: os.attributeOrSelf('firmware'), data: { kind: request.firmware, path: nearest.path, reason: nearest.reason } }
    },
  },
  examples: [
    {
      name: 'secure boot where no firmware has it',
      inside: 'domain',
      descriptors: [descriptor('60-ovmf.json', 'pc-q35-*', [])],
      bad: `<os firmware='«efi»'>
  <type arch='x86_64' machine='q35'>hvm</type>
  <firmware>
    <feature enabled='yes' name='secure-boot'/>
  </firmware>
</os>`,
      says: 'the nearest, /usr/share/qemu/firmware/60-ovmf.json, has no secure boot',
    },
    {
      name: 'a machine that the firmware is not for',
      inside: 'domain',
      descriptors: [descriptor('60-ovmf.json', 'pc-q35-*', [])],
      bad: `<os firmware='«efi»'>
  <type arch='x86_64' machine='pc-i440fx-9.2'>hvm</type>
</os>`,
    },
    {
      name: 'a firmware that is there, and a host of which nothing is known',
      inside: 'domain',
      descriptors: [descriptor('40-ovmf.json', 'pc-q35-*', ['secure-boot', 'requires-smm']), descriptor('60-ovmf.json', 'pc-q35-*', [])],
      good: [
        `<os firmware='efi'>
  <type arch='x86_64' machine='q35'>hvm</type>
  <loader secure='yes'/>
</os>`,
        `<os firmware='efi'>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <firmware>
    <feature enabled='no' name='secure-boot'/>
  </firmware>
</os>`,
      ],
    },
  ],
})

/** What no firmware can do, and libvirt/valid-loader tells. */
function isContradictory({ firmware: kind, features, loader, nvram, machine }: FirmwareRequest): boolean {
  if (features.enrolledKeys === true && features.secureBoot === false) return true
  if (nvram && (kind === 'bios' || loader?.stateless === true)) return true
  return loader?.secure === true && !machine.startsWith('pc-q35-')
}

/** The firmware that does most of what is asked for, and what it lacks. */
function nearestOf(reasons: readonly FirmwareReason[]): FirmwareReason | undefined {
  const most = Math.max(...reasons.map(({ asked }) => asked))
  return reasons.find(({ asked }) => asked === most)
}

function descriptor(name: string, machine: string, features: readonly string[]) {
  const file = (part: string) => ({ filename: `/usr/share/OVMF/${part}.fd`, format: 'raw' })
  const text = {
    'interface-types': ['uefi'],
    mapping: { device: 'flash', executable: file('CODE'), 'nvram-template': file('VARS') },
    targets: [{ architecture: 'x86_64', machines: [machine] }],
    features,
  }
  return { folder: firmware, name, text: JSON.stringify(text) }
}
