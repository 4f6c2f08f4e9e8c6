import { describe, expect, test } from 'vitest'
import { changedDefaults } from '../../src/domain/facts/changed-defaults.js'
import { distributionFrom, distributions } from '../../src/domain/facts/distributions.js'
import { installsEmulator } from '../../src/domain/facts/emulators.js'
import { machineBehind } from '../../src/domain/facts/machine-alias.js'
import { qemuConstructs } from '../../src/domain/facts/qemu-since.js'
import { compareVersions, formatVersion, newestQemu, targetFrom } from '../../src/domain/facts/target.js'
import { absentDevices, enumeratedDevices } from '../../src/domain/facts/target-devices.js'
import { firmwareLike, installsFirmware } from '../../src/domain/facts/target-firmware.js'
import { lint } from '../../src/lint/lint-text.js'
import { parsePattern } from '../../src/lint/patterns.js'

/** A document that holds an element at a path, with one attribute. */
function documentWith(path: string, attribute: string | undefined, value: string | undefined): string {
  const [, ...names] = path.split('/')
  const inner = names.reduceRight((content, name, order) => {
    const last = order === names.length - 1
    return `<${name}${last && attribute ? ` ${attribute}='${value ?? 'on'}'` : ''}>${content}</${name}>`
  }, '')
  return `<domain type='kvm'><name>guest</name>${inner}</domain>`
}

describe('the table of constructs that need a QEMU', () => {
  test('names each once, in the order of their versions, none of them to come', () => {
    const constructs = qemuConstructs()
    const places = constructs.map(({ path, attribute, value }) => `${path}@${attribute}=${value}`)
    expect(new Set(places).size).toBe(places.length)
    const versions = constructs.map(({ since }) => since)
    expect([...versions].sort(compareVersions)).toEqual(versions)
    for (const since of versions) expect(compareVersions(since, newestQemu)).toBeLessThanOrEqual(0)
  })

  test.each(qemuConstructs().map((construct) => [`${construct.path}@${construct.attribute}=${construct.value}`, construct] as const))(
    '%s is missed in the QEMU before, and not in its own',
    (_, { path, attribute, value, since }) => {
      const text = documentWith(path, attribute, value)
      const before = since[1] > 0 ? [since[0], since[1] - 1, 9] : [since[0] - 1, 99, 0]
      const found = (qemu: string) =>
        lint(text, { presets: ['target'], target: `qemu=${qemu}` }).findings.filter(({ ruleId }) => ruleId === 'target/no-newer-construct')
      expect(found(before.join('.')).map(({ message }) => message)).toContainEqual(
        expect.stringContaining(`needs QEMU ${formatVersion(since)} or newer`),
      )
      expect(found(formatVersion(since))).toEqual([])
    },
  )
})

describe('the tables of devices', () => {
  test('have element paths that can be walked', () => {
    for (const { path } of [...absentDevices, ...enumeratedDevices, ...changedDefaults])
      expect(() => parsePattern(path), path).not.toThrow()
  })

  test('keep what no vendor says as what is only known from experience', () => {
    expect(absentDevices.filter(({ isVerified }) => isVerified).map(({ what }) => what)).toEqual([
      'the video card cirrus',
      'the sound card ac97',
      "the host's TPM for guests",
    ])
  })

  test('begin with the release that lacks them', () => {
    const cirrus = "<domain type='kvm'><name>g</name><devices><video><model type='cirrus'/></video></devices></domain>"
    const found = (target: string) => lint(cirrus, { presets: ['target'], target }).findings.map(({ ruleId }) => ruleId)
    expect(found('rhel-8')).not.toContain('target/no-absent-device')
    expect(found('rhel-9.0')).toContain('target/no-absent-device')
    expect(found('rhel-10.1')).toContain('target/no-absent-device')
  })
})

describe('emulators of distributions', () => {
  test.each([
    ['rhel', '/usr/libexec/qemu-kvm', true],
    ['rhel', '/usr/bin/qemu-system-x86_64', false],
    ['debian', '/usr/bin/kvm', true],
    ['debian', '/usr/libexec/qemu-kvm', false],
    ['fedora', '/usr/bin/qemu-kvm', true],
    ['debian', '/usr/bin/qemu-system-s390x', true],
    ['ubuntu', '/usr/bin/kvm-spice', undefined],
    ['debian', '/usr/local/bin/qemu-system-x86_64', undefined],
  ] as const)('%s has %s: %s', (family, path, has) => {
    expect(installsEmulator(family, path)).toBe(has)
  })
})

describe('firmware of distributions', () => {
  test.each([
    ['debian-12', '/usr/share/OVMF/OVMF_CODE.fd', 'yes'],
    ['debian-13', '/usr/share/OVMF/OVMF_CODE.fd', 'no'],
    ['debian-sid', '/usr/share/OVMF/OVMF_VARS.ms.fd', 'no'],
    ['debian-13', '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd', 'yes'],
    ['ubuntu-23.10', '/usr/share/OVMF/OVMF_CODE.fd', 'yes'],
    ['ubuntu-24.04', '/usr/share/OVMF/OVMF_CODE.fd', 'no'],
    ['fedora-42', '/usr/share/edk2/ovmf-4m/OVMF_CODE.fd', 'probably not'],
    ['rhel-9', '/usr/share/edk2/ovmf/OVMF_CODE.secboot.fd', 'yes'],
    ['leap-15.6', '/usr/share/qemu/ovmf-x86_64-ms-4m-code.bin', 'yes'],
    ['debian-13', '/nix/store/0000-ovmf/FV/OVMF_CODE.fd', 'no'],
    ['alpine-3.22', '/usr/share/OVMF/OVMF_CODE.fd', undefined],
    ['debian-13', '/srv/OVMF_CODE.fd', undefined],
  ])('%s has %s: %s', (distribution, path, has) => {
    expect(installsFirmware(distributionFrom(distribution), path)).toBe(has)
  })

  test('a build of the same kind is one that the distribution has, code and variables alike', () => {
    for (const distribution of distributions()) {
      for (const loader of ['OVMF_CODE.fd', 'OVMF_CODE.secboot.fd', 'OVMF_CODE.ms.fd']) {
        const build = firmwareLike(distribution, `/usr/share/OVMF/${loader}`, undefined)
        if (!build) continue
        expect(installsFirmware(distribution, build.loader), distribution.id).toBe('yes')
        expect(installsFirmware(distribution, build.template), distribution.id).toBe('yes')
      }
    }
    expect(
      firmwareLike(distributionFrom('debian-13'), '/usr/share/OVMF/OVMF_CODE.secboot.fd', '/usr/share/OVMF/OVMF_VARS.ms.fd')?.loader,
    ).toBe('/usr/share/OVMF/OVMF_CODE_4M.ms.fd')
    expect(firmwareLike(distributionFrom('debian-13'), '/usr/share/AAVMF/AAVMF_CODE.fd', undefined)).toBeUndefined()
  })
})

describe('a machine alias', () => {
  test.each([
    ['q35', 'x86_64', 'debian-12', 'pc-q35-7.2'],
    ['pc', 'x86_64', 'fedora-43', 'pc-i440fx-10.1'],
    ['virt', 'aarch64', 'debian-13', 'virt-10.0'],
    ['q35', 'x86_64', 'rhel-9', undefined],
    ['q35', 'x86_64', 'ubuntu-24.04', undefined],
    ['pc-q35-9.2', 'x86_64', 'debian-13', undefined],
  ])('%s of %s on %s is %s', (alias, arch, target, machine) => {
    expect(machineBehind(alias, arch, targetFrom(target))).toBe(machine)
  })
})
