import type { Domain } from '../../domain/domain.js'
import { compareVersions } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  path: "<{name}> without a loader path needs firmware='efi' on <os>: libvirt refuses the definition",
  q35: 'secure boot needs a q35 machine, this one is {machine}: libvirt refuses the definition',
  x86: 'secure boot needs an x86_64 guest, this one is {arch}: libvirt refuses the definition',
  smm: "secure boot needs <smm state='on'/> in <features>: libvirt refuses the definition",
  noSmm:
    "secure boot needs <smm state='on'/> in <features>: libvirt refuses the definition unless it knows this firmware file and switches SMM on itself",
  feature: '<firmware><feature> describes a firmware that libvirt chooses: it refuses it without firmware= on <os>',
  keys: "keys can be enrolled only in a firmware with secure boot: libvirt refuses 'enrolled-keys' without 'secure-boot'",
  bios: "firmware='bios' keeps no variables: libvirt refuses <nvram>",
  stateless: "a stateless firmware keeps no variables: libvirt refuses <nvram> beside stateless='yes'",
  romNvram: 'only a pflash loader keeps variables: libvirt refuses <nvram> beside a {type} loader',
  romVariables: "only a pflash loader keeps variables: libvirt refuses stateless='no' on {kind}",
  romWritable: "a rom loader cannot be written to: libvirt refuses readonly='no'",
  shim: '<shim> needs a <kernel>: libvirt refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-loader',
  summary: 'Describe the firmware either by path or by what it can do',
  why: `The firmware is named by its path in \`<loader>\`, or described by \`firmware='efi'\` and features, and then libvirt chooses it. Secure boot
works on q35 with system management mode only, and a firmware that is stateless or a plain ROM has no variables to keep. libvirt refuses
combinations that make no firmware.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDefOSValidate; qemu_validate.c, qemuValidateDomainDefBoot',
    'libvirt 12.8, tried; what it takes and 11.3 did not is told apart by version',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/os'(os, { domain, target, abiUpdate }) {
      return domain.isQemu ? [...faults(os, domain, { isOld: compareVersions(target.libvirt, [12, 1, 0]) < 0, abiUpdate })] : undefined
    },
  },
  examples: [
    {
      name: 'a loader without a path',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <«loader» secure='yes'/>
</os>`,
      inside: 'domain',
    },
    {
      name: 'secure boot on i440fx',
      bad: `<os>
  <type arch='x86_64' machine='pc-i440fx-9.2'>hvm</type>
  <loader readonly='yes' type='pflash' secure='«yes»'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>
</os>
<features>
  <acpi/>
  <smm state='on'/>
</features>`,
      inside: 'domain',
    },
    {
      name: 'secure boot with system management mode off',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader readonly='yes' type='pflash' secure='«yes»'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>
</os>
<features>
  <acpi/>
  <smm state='off'/>
</features>`,
      inside: 'domain',
    },
    {
      name: 'variables of a ROM',
      target: 'libvirt=11.3.0',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <loader type='rom' stateless='«no»'>/usr/share/seabios/bios.bin</loader>
</os>`,
      inside: 'domain',
      says: "libvirt refuses stateless='no' on a rom loader",
    },
    {
      name: 'features of no chosen firmware',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <«firmware»>
    <feature enabled='yes' name='secure-boot'/>
  </firmware>
</os>`,
      inside: 'domain',
    },
    {
      name: 'a chosen firmware, and one by path',
      good: [
        `<domain type='kvm'>
  <name>a</name>
  <os firmware='efi'>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
    <loader secure='yes'/>
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
      <feature enabled='yes' name='enrolled-keys'/>
    </firmware>
  </os>
</domain>`,
        `<domain type='kvm'>
  <name>b</name>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
    <loader readonly='yes' type='pflash' secure='yes'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd'/>
  </os>
  <features>
    <acpi/>
    <smm/>
  </features>
</domain>`,
      ],
    },
  ],
})

interface Circumstances {
  /** Before libvirt 12.1, which keeps variables of other loaders too. */
  readonly isOld: boolean
  readonly abiUpdate: boolean
}

function* faults(os: XmlElement, domain: Domain, { isOld, abiUpdate }: Circumstances): Generator<Report<typeof messages>> {
  const firmware = os.attr('firmware') || undefined
  const loader = os.child('loader')
  const nvram = os.child('nvram')
  const path = loader?.text ?? ''
  const type = loader?.attr('type')
  const named = loader ?? nvram
  if (!firmware && named && path === '') yield { message: 'path', at: named, data: { name: named.name } }
  else if (loader) yield* secureFaults(loader, domain, firmware)
  const feature = os.child('firmware')
  if (feature?.child('feature') && !firmware) yield { message: 'feature', at: feature, severity: abiUpdate ? 'error' : 'warning' }
  if (firmware && feature) {
    const enabled = (name: string) => feature.elements('feature').find((one) => one.attr('name') === name)
    const keys = enabled('enrolled-keys')
    if (keys?.attr('enabled') === 'yes' && enabled('secure-boot')?.attr('enabled') === 'no')
      yield { message: 'keys', at: keys.attributeOrSelf('name') }
  }
  if (firmware === 'bios' && nvram) yield { message: 'bios', at: nvram }
  else if (nvram && loader?.attr('stateless') === 'yes') yield { message: 'stateless', at: nvram }
  else if (nvram && isOld && !firmware && path !== '' && type === 'rom') yield { message: 'romNvram', at: nvram, data: { type } }
  const stateless = loader?.attribute('stateless')
  if (stateless?.value === 'no' && isOld && !nvram) {
    if (firmware === 'bios') yield { message: 'romVariables', at: stateless, data: { kind: "firmware='bios'" } }
    else if (!firmware && path !== '' && type !== 'pflash') {
      yield { message: 'romVariables', at: stateless, data: { kind: type ? `a ${type} loader` : 'a loader of no type' } }
    }
  }
  const readonly = loader?.attribute('readonly')
  if (type === 'rom' && readonly?.value === 'no' && !isOld) yield { message: 'romWritable', at: readonly }
  const shim = os.child('shim')
  if (shim && !os.child('kernel')) yield { message: 'shim', at: shim }
}

function* secureFaults(loader: XmlElement, domain: Domain, firmware: string | undefined): Generator<Report<typeof messages>> {
  const at = loader.attribute('secure')
  if (at?.value !== 'yes') return
  const smm = domain.element.path('features/smm')
  const { machine } = domain
  if (machine.family !== 'q35') yield { message: 'q35', at, data: { machine: machine.name || 'not named' } }
  else if (domain.arch !== 'x86_64') yield { message: 'x86', at, data: { arch: domain.arch } }
  else if (!firmware && smm?.attr('state') === 'off') yield { message: 'smm', at }
  else if (!firmware && !smm) yield { message: 'noSmm', at, severity: 'warning' }
}
