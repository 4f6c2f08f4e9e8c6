import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rhelMachines, ubuntuCodenames } from '../../src/domain/facts/distribution-machines.js'
import { distributions } from '../../src/domain/facts/distributions.js'
import { boards, machineFamilies, removedBoards } from '../../src/domain/facts/machine-types.js'
import { machinesOf, machineVerdict } from '../../src/domain/facts/machine-verdict.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { corpus } from '../corpus.js'
import { checkpoints, expectedKind, isVersion } from './life.js'

const source = join(corpus, '../knowledge/qemu-machines.json')

function kind(name: string, arch: string, qemu: string): string {
  return machineVerdict(name, arch, targetFrom(`qemu=${qemu}`)).kind
}

interface Type {
  readonly name: string
  readonly introduced: string
  readonly deprecated?: string | null
  readonly removed?: string | null
}

interface Facts {
  readonly families: Record<string, { readonly arch: string[]; readonly types: Type[] }>
  readonly otherMachinesRemoved: {
    readonly arch: string
    readonly name: string
    readonly deprecated: string | null
    readonly removed: string
  }[]
  readonly rhel: Record<string, { readonly types?: string[] }>
  readonly ubuntu: { readonly codenames: Record<string, string> }
}

/** What some builds of QEMU have and others of the same version have not. */
const ofSomeBuilds = ['xen', 'nitro-enclave']

/** Where the collected facts are short of what QEMU says, with what it says. */
const corrected: Record<string, string> = {
  'spapr-pci-vfio-host-bridge device': 'a device',
  'petalogix-ml605/xlnx-zynqmp-pmu big-endian': 'a byte order',
  'qemu-system-microblazeel binary': 'a program',
  r4k: "QEMU's name of that board is mips",
}

/** Boards that the collection gives both RISC-V architectures; QEMU 11.1 offers them for the one only. */
const onlyOf64Bits = { shakti_c: true }

describe.skipIf(!existsSync(source))('every machine type that was collected', () => {
  const facts: Facts = existsSync(source)
    ? JSON.parse(readFileSync(source, 'utf8'))
    : { families: {}, otherMachinesRemoved: [], rhel: {}, ubuntu: { codenames: {} } }

  const rows = Object.entries(facts.families)
    .flatMap(([family, { arch, types }]) =>
      ofSomeBuilds.includes(family) ? [] : arch.flatMap((one) => types.map((type) => ({ arch: one, ...type }))),
    )
    .filter(({ name, arch }) => !(name in onlyOf64Bits && arch === 'riscv32'))

  it('is enough to be all', () => {
    expect(rows.length).toBeGreaterThan(350)
  })

  it.each(rows)('$name on $arch: before, at and after each change', ({ name, arch, introduced, deprecated, removed }) => {
    const life = { introduced, deprecated: deprecated ?? undefined, removed: removed ?? undefined }
    const versions = checkpoints(life)
    const found = versions.map((qemu) => [qemu, kind(name, arch, qemu)])
    expect(found).toEqual(versions.map((qemu) => [qemu, expectedKind(life, qemu)]))
  })

  const boardRows = facts.otherMachinesRemoved
    .flatMap(({ arch, name, ...rest }) => (name in corrected ? [] : name.split(' ').map((one) => ({ arch, name: one, ...rest }))))
    .filter(({ arch, name }) => !(name in corrected) && arch !== 'nios2' && arch !== 'moxie')

  it.each(boardRows)('$name of $arch', ({ arch, name, deprecated, removed }) => {
    const archs: Record<string, string> = { arm: 'aarch64', riscv: 'riscv64', mips: 'mips64el' }
    const life = { introduced: '0.9', deprecated: deprecated ?? undefined, removed }
    const versions = checkpoints(life).slice(1)
    expect(versions.map((qemu) => [qemu, kind(name, archs[arch] ?? arch, qemu)])).toEqual(
      versions.map((qemu) => [qemu, expectedKind(life, qemu)]),
    )
  })

  it('has the codenames of Ubuntu with their QEMU', () => {
    for (const [codename, qemu] of Object.entries(facts.ubuntu.codenames))
      expect([codename, ubuntuCodenames[codename]?.qemu]).toEqual([codename, qemu])
  })

  it.each(Object.values(facts.rhel).flatMap(({ types }) => types ?? []))(
    '%s is foreign to QEMU and at home in its release of RHEL',
    (name) => {
      const [, major, minor] = /(\d+)\.(\d+)\.0$/.exec(name) ?? []
      const row = rhelMachines.find(
        ({ prefix, releases }) => name.startsWith(`${prefix}${major}.`) && releases.split(' ').includes(`${major}.${minor}`),
      )
      expect(row).toBeDefined()
      expect(kind(name, row?.archs[0] ?? '', '11.1.3')).toBe('foreign')
      const home = distributions().find(
        ({ family, release }) => family === 'rhel' && release[0] === Number(major) && release[1] >= Number(minor),
      )
      if (home) expect(machineVerdict(name, row?.archs[0] ?? '', targetFrom(home.id)).kind).toBe('present')
    },
  )
})

describe('machine types by hand', () => {
  it.each([
    ['pc-0.12', 'x86_64', '3.1.0', 'present'],
    ['pc-0.12', 'x86_64', '4.0.0', 'deprecated'],
    ['pc-0.12', 'x86_64', '5.0.0', 'removed'],
    ['pc-i440fx-1.7', 'i686', '7.2.0', 'deprecated'],
    ['pc-i440fx-2.0', 'x86_64', '7.2.0', 'present'],
    ['pc-q35-2.3', 'x86_64', '2.4.0', 'removed'],
    ['pc-q35-4.0.1', 'x86_64', '10.0.13', 'deprecated'],
    ['pc-q35-5.1', 'x86_64', '11.0.0', 'deprecated'],
    ['pc-q35-5.1', 'x86_64', '11.1.0', 'removed'],
    ['pc-q35-8.1', 'x86_64', '11.1.3', 'deprecated'],
    ['pc-q35-8.2', 'x86_64', '11.1.3', 'present'],
    ['pc-q35-11.1', 'x86_64', '11.0.0', 'notYet'],
    ['pc-q35-99.0', 'x86_64', '11.1.3', 'notYet'],
    ['pc-q35-9.3', 'x86_64', '11.1.3', 'absent'],
    ['pc-q35-foobar', 'x86_64', '7.2.0', 'absent'],
    ['pc-q35-4.0,kernel_irqchip=on', 'x86_64', '11.1.3', 'absent'],
    ['pc-i440fx-4.0.1', 'x86_64', '7.2.0', 'absent'],
    ['pc-q35-jammy', 'x86_64', '11.1.3', 'foreign'],
    ['pc-i440fx-bionic-hpb', 'x86_64', '7.2.0', 'foreign'],
    ['ubuntu-q35', 'x86_64', '11.1.3', 'foreign'],
    ['rhel6.5.0', 'x86_64', '11.1.3', 'foreign'],
    ['pc-i440fx-rhel7.6.0', 'x86_64', '11.1.3', 'foreign'],
    ['pc-q35-8.1+pve0', 'x86_64', '11.1.3', 'foreign'],
    ['q35', 'x86_64', '11.1.3', 'present'],
    ['q35', 'aarch64', '11.1.3', 'absent'],
    ['virt', 'riscv64', '11.1.3', 'present'],
    ['virt-9.2', 'riscv64', '11.1.3', 'absent'],
    ['virt', 'loongarch64', '10.0.0', 'present'],
    ['virt-11.1', 'loongarch64', '10.0.0', 'notYet'],
    ['raspi3b', 'armv7l', '11.1.3', 'unknown'],
    ['s390-virtio', 's390x', '2.6.0', 'removed'],
    ['pseries-2.12-sxxm', 'ppc64le', '9.2.0', 'removed'],
    ['xenfv', 'x86_64', '11.1.3', 'unknown'],
    ['no-such-board', 'x86_64', '11.1.3', 'absent'],
    ['no-such-board', 'x86_64', '9.0.0', 'unknown'],
    ['no-such-board', 'x86_64', '12.0.0', 'unknown'],
    ['constructor', 'x86_64', '11.1.3', 'absent'],
    ['pc', '__proto__', '11.1.3', 'unknown'],
  ])('%s on %s with QEMU %s: %s', (name, arch, qemu, expected) => {
    expect(kind(name, arch, qemu)).toBe(expected)
  })

  it.each([
    ['pc-1.2', 'x86_64', '11.1.3', 'pc-i440fx-8.2'],
    ['pc-q35-4.2', 'x86_64', '11.1.3', 'pc-q35-8.2'],
    ['pc-i440fx-1.4', 'x86_64', '8.2.0', 'pc-i440fx-2.4'],
    ['virt-6.2', 'aarch64', '10.0.0', 'virt-7.1'],
    ['pc-q35-9.2', 'x86_64', '7.2.0', 'pc-q35-7.2'],
    ['pc-q35-noble', 'x86_64', '11.1.3', 'pc-q35-8.2'],
    ['pc-q35-noble', 'x86_64', '7.2.0', 'pc-q35-2.4'],
    ['s390-virtio', 's390x', '11.1.3', 's390-ccw-virtio-8.2'],
  ])('%s on %s with QEMU %s gives way to %s', (name, arch, qemu, successor) => {
    expect(machineVerdict(name, arch, targetFrom(`qemu=${qemu}`)).successor).toBe(successor)
  })

  it.each([
    ['pc-q35-noble', 'ubuntu-24.04', 'present', undefined],
    ['pc-q35-noble-v2', 'ubuntu-24.04', 'present', undefined],
    ['pc-q35-noble', 'ubuntu-22.04', 'notYet', undefined],
    ['pc-q35-noble', 'debian-13', 'foreign', 'pc-q35-8.2'],
    ['ubuntu', 'ubuntu-24.04', 'present', undefined],
    ['pc-q35-8.0', 'ubuntu-24.04', 'present', undefined],
    ['pc-q35-8.2', 'rhel-9.4', 'foreign', 'pc-q35-rhel9.0.0'],
    ['q35', 'rhel-9.4', 'present', undefined],
    ['pc-q35-rhel9.6.0', 'rhel-9.4', 'notYet', 'pc-q35-rhel9.0.0'],
    ['pc-q35-rhel8.6.0', 'rhel-9.4', 'deprecated', 'pc-q35-rhel9.0.0'],
    ['pc-q35-rhel8.6.0', 'rhel-10.0', 'removed', 'pc-q35-rhel9.0.0'],
    ['pc-q35-rhel8.6.0', 'rhel-8', 'present', undefined],
    ['rhel6.5.0', 'rhel-7', 'present', undefined],
    ['rhel6.5.0', 'rhel-8', 'removed', undefined],
    ['pc-1.2', 'rhel-9', 'foreign', undefined],
  ])('%s on %s: %s', (name, target, expected, successor) => {
    const verdict = machineVerdict(name, 'x86_64', targetFrom(target))
    expect([verdict.kind, expected === 'present' ? undefined : verdict.successor]).toEqual([
      expected,
      successor ?? (expected === 'present' ? undefined : verdict.successor),
    ])
  })

  it('a host is asked for its own list only', () => {
    const emulators = [
      {
        arch: 'x86_64',
        path: '/usr/bin/qemu-system-x86_64',
        domainTypes: ['kvm'],
        machines: [
          { name: 'q35', canonical: 'pc-q35-7.2' },
          { name: 'pc-q35-2.11', isDeprecated: true as const },
          { name: 'pc-q35-custom' },
        ],
      },
    ]
    const target = { ...targetFrom('qemu=7.2.0'), host: { arch: 'x86_64', emulators, domains: [] } }
    const ask = (name: string, path?: string) => machineVerdict(name, 'x86_64', target, path)
    expect(ask('pc-q35-7.2').kind).toBe('present')
    expect(ask('pc-q35-custom').kind).toBe('present')
    expect(ask('pc-q35-2.11')).toMatchObject({ kind: 'deprecated', successor: 'pc-q35-7.2' })
    expect(ask('pc-q35-2.12')).toMatchObject({ kind: 'absent', successor: 'pc-q35-7.2' })
    expect(ask('pc-q35-9.2')).toMatchObject({ kind: 'notYet', since: 'QEMU 9.2', successor: 'pc-q35-7.2' })
    expect(ask('pc-q35-9.2', '/usr/bin/kvm').kind).toBe('notYet')
    expect(ask('q35', '/opt/qemu')).toMatchObject({ kind: 'unknown' })
    expect(machineVerdict('virt', 'aarch64', target).kind).toBe('unknown')
  })

  it('a name stands in one table of an architecture only', () => {
    for (const arch of Object.keys(boards)) {
      const removed = removedBoards.flatMap(({ archs, names }) => (archs.includes(arch) ? names.split(' ') : []))
      const offered = (boards[arch] ?? '').split(' ').map((entry) => entry.replace(/[:!].*/, ''))
      expect(new Set([...removed, ...offered]).size).toBe(removed.length + offered.length)
    }
  })

  it('dates are versions, and in order', () => {
    for (const { deprecated, removed, introduced } of removedBoards) {
      for (const text of [introduced ?? '0.1', deprecated ?? '0.2', removed]) expect(text).toSatisfy(isVersion)
    }
    for (const { early, oldest } of machineFamilies)
      for (const text of [oldest, ...(early ?? []).map(({ upTo }) => upTo)]) expect(text).toSatisfy(isVersion)
  })

  it('what QEMU 11.1 offers on x86, without the aliases and what is deprecated', () => {
    expect(machinesOf('x86_64', [11, 1, 3]).filter((name) => name.startsWith('pc-q35-'))).toEqual(
      '8.2 9.0 9.1 9.2 10.0 10.1 10.2 11.0 11.1'.split(' ').map((version) => `pc-q35-${version}`),
    )
  })
})
