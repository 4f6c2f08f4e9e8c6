import { firmwareLike, installsFirmware } from '../../domain/facts/target-firmware.js'
import { setAttribute, setText } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-moved-firmware',
  summary: 'Name firmware files that the target has',
  why: `Every family of distributions keeps UEFI firmware in another place, and Debian 13 and Ubuntu 24.04 have dropped the 2 MiB builds. libvirt
defines a guest whose loader does not exist, and cannot start it. Code and variables belong together: a variable store of one build does not
fit another, so both paths change at once and the guest's NVRAM file is made anew. \`<os firmware='efi'>\` without a path lets libvirt choose.`,
  sources: [
    'Debian edk2: README.Debian (2022.11, 2024.11) and NEWS.Debian (2023.11-2)',
    'Fedora users list, November 2023; SUSE/elemental pull request 540; Arch Linux edk2 packaging',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: {
    known: '{distribution} has no {path}: libvirt defines the guest but cannot start it; the build there is {instead}',
    unknown: "{distribution} has no {path}: libvirt defines the guest but cannot start it; <os firmware='efi'> lets it choose one",
  },
  on: {
    'domain/os'(os, { domain, target: { distribution } }) {
      const loader = os.child('loader')
      const nvram = os.child('nvram')
      const template = nvram?.attribute('template')
      if (!distribution || !domain.isQemu) return
      const path = loader?.text.trim() ?? ''
      const paths = [
        { path, at: loader?.textRange },
        { path: template?.value ?? '', at: template },
      ]
      const wrong = paths.flatMap((one) => {
        const verdict = one.at && one.path !== '' ? installsFirmware(distribution, one.path) : undefined
        return one.at && (verdict === 'no' || verdict === 'probably not') ? [{ path: one.path, at: one.at, verdict }] : []
      })
      const [first, ...others] = wrong
      if (!first) return
      const build = firmwareLike(distribution, path || first.path, template?.value)
      const report = {
        at: first.at,
        related: others.map(({ at }) => ({ at, message: 'the template of its variables is not there either' })),
        severity: first.verdict === 'no' ? ('error' as const) : ('warning' as const),
      }
      if (!build || !loader) return { ...report, message: 'unknown', data: { distribution: distribution.name, path: first.path } }
      const format = build.format
        ? [setAttribute(loader, 'format', build.format), ...(nvram ? [setAttribute(nvram, 'format', build.format)] : [])]
        : []
      return {
        ...report,
        message: 'known',
        data: { distribution: distribution.name, path: first.path, instead: build.loader },
        suggest: [
          {
            title: `use ${build.loader} with its variables`,
            edits: [
              setText(loader, build.loader),
              ...(nvram && template ? [setAttribute(nvram, 'template', build.template)] : []),
              ...format,
            ],
            risk: "The guest's NVRAM file is of another build and has to be made anew: boot entries and Secure Boot keys are entered again.",
          },
        ],
      }
    },
  },
  examples: [
    {
      name: 'the 2 MiB build on Debian 13',
      inside: 'domain',
      target: 'trixie',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
  <loader readonly='yes' type='pflash'>«/usr/share/OVMF/OVMF_CODE.ms.fd»</loader>
  <nvram template='/usr/share/OVMF/OVMF_VARS.ms.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
      says: 'Debian 13 trixie has no /usr/share/OVMF/OVMF_CODE.ms.fd',
      suggested: `<os>
  <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
  <loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>
  <nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
    },
    {
      name: 'from Arch Linux to Fedora',
      inside: 'domain',
      target: 'fedora-42',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader readonly='yes' type='pflash'>«/usr/share/edk2/x64/OVMF_CODE.4m.fd»</loader>
  <nvram template='/usr/share/edk2/x64/OVMF_VARS.4m.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
      suggested: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader readonly='yes' type='pflash' format='qcow2'>/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2</loader>
  <nvram template='/usr/share/edk2/ovmf/OVMF_VARS_4M.qcow2' format='qcow2'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>
</os>`,
    },
    {
      name: 'where no build is known',
      inside: 'domain',
      target: 'leap-15.6',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-8.2'>hvm</type>
  <loader readonly='yes' type='pflash'>«/usr/share/OVMF/OVMF_CODE_4M.fd»</loader>
</os>`,
      says: "<os firmware='efi'> lets it choose one",
    },
    {
      name: 'a file of the target',
      inside: 'domain',
      target: 'debian-12',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
  <loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader>
</os>`,
    },
    {
      name: 'a file of its own',
      inside: 'domain',
      target: 'debian-13',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
  <loader readonly='yes' type='pflash'>/srv/firmware/OVMF_CODE.fd</loader>
</os>`,
    },
  ],
})
