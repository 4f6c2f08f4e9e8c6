import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datedModels, modelsOfLibvirtOnly, removedX86Models } from '../../src/domain/facts/cpu-models.js'
import { cpuVerdict, x86Models } from '../../src/domain/facts/cpu-verdict.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { corpus } from '../corpus.js'
import { checkpoints, expectedKind, isVersion } from './life.js'

const source = join(corpus, '../knowledge/qemu-cpus.json')

/** A libvirt that knows every model but the newest. */
const libvirt = 'libvirt=12.8.0'

function kind(model: string, arch: string, qemu: string): string {
  return cpuVerdict(model, arch, targetFrom(`${libvirt},qemu=${qemu}`)).kind
}

interface Named {
  readonly name: string
  readonly introduced: string | null
  readonly verified?: boolean
}

interface Facts {
  readonly models: (Named & { readonly versions: Named[] })[]
  readonly aliases: (Named & { readonly aliasOf: string })[]
  readonly removed: (Named & {
    readonly versions: string[]
    readonly deprecated: string
    readonly removed: string
    readonly replacement: string
  })[]
  readonly 'newerThan10.2': Named[]
  readonly otherArch: Record<string, Record<string, { readonly deprecated?: string; readonly removed?: string }>>
}

/** `4.1 or 4.2`, `10.0 or earlier`: the first number. */
function firstVersion(text: string): string {
  return text.split(' ')[0] ?? ''
}

describe.skipIf(!existsSync(source))('every CPU model that was collected', () => {
  const facts: Facts = existsSync(source)
    ? JSON.parse(readFileSync(source, 'utf8'))
    : { models: [], aliases: [], removed: [], 'newerThan10.2': [], otherArch: {} }

  const rows = [...facts.models.flatMap((model) => [model, ...model.versions]), ...facts.aliases, ...facts['newerThan10.2']].flatMap(
    ({ name, introduced, verified }) =>
      introduced === null ? [] : [{ name, introduced: firstVersion(introduced), verified: verified ?? true }],
  )

  it('is enough to be all', () => {
    expect(rows.length).toBeGreaterThan(160)
  })

  it.each(rows)('$name: before, at and after its introduction in $introduced', ({ name, introduced, verified }) => {
    const versions = checkpoints({ introduced })
    expect(versions.map((qemu) => [qemu, kind(name, 'x86_64', qemu)])).toEqual(
      versions.map((qemu) => [qemu, expectedKind({ introduced }, qemu)]),
    )
    expect(x86Models().get(name)).toMatchObject({ introduced, isVerified: verified })
  })

  it.each(facts.aliases)('$name is another name of $aliasOf', ({ name, aliasOf }) => {
    expect(cpuVerdict(name, 'x86_64', targetFrom(undefined)).aliasOf).toBe(aliasOf)
  })

  it.each(facts.removed)('$name: before, at and after each change', ({ name, versions, introduced, deprecated, removed, replacement }) => {
    const life = { introduced: introduced ?? '', deprecated, removed }
    const at = checkpoints(life)
    expect(at.map((qemu) => [qemu, kind(name, 'x86_64', qemu)])).toEqual(at.map((qemu) => [qemu, expectedKind(life, qemu)]))
    for (const one of [name, ...versions]) {
      expect(cpuVerdict(one, 'x86_64', targetFrom(`${libvirt},qemu=${removed}`))).toMatchObject({ kind: 'removed', replacement })
    }
  })

  it.each([
    ['ppc64', 'POWER8E', 'POWER8E/POWER8NVL'],
    ['ppc64', 'POWER8NVL', 'POWER8E/POWER8NVL'],
    ['ppc64', 'power5+', 'power5+/power7+ names'],
    ['ppc64', 'power7+', 'power5+/power7+ names'],
    ['ppc64', '405', '405'],
    ['riscv', 'any', 'any'],
    ['riscv', 'rv64gcsu-v1.9.1', 'rv64gcsu-v1.9.1 etc'],
  ])('%s: %s', (arch, model, row) => {
    const life = { introduced: '0.9', ...facts.otherArch[arch]?.[row] }
    const versions = checkpoints(life).slice(1)
    expect(versions.length).toBeGreaterThan(1)
    expect(versions.map((qemu) => [qemu, kind(model, arch === 'riscv' ? 'riscv64' : arch, qemu)])).toEqual(
      versions.map((qemu) => [qemu, expectedKind(life, qemu)]),
    )
  })
})

describe('CPU models by hand', () => {
  it.each([
    ['SapphireRapids', 'x86_64', '7.2.0', 'notYet'],
    ['SapphireRapids', 'x86_64', '8.0.0', 'present'],
    ['EPYC-Rome-v4', 'x86_64', '8.0.5', 'notYet'],
    ['EPYC-Rome-v4', 'i686', '8.1.0', 'present'],
    ['Icelake-Client', 'x86_64', '5.1.0', 'present'],
    ['Icelake-Client', 'x86_64', '7.0.0', 'deprecated'],
    ['Icelake-Client', 'x86_64', '7.1.0', 'removed'],
    ['Icelake-Client-noTSX', 'x86_64', '11.1.3', 'removed'],
    ['Skylake-Server-v6', 'x86_64', '11.1.3', 'absent'],
    ['pentiumpro', 'x86_64', '11.1.3', 'unknown'],
    ['host', 'x86_64', '11.1.3', 'absent'],
    ['constructor', 'x86_64', '11.1.3', 'absent'],
    ['POWER9', 'x86_64', '11.1.3', 'absent'],
    ['POWER8NVL', 'ppc64le', '11.0.0', 'deprecated'],
    ['POWER8NVL', 'ppc64le', '11.1.0', 'removed'],
    ['any', 'riscv64', '9.2.0', 'removed'],
    ['cortex-a57', 'aarch64', '11.1.3', 'unknown'],
  ])('%s on %s with QEMU %s: %s', (model, arch, qemu, expected) => {
    expect(kind(model, arch, qemu)).toBe(expected)
  })

  it('libvirt knows versioned models from 10.10.0 on', () => {
    const ask = (version: string) => cpuVerdict('EPYC-v2', 'x86_64', targetFrom(`libvirt=${version},qemu=10.0.0`))
    expect(ask('10.9.0')).toMatchObject({ kind: 'notYet', since: 'libvirt 10.10.0', isKnownToLibvirt: false })
    expect(ask('10.10.0')).toMatchObject({ kind: 'present', isKnownToLibvirt: true })
  })

  it('a host is asked for its own list only', () => {
    const domain = {
      path: '/usr/bin/qemu-system-x86_64',
      arch: 'x86_64',
      domainType: 'kvm',
      machine: 'pc-q35-7.2',
      enums: new Map(),
      unsupported: new Set<string>(),
      cpuModels: new Map([
        ['Penryn', 'yes' as const],
        ['EPYC-Custom', 'no' as const],
        ['Conroe', 'yes' as const],
      ]),
      deprecatedCpuModels: new Set(['Conroe']),
      loaders: [],
    }
    const target = { ...targetFrom('libvirt=9.0.0,qemu=7.2.0'), host: { arch: 'x86_64', emulators: [], domains: [domain] } }
    const ask = (model: string, arch = 'x86_64') => cpuVerdict(model, arch, target).kind
    expect(ask('Penryn')).toBe('present')
    expect(ask('EPYC-Custom')).toBe('present')
    expect(ask('Conroe')).toBe('deprecated')
    expect(ask('Nehalem')).toBe('absent')
    expect(ask('EPYC-Genoa')).toBe('notYet')
    expect(ask('Icelake-Client')).toBe('removed')
    expect(ask('POWER8E', 'ppc64')).toBe('unknown')
  })

  it('a name stands in one table only, and dates are versions', () => {
    const removed = removedX86Models.flatMap(({ names }) => names.split(' '))
    for (const name of [...removed, ...modelsOfLibvirtOnly]) expect(x86Models().has(name)).toBe(false)
    for (const { introduced } of x86Models().values()) expect(introduced).toSatisfy(isVersion)
    for (const { deprecated, removed } of datedModels) expect(`${removed ?? deprecated}`).toSatisfy(isVersion)
  })
})
