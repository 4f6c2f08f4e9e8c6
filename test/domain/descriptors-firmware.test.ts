import { describe, expect, it } from 'vitest'
import { firmwareRequestOf } from '../../src/domain/descriptors/firmware-request.js'
import { selectFirmware } from '../../src/domain/descriptors/select-firmware.js'
import type { Version } from '../../src/domain/facts/target.js'
import { domainOf, fill, firmwareFile, hostWith, inWords, split } from './descriptor-host.js'

/** One build of each kind. What is expected of it below is what libvirt 12.8 with QEMU 11.1 made of such definitions. */
const host = hostWith([
  firmwareFile('30-sure-qcow2.json', {
    features: ['enrolled-keys', 'requires-smm', 'secure-boot', 'acpi-s3'],
    mapping: split('/fw/sure.qcow2', '/fw/sure-vars.qcow2', 'qcow2'),
  }),
  firmwareFile('40-sure.json', {
    features: ['enrolled-keys', 'requires-smm', 'secure-boot', 'acpi-s3'],
    mapping: split('/fw/sure.fd', '/fw/sure-vars.fd'),
  }),
  firmwareFile('50-plain.json', {
    machines: ['pc-i440fx-*', 'pc-q35-*'],
    features: ['acpi-s3', 'amd-sev'],
    mapping: split('/fw/plain.fd', '/fw/vars.fd'),
  }),
  firmwareFile('55-arm.json', { arch: 'aarch64', machines: ['virt-*'], mapping: split('/fw/arm.raw', '/fw/arm-vars.raw') }),
  firmwareFile('60-stateless.json', {
    features: ['amd-sev-snp'],
    mapping: { device: 'flash', mode: 'stateless', executable: { filename: '/fw/stateless.fd', format: 'raw' } },
  }),
  firmwareFile('65-combined.json', {
    mapping: { device: 'flash', mode: 'combined', executable: { filename: '/fw/combined.fd', format: 'raw' } },
  }),
  firmwareFile('70-bios.json', {
    types: ['bios'],
    machines: ['pc-i440fx-*', 'pc-q35-*'],
    features: ['acpi-s3', 'acpi-s4'],
    mapping: { device: 'memory', filename: '/fw/bios.bin' },
  }),
  firmwareFile('80-store.json', {
    features: ['host-uefi-vars', 'secure-boot'],
    mapping: { device: 'memory', filename: '/fw/store.fd', 'uefi-vars': { template: '/fw/store.json' } },
  }),
])

function os(firmware: string | undefined, inside: string, rest = ''): string {
  return `<domain type='kvm'><name>guest</name><os${firmware === undefined ? '' : ` firmware='${firmware}'`}>${inside}</os>${rest}</domain>`
}

const q35 = { machine: 'pc-q35-9.2' }
const i440fx = { machine: 'pc-i440fx-9.2' }
const want = (features: Readonly<Record<string, string>>) =>
  `<firmware>${Object.entries(features)
    .map(([name, enabled]) => `<feature name='${name}' enabled='${enabled}'/>`)
    .join('')}</firmware>`
const nvram = '/var/lib/libvirt/qemu/nvram/guest_VARS'

const sure = `os firmware=efi secure-boot=yes enrolled-keys=yes
loader readonly=yes secure=yes type=pflash format=raw /fw/sure.fd
nvram template=/fw/sure-vars.fd templateFormat=raw format=raw ${nvram}.fd
smm state=on`
const sureQcow2 = `os firmware=efi secure-boot=yes enrolled-keys=yes
loader readonly=yes secure=yes type=pflash format=qcow2 /fw/sure.qcow2
nvram template=/fw/sure-vars.qcow2 templateFormat=qcow2 format=qcow2 ${nvram}.qcow2
smm state=on`
const plain = `os firmware=efi secure-boot=no enrolled-keys=no
loader readonly=yes type=pflash format=raw /fw/plain.fd
nvram template=/fw/vars.fd templateFormat=raw format=raw ${nvram}.fd`
const bios = `os firmware=bios secure-boot=no enrolled-keys=no
loader type=rom format=raw /fw/bios.bin`

describe('a firmware that libvirt chooses', () => {
  it.each([
    ['the first that fits', os('efi', ''), q35, sureQcow2],
    ['by the machine', os('efi', ''), i440fx, plain],
    ['by secure boot', os('efi', want({ 'secure-boot': 'no' })), q35, plain],
    ['by keys', os('efi', want({ 'enrolled-keys': 'no' })), q35, plain],
    ['by the format', os('efi', "<loader format='raw'/>"), q35, sure],
    ['by the format of the variables', os('efi', "<nvram format='raw'/>"), q35, sure],
    ['by the format of their template', os('efi', "<loader/><nvram templateFormat='raw'/>"), q35, sure],
    ['by a template', os('efi', "<nvram template='/fw/vars.fd'/>"), q35, plain],
    ['by its path', os('efi', '<loader>/fw/plain.fd</loader>'), q35, plain],
    ['by security of the loader', os('efi', "<loader secure='no'/>"), q35, plain.replace('readonly=yes', 'readonly=yes secure=no')],
    ['by system management mode', os('efi', '', "<features><smm state='off'/></features>"), q35, `${plain}\nsmm state=off`],
    [
      'without variables',
      os('efi', "<loader stateless='yes'/>"),
      q35,
      'os firmware=efi secure-boot=no enrolled-keys=no\nloader readonly=yes type=pflash stateless=yes format=raw /fw/stateless.fd',
    ],
    [
      'that is written to',
      os('efi', "<loader readonly='no'/>"),
      q35,
      'os firmware=efi secure-boot=no\nloader readonly=no type=pflash format=raw /fw/combined.fd',
    ],
    [
      'by launch security',
      os('efi', '', "<launchSecurity type='sev-snp'/>"),
      q35,
      'os firmware=efi secure-boot=no enrolled-keys=no\nloader readonly=yes type=pflash stateless=yes format=raw /fw/stateless.fd',
    ],
    ['by sleep states', os('bios', '', "<pm><suspend-to-disk enabled='yes'/></pm>"), i440fx, bios],
    [
      'with QEMU’s own store',
      os('efi', '<varstore/>'),
      q35,
      `os firmware=efi secure-boot=yes enrolled-keys=no
loader type=rom format=raw /fw/store.fd
varstore template=/fw/store.json path=/var/lib/libvirt/qemu/varstore/guest.json`,
    ],
    [
      'with variables of the guest’s own',
      os('efi', "<loader format='raw'/><nvram>/my/vars.fd</nvram>"),
      q35,
      sure.replace(`${nvram}.fd`, '/my/vars.fd'),
    ],
    [
      'with variables in another format than their template',
      os('efi', "<loader format='raw'/><nvram format='qcow2'/>"),
      q35,
      sure.replace(`format=raw ${nvram}.fd`, `format=qcow2 ${nvram}.qcow2`),
    ],
    [
      'with variables behind a network, of which nothing is known',
      os('efi', "<loader format='raw'/><nvram type='network'><source protocol='nbd'/></nvram>"),
      i440fx,
      'os firmware=efi secure-boot=no\nloader readonly=yes type=pflash format=raw /fw/plain.fd\nnvram type=network format=raw',
    ],
    [
      'for ARM, with variables called as their template',
      os('efi', ''),
      { machine: 'virt-9.2', arch: 'aarch64' },
      `os firmware=efi secure-boot=no enrolled-keys=no
loader readonly=yes type=pflash format=raw /fw/arm.raw
nvram template=/fw/arm-vars.raw templateFormat=raw format=raw ${nvram}.raw`,
    ],
    ['of the BIOS', os('bios', ''), q35, bios],
  ])('is chosen: %s', (_, text, circumstances, expected) => {
    expect(inWords(fill(text, host, circumstances))).toBe(expected)
  })

  it.each([
    ['no such machine', os('efi', ''), { machine: 'microvm' }],
    ['no such architecture', os('efi', ''), { machine: 'virt', arch: 'riscv64' }],
    ['secure boot on i440fx', os('efi', want({ 'secure-boot': 'yes' })), i440fx],
    ['a loader that nobody knows', os('efi', '<loader>/custom.fd</loader>'), q35],
    ['a template that nobody knows', os('efi', "<nvram template='/custom-vars.fd'/>"), q35],
    ['a loader of the other type', os('bios', "<loader type='pflash'/>"), q35],
    ['a format that is not there', os('efi', "<loader format='qcow2'/>"), i440fx],
    ['variables in a format that is not there', os('efi', "<nvram format='qcow2'/>"), i440fx],
    ['a ROM with <nvram>', os('efi', "<loader type='rom'/><nvram/>"), q35],
    ['a store that is to keep nothing', os('efi', "<loader type='rom' stateless='yes'/>"), q35],
    ['variables in a format, beside a loader of which nothing is said', os('efi', "<loader/><nvram format='qcow2'/>"), i440fx],
    ['a store on pflash', os('efi', "<loader type='pflash'/><varstore/>"), q35],
    ['a store with another template', os('efi', "<varstore template='/other.json'/>"), q35],
    ['a BIOS that is written to', os('bios', "<loader readonly='no'/>"), q35],
    ['a BIOS with variables', os('bios', "<loader stateless='no'/>"), q35],
    ['sleep that no build knows', os('efi', '', "<pm><suspend-to-disk enabled='yes'/></pm>"), q35],
    ['SEV-ES', os('efi', '', "<launchSecurity type='sev'><policy>0x0007</policy></launchSecurity>"), q35],
    ['TDX', os('efi', '', "<launchSecurity type='tdx'/>"), q35],
    ['secure boot without system management mode', os('efi', "<loader secure='yes'/>", "<features><smm state='off'/></features>"), q35],
  ])('is not there: %s', (_, text, circumstances) => {
    expect(inWords(fill(text, host, circumstances))).toBe('none')
  })

  it('tells of each descriptor why it does not do, and which came nearest', () => {
    const request = firmwareRequestOf(domainOf(os('efi', want({ 'secure-boot': 'yes' }))), (element, name) => element.attr(name), {
      arch: 'x86_64',
      machine: 'pc-i440fx-9.2',
      libvirt: [12, 8, 0],
      abiUpdate: true,
    })
    const { reasons = [] } = selectFirmware(request, host)
    const reasonOf = (name: string) => reasons.find(({ path }) => path.endsWith(name))
    expect(reasons).toHaveLength(8)
    expect(reasonOf('50-plain.json')?.reason).toBe('has no secure boot')
    expect(reasonOf('30-sure-qcow2.json')?.reason).toBe('is not for the machine pc-i440fx-9.2 of x86_64')
    expect(reasonOf('70-bios.json')?.reason).toBe('is for bios')
    expect(Math.max(...reasons.map(({ asked }) => asked))).toBe(reasonOf('50-plain.json')?.asked)
  })
})

describe('a loader that is named', () => {
  const pflash = (path: string, more = '') => `<loader readonly='yes' type='pflash'${more}>${path}</loader>`

  it.each([
    ['known', os(undefined, pflash('/fw/plain.fd')), q35, plain],
    ['known, though not marked as read-only', os(undefined, "<loader type='pflash'>/fw/plain.fd</loader>"), q35, plain],
    ['known, and switching system management mode on', os(undefined, pflash('/fw/sure.fd')), q35, sure],
    [
      'known, but with system management mode off',
      os(undefined, pflash('/fw/sure.fd'), "<features><smm state='off'/></features>"),
      q35,
      `os\nloader readonly=yes type=pflash format=raw /fw/sure.fd\nnvram format=raw ${nvram}.fd\nsmm state=off`,
    ],
    [
      'unknown',
      os(undefined, pflash('/my.fd')),
      q35,
      `os\nloader readonly=yes type=pflash format=raw /my.fd\nnvram format=raw ${nvram}.fd`,
    ],
    [
      'unknown, with a template',
      os(undefined, `${pflash('/my.fd')}<nvram template='/my-vars.fd'/>`),
      q35,
      `os\nloader readonly=yes type=pflash format=raw /my.fd\nnvram template=/my-vars.fd templateFormat=raw format=raw ${nvram}.fd`,
    ],
    [
      'unknown and writable',
      os(undefined, "<loader readonly='no' type='pflash'>/my.fd</loader>"),
      q35,
      'os\nloader readonly=no type=pflash format=raw /my.fd',
    ],
    [
      'unknown and without variables',
      os(undefined, "<loader type='pflash' stateless='yes'>/my.fd</loader>"),
      q35,
      'os\nloader type=pflash stateless=yes format=raw /my.fd',
    ],
    [
      'built into libvirt',
      os(undefined, pflash('/usr/share/OVMF/OVMF_CODE.fd')),
      q35,
      `os
loader readonly=yes type=pflash format=raw /usr/share/OVMF/OVMF_CODE.fd
nvram template=/usr/share/OVMF/OVMF_VARS.fd templateFormat=raw format=raw ${nvram}.fd`,
    ],
    ['without a type', os(undefined, '<loader>/fw/bios.bin</loader>'), q35, 'os\nloader type=rom format=raw /fw/bios.bin'],
    ['a known ROM', os(undefined, "<loader type='rom'>/fw/bios.bin</loader>"), q35, bios],
    ['none', os(undefined, ''), q35, 'os'],
  ])('is filled in: %s', (_, text, circumstances, expected) => {
    expect(inWords(fill(text, host, circumstances))).toBe(expected)
  })

  it('may be a link to the one of the descriptor', () => {
    const links = hostWith([firmwareFile('1.json', { mapping: split('/fw/real.fd', '/fw/vars.fd') })], {
      realPath: (path) => (path === '/fw/link.fd' ? '/fw/real.fd' : path),
      hasFile: () => true,
    })
    expect(fill(os(undefined, pflash('/fw/link.fd')), links, q35)?.loader?.path).toBe('/fw/real.fd')
  })
})

describe('other versions and occasions', () => {
  const at = (libvirt: Version, abiUpdate = true) => ({ ...q35, libvirt, abiUpdate })

  it('take a raw image where an existing guest is reloaded', () => {
    expect(inWords(fill(os('efi', ''), host, at([12, 8, 0], false)))).toBe(sure)
    expect(fill(os('efi', "<nvram format='qcow2'/>"), host, at([12, 8, 0], false))?.loader?.path).toBe('/fw/sure.qcow2')
    expect(fill(os('efi', ''), host, { machine: 'virt-9.2', arch: 'aarch64', abiUpdate: false })?.nvram?.path).toBe(`${nvram}.fd`)
  })

  it('know no stores, ROMs and formats of variables before libvirt 12.1', () => {
    expect(inWords(fill(os(undefined, "<loader type='rom'>/fw/bios.bin</loader>"), host, at([11, 3, 0])))).toBe(
      'os\nloader type=rom format=raw /fw/bios.bin',
    )
    expect(fill(os('efi', "<loader format='raw'/><nvram format='qcow2'/>"), host, at([11, 3, 0]))?.nvram?.path).toBe(`${nvram}.fd`)
    expect(
      fill(os(undefined, "<loader readonly='yes' type='pflash'>/my.fd</loader><nvram template='/v.fd'/>"), host, at([11, 3, 0]))?.nvram,
    ).toMatchObject({
      template: '/v.fd',
      templateFormat: undefined,
      format: 'raw',
    })
  })

  it('write nothing down before libvirt 9.2, which chose at each start', () => {
    expect(inWords(fill(os('efi', ''), host, at([9, 0, 0])))).toBe('os firmware=efi')
  })
})
