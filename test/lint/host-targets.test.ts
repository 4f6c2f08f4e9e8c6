import { describe, expect, test } from 'vitest'
import { targetOfHost } from '../../src/domain/facts/host-target.js'
import { readHostCapabilities } from '../../src/domain/facts/read-host-capabilities.js'
import { lint } from '../../src/lint/lint-text.js'
import { capabilities, domainCapabilities, version } from '../domain/host.js'

function host(domain = domainCapabilities) {
  const texts = [capabilities, domain, version].map((text, order) => ({ name: `file ${order}`, text }))
  return targetOfHost('host:here', readHostCapabilities(texts))
}

function guest(devices: string, rest = ''): string {
  return `<domain type='kvm'>
  <name>guest</name>
  <memory unit='KiB'>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    ${devices}
  </devices>
  ${rest}
</domain>
`
}

function said(text: string, target = host()): string[] {
  return lint(text, { presets: ['target'], target }).findings.map(({ ruleId, severity, message }) => `${severity} ${ruleId}: ${message}`)
}

describe("a host's own word", () => {
  test('tells which devices its QEMU lacks', () => {
    expect(said(guest("<video><model type='virtio'/></video>"))).toEqual([])
    expect(said(guest("<video><model type='bochs'/></video>"))).toEqual([
      'error target/no-absent-device: the QEMU of host:here has no video card bochs: libvirt there refuses the definition, it has vga, virtio',
    ])
    expect(said(guest("<graphics type='sdl'/>"))).toEqual([
      'error target/no-absent-device: the QEMU of host:here has no display sdl: libvirt there refuses the definition, it has vnc',
    ])
  })

  test('is no word on what the enumeration does not speak of, nor on other architectures', () => {
    expect(said(guest("<graphics type='rdp'/>"))).toEqual([])
    const arm = guest("<video><model type='bochs'/></video>").replace('x86_64', 'aarch64').replace('pc-q35-9.2', 'virt-9.2')
    expect(said(arm).filter((line) => line.includes('no-absent-device'))).toEqual([])
  })

  test('overrules what is known of a distribution', () => {
    const cirrus = guest("<video><model type='cirrus'/></video>")
    const withCirrus = host(domainCapabilities.replace('<value>vga</value>', '<value>vga</value><value>cirrus</value>'))
    expect(said(cirrus, withCirrus)).toEqual([])
  })

  test('tells whether there is a SPICE server', () => {
    const spice = guest("<graphics type='spice'/>")
    expect(said(spice)).toHaveLength(1)
    expect(said(spice, host(domainCapabilities.replace('<value>vnc</value>', '<value>vnc</value><value>spice</value>')))).toEqual([])
  })

  test('tells which emulators it knows, and no more than that', () => {
    expect(said(guest('<emulator>/usr/libexec/qemu-fast</emulator>'))).toEqual([])
    expect(said(guest('<emulator>/usr/bin/kvm</emulator>'))).toEqual([
      'warning target/valid-emulator-path: host:here names no emulator /usr/bin/kvm, only /usr/bin/qemu-system-x86_64 and ' +
        '/usr/libexec/qemu-fast: libvirt there refuses the definition unless the file is there',
    ])
    const elsewhere = lint(guest('<emulator>/usr/bin/kvm</emulator>'), { presets: ['portability'], target: host() })
    expect(elsewhere.findings).toEqual([])
  })

  test('tells whether it has an emulator for an architecture at all', () => {
    const arm = guest('<emulator>/usr/bin/qemu-system-aarch64</emulator>').replace(
      "arch='x86_64' machine='pc-q35-9.2'",
      "arch='aarch64' machine='virt-9.2'",
    )
    expect(said(arm)).toContain(
      'error target/valid-emulator-path: host:here has no emulator for aarch64 guests: libvirt there refuses the definition',
    )
  })

  test('tells whether it protects guests from itself', () => {
    const sev = guest('', "<launchSecurity type='sev'><policy>0x0003</policy></launchSecurity>")
    expect(said(sev)).toEqual([
      "error target/no-absent-launch-security: host:here offers no 'sev' launch security: libvirt there refuses the definition",
    ])
    const types = "<launchSecurity supported='yes'><enum name='sectype'><value>sev</value></enum></launchSecurity>"
    const offering = host(domainCapabilities.replace("<sev supported='no'/>", types))
    expect(said(sev, offering)).toEqual([])
    expect(said(sev.replace("'sev'", "'sev-snp'"), offering)[0]).toContain("offers no 'sev-snp' launch security")
  })

  test('tells what an alias stands for', () => {
    const alias = guest('').replace('pc-q35-9.2', 'q35')
    const { findings } = lint(alias, { presets: ['target'], target: host(), from: 'debian-12' })
    expect(findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('q35 means pc-q35-7.2 on debian-12 and pc-q35-9.2 on host:here'),
    )
  })
})
