import {
  datedModels,
  modelsOfLibvirtOnly,
  notInLibvirt,
  removedX86Models,
  versionedModelsSince,
  x86AliasesSince,
  x86CpuModels,
} from './cpu-models.js'
import { compareVersions, formatVersion, newestLibvirt, parseVersion, type Target, type Version } from './target.js'

/** What a target makes of a named CPU model. */
export interface CpuVerdict {
  /**
   * `present`: the target has it. `deprecated`: it is going to be removed. `removed`: older QEMUs had it. `notYet`: newer ones, or newer
   * libvirts, know it. `absent`: libvirt has no such model for this architecture. `unknown`: the facts do not tell.
   */
  readonly kind: 'present' | 'deprecated' | 'removed' | 'notYet' | 'absent' | 'unknown'
  /** The release that brought, deprecated or removed it, as the kind says: `QEMU 7.1`, `libvirt 10.10.0`. */
  readonly since?: string
  /** Whether libvirt knows the name: then a guest that allows it gets the nearest model instead, else it does not start. */
  readonly isKnownToLibvirt: boolean
  /** What QEMU's documentation names in its place. */
  readonly replacement?: string
  /** The name that it has besides: `Nehalem-v2` of `Nehalem-IBRS`. */
  readonly aliasOf?: string
  /** Whether the facts that it rests on were read from a source. */
  readonly isVerified: boolean
}

/**
 * Whether a target has a CPU model for guests of an architecture. libvirt defines a guest with any model; it is when the guest starts that
 * one which the target lacks is replaced or refused. A host is asked for its own list.
 * Source: facts/cpu-models.ts; libvirt cpu/cpu_x86.c and qemu_process.c (qemuProcessUpdateGuestCPU); tried on libvirt 12.8.0.
 */
export function cpuVerdict(model: string, arch: string, target: Target): CpuVerdict {
  const told = arch === 'x86_64' || arch === 'i686' ? x86Verdict(model, target) : otherVerdict(model, arch, target)
  return target.host ? hostVerdict(model, arch, target, told) : told
}

function hostVerdict(model: string, arch: string, { host }: Target, told: CpuVerdict): CpuVerdict {
  const lists = host?.domains.filter((domain) => domain.arch === arch && domain.cpuModels.size > 0) ?? []
  if (lists.length === 0) return { kind: 'unknown', isKnownToLibvirt: told.isKnownToLibvirt, isVerified: true }
  if (lists.some((domain) => domain.deprecatedCpuModels.has(model))) return { ...told, kind: 'deprecated', isVerified: true }
  if (lists.some((domain) => domain.cpuModels.has(model))) return { kind: 'present', isKnownToLibvirt: true, isVerified: true }
  const isReason = told.kind === 'removed' || told.kind === 'notYet'
  return isReason ? { ...told, isVerified: true } : { kind: 'absent', isKnownToLibvirt: told.isKnownToLibvirt, isVerified: true }
}

function x86Verdict(model: string, { libvirt, qemu }: Target): CpuVerdict {
  const needed = libvirtFor(model, libvirt)
  const isKnownToLibvirt = needed === undefined
  const gone = removedX86Models.find(({ names }) => names.split(' ').includes(model))
  if (gone) {
    const rest = { isKnownToLibvirt, replacement: gone.replacement, isVerified: true }
    if (isOlder(qemu, gone.introduced)) return { ...rest, kind: 'notYet', since: `QEMU ${gone.introduced}` }
    if (!isOlder(qemu, gone.removed)) return { ...rest, kind: 'removed', since: `QEMU ${gone.removed}` }
    return isOlder(qemu, gone.deprecated)
      ? { kind: 'present', isKnownToLibvirt, isVerified: true }
      : { ...rest, kind: 'deprecated', since: `QEMU ${gone.deprecated}` }
  }
  const fact = x86Model(model)
  if (!fact) {
    const isListed = compareVersions(libvirt, newestLibvirt) <= 0
    if (modelsOfLibvirtOnly.has(model)) return { kind: 'unknown', isKnownToLibvirt: true, isVerified: true }
    return { kind: isListed ? 'absent' : 'unknown', isKnownToLibvirt: false, isVerified: true }
  }
  const { introduced, isVerified, aliasOf } = fact
  const rest = { isKnownToLibvirt, ...(aliasOf && { aliasOf }), isVerified }
  if (isOlder(qemu, introduced)) return { ...rest, kind: 'notYet', since: `QEMU ${introduced}` }
  if (needed && needed !== 'none') return { ...rest, kind: 'notYet', since: `libvirt ${formatVersion(needed)}` }
  return { ...rest, kind: needed === 'none' ? 'absent' : 'present' }
}

/** The libvirt that first knows a versioned model, or that none does; undefined where this one knows it. */
function libvirtFor(model: string, libvirt: Version): Version | 'none' | undefined {
  if (notInLibvirt.has(model)) return compareVersions(libvirt, newestLibvirt) <= 0 ? 'none' : undefined
  if (!/-v\d+$/.test(model)) return undefined
  const first = model.endsWith('-v1') ? versionedModelsSince.all : versionedModelsSince.any
  // Some -v1 names came with 10.10.0 already; which ones was not read anywhere.
  const isSurelyUnknown = compareVersions(libvirt, versionedModelsSince.any) < 0
  return isSurelyUnknown ? first : undefined
}

interface X86Model {
  readonly introduced: string
  readonly isVerified: boolean
  readonly aliasOf?: string
}

let known: ReadonlyMap<string, X86Model> | undefined

/** Every name of the tables: models, their versions, and the names that versions have besides. */
export function x86Models(): ReadonlyMap<string, X86Model> {
  if (known) return known
  const models = new Map<string, X86Model>()
  for (const [name, row] of Object.entries(x86CpuModels)) {
    const [first = '', ...versions] = row.split(' ')
    models.set(name, dated(first))
    for (const entry of versions) {
      const [, version = '', since = '', alias] = /^(v\d+):([\d.]+\??)(?:=(.+))?$/.exec(entry) ?? []
      models.set(`${name}-${version}`, dated(since))
      if (alias) models.set(alias, { ...dated(x86AliasesSince[alias] ?? since), aliasOf: `${name}-${version}` })
    }
  }
  known = models
  return models
}

function x86Model(name: string): X86Model | undefined {
  return x86Models().get(name)
}

function dated(text: string): X86Model {
  return { introduced: text.replace('?', ''), isVerified: !text.endsWith('?') }
}

function isOlder(version: Version, than: string): boolean {
  return compareVersions(version, parseVersion(than) ?? [0, 0, 0]) < 0
}

function otherVerdict(model: string, arch: string, { qemu }: Target): CpuVerdict {
  const row = datedModels.find(({ archs, names }) => archs.includes(arch) && names.split(' ').includes(model))
  // On these architectures libvirt passes the name on, or refuses it when QEMU does not have it; it never replaces it.
  const rest = { isKnownToLibvirt: false, isVerified: row?.isVerified ?? true }
  if (!row) return { ...rest, kind: 'unknown' }
  if (row.removed && !isOlder(qemu, row.removed)) return { ...rest, kind: 'removed', since: `QEMU ${row.removed}` }
  if (row.deprecated && !isOlder(qemu, row.deprecated)) return { ...rest, kind: 'deprecated', since: `QEMU ${row.deprecated}` }
  return { ...rest, kind: 'present' }
}
