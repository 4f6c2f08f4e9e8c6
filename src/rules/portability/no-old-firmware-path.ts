import { movedFirmware } from '../../domain/facts/firmware-paths.js'
import type { Target } from '../../domain/facts/target.js'
import { installsFirmware } from '../../domain/facts/target-firmware.js'
import type { Range } from '../../xml/source.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-old-firmware-path',
  summary: 'Do not name firmware files that distributions have dropped',
  why: `UEFI firmware has moved in every distribution, most of all from 2 MiB to 4 MiB builds. libvirt defines a guest whose loader does
not exist, and refuses to start it. The path alone cannot be replaced: a variable store of the 2 MiB build does not fit the 4 MiB one,
so that the guest's NVRAM file has to be made anew, and boot entries and Secure Boot keys entered again. \`<os firmware='efi'>\` without
a path lets libvirt choose a build that the host has.`,
  sources: [
    'Debian edk2 2023.11-2: NEWS.Debian and howto-2M-to-4M-migration; Arch Linux edk2 packaging; SUSE/elemental pull request 540',
    'libvirt docs: formatdomain, guest firmware',
  ],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  message: {
    moved: '{path} {fate}: its successor is {today}, and the NVRAM file must change with it',
    gone: '{path} {fate}',
  },
  on: {
    'domain/os/loader'(loader, { target }) {
      return reportOf(loader.text, loader.textRange, target)
    },
    'domain/os/nvram[@template]'(nvram, { domain, target }) {
      const template = nvram.attribute('template')
      const loader = domain.element.path('os/loader')
      // Code and template come from one package: the loader's report covers both.
      return template && !(loader && reportOf(loader.text, loader.textRange, target))
        ? reportOf(template.value, template, target)
        : undefined
    },
  },
  examples: [
    {
      name: 'the 2 MiB build of Debian',
      inside: 'domain',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader readonly='yes' type='pflash'>«/usr/share/OVMF/OVMF_CODE.ms.fd»</loader>
  <nvram template='/usr/share/OVMF/OVMF_VARS.ms.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
      says: 'its successor is /usr/share/OVMF/OVMF_CODE_4M.ms.fd',
    },
    {
      name: 'a template alone',
      inside: 'domain',
      bad: `<os firmware='efi'>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <nvram template='«/usr/share/edk2-ovmf/x64/OVMF_VARS.fd»'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
      says: '/usr/share/edk2/x64/OVMF_VARS.4m.fd',
    },
    {
      name: 'a Nix store',
      inside: 'domain',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader readonly='yes' type='pflash'>«/nix/store/0000-ovmf-fd/FV/OVMF_CODE.fd»</loader>
</os>`,
      says: 'collected as garbage',
    },
    {
      name: 'files of today',
      inside: 'domain',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>
  <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
    },
  ],
})

function reportOf(written: string, at: XmlAttribute | XmlElement | Range, { distribution }: Target) {
  const path = written.trim()
  // Where the distribution is known, target/no-moved-firmware knows better.
  if (distribution && installsFirmware(distribution, path) !== undefined) return undefined
  const known = movedFirmware.find((one) => one.path.test(path))
  if (!known) return undefined
  const { fate, today } = known
  if (today === undefined) return { message: 'gone', at, data: { path, fate } } as const
  return { message: 'moved', at, data: { path, fate, today: path.replace(known.path, today) } } as const
}
