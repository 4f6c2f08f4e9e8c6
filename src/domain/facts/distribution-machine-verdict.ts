import {
  qemuOfRhel,
  type Release,
  type RhelMachines,
  rhelMachines,
  ubuntuAliases,
  ubuntuCodenames,
  ubuntuPrefixes,
} from './distribution-machines.js'
import type { Distribution } from './distributions.js'
import { successorOf } from './machine-age.js'
import { type MachineVerdict, machineFamilies } from './machine-types.js'
import { parseVersion, type Target, type Version } from './target.js'

/** What a distribution's own QEMU says; undefined where the distribution offers what QEMU's release does. */
export function distributionVerdict(name: string, arch: string, { distribution, qemu }: Target): MachineVerdict | undefined {
  if (distribution?.family === 'rhel') return rhelVerdict(name, arch, distribution)
  if (distribution?.family === 'ubuntu') return ubuntuVerdict(name, arch, distribution, qemu)
  return undefined
}

/** RHEL's QEMU has the types by its own releases, and the aliases; none of QEMU's versions. */
function rhelVerdict(name: string, arch: string, { id, release, qemu }: Distribution): MachineVerdict {
  if (machineFamilies.some(({ alias, archs }) => alias === name && archs.includes(arch))) return { kind: 'present', isVerified: true }
  const found = rhelMachine(name)
  if (!found?.row.archs.includes(arch)) {
    const prefix = machineFamilies.find((one) => one.archs.includes(arch) && name.startsWith(one.prefix))?.prefix
    if (!prefix && !/^pc-[01]\./.test(name)) return { kind: 'unknown', isVerified: false }
    const successor = rhelSuccessor(`${prefix ?? 'pc-i440fx-'}rhel`, arch, release)
    const origin = foreignMachine(name, arch, qemu)?.origin
    return { kind: 'foreign', ...(origin && { origin }), ...(successor && { successor }), isVerified: true }
  }
  const { row, brought } = found
  const successor = rhelSuccessor(row.prefix, arch, release)
  const next = successor === undefined ? {} : { successor }
  // `rhel-8`, without a minor release, is the last one of it.
  if (brought[0] > release[0] || (brought[0] === release[0] && brought[1] > release[1] && id.includes('.'))) {
    return { kind: 'notYet', since: `RHEL ${brought.join('.')}`, ...next, isVerified: false }
  }
  const [major] = release
  if (row.removed !== undefined && major >= row.removed)
    return { kind: 'removed', since: `RHEL ${row.removed}`, ...next, isVerified: false }
  if (row.deprecated !== undefined && major >= row.deprecated) {
    return {
      kind: 'deprecated',
      since: `RHEL ${row.deprecated}`,
      ...(row.removed && { until: `RHEL ${row.removed}` }),
      ...next,
      isVerified: false,
    }
  }
  return { kind: 'present', isVerified: false }
}

function rhelMachine(name: string): { readonly row: RhelMachines; readonly brought: Release } | undefined {
  for (const row of rhelMachines) {
    const [, major, minor] = name.startsWith(row.prefix) ? (/^(\d+)\.(\d+)\.0$/.exec(name.slice(row.prefix.length)) ?? []) : []
    if (major && minor && row.releases.split(' ').includes(`${major}.${minor}`)) return { row, brought: [Number(major), Number(minor)] }
  }
  return undefined
}

/** The oldest type of the family that a release of RHEL has and has not deprecated. */
function rhelSuccessor(prefix: string, arch: string, release: Release): string | undefined {
  for (const row of rhelMachines) {
    if (row.prefix !== prefix || !row.archs.includes(arch) || (row.deprecated ?? row.removed ?? 99) <= release[0]) continue
    const [oldest] = row.releases.split(' ').filter((text) => (parseVersion(text)?.[0] ?? 0) <= release[0])
    if (oldest) return `${prefix}${oldest}.0`
  }
  return undefined
}

function ubuntuVerdict(name: string, arch: string, { release }: Distribution, qemu: Version): MachineVerdict | undefined {
  if (ubuntuAliases[name] && (arch === 'x86_64' || arch === 'i686')) return { kind: 'present', isVerified: false }
  const found = ubuntuMachine(name, arch)
  if (!found) return undefined
  const { prefix, codename } = found
  const row = ubuntuCodenames[codename]
  if (!row) return undefined
  const family = machineFamilies.find((one) => one.prefix === prefix && one.archs.includes(arch))
  if (row.release[0] > release[0] || (row.release[0] === release[0] && row.release[1] > release[1])) {
    return { kind: 'notYet', since: `Ubuntu ${shownRelease(row.release)}`, isVerified: false }
  }
  // Whether Ubuntu keeps a type whose model QEMU has removed was not read anywhere.
  const isKept = family !== undefined && successorOf(family, parseVersion(row.qemu) ?? [0, 0, 0], qemu) === prefix + row.qemu
  return { kind: isKept ? 'present' : 'unknown', isVerified: false }
}

function shownRelease([year, month]: Release): string {
  return `${year}.${String(month).padStart(2, '0')}`
}

function ubuntuMachine(name: string, arch: string): { readonly prefix: string; readonly codename: string } | undefined {
  for (const prefix of ubuntuPrefixes) {
    if (!name.startsWith(prefix) || !machineFamilies.some((one) => one.prefix === prefix && one.archs.includes(arch))) continue
    const [codename = ''] = name.slice(prefix.length).split('-', 1)
    if (ubuntuCodenames[codename]) return { prefix, codename }
  }
  return undefined
}

/** The name of another distribution's machine type; no QEMU release has it. */
export function foreignMachine(name: string, arch: string, qemu: Version): MachineVerdict | undefined {
  const ubuntu = ubuntuMachine(name, arch)
  if (ubuntu) return foreign('Ubuntu', ubuntu.prefix, arch, ubuntuCodenames[ubuntu.codename]?.qemu, qemu)
  const alias = ubuntuAliases[name]
  if (alias) return foreign('Ubuntu', alias, arch, undefined, qemu)
  const rhel = /^(?:(pc-i440fx|pc-q35|virt|pseries|s390-ccw-virtio)-)?rhel-?(\d+)/.exec(name)
  if (rhel) return foreign('RHEL', `${rhel[1] ?? 'pc-i440fx'}-`, arch, qemuOfRhel[rhel[2] ?? ''], qemu)
  const proxmox = /^(.+-)(\d+\.\d+)\+pve\d+$/.exec(name)
  if (proxmox?.[1]) return foreign('Proxmox VE', proxmox[1], arch, proxmox[2], qemu)
  return undefined
}

function foreign(origin: string, prefix: string, arch: string, model: string | undefined, qemu: Version): MachineVerdict {
  const family = machineFamilies.find((one) => one.prefix === prefix && one.archs.includes(arch))
  const successor = family && (successorOf(family, parseVersion(model ?? '') ?? [0, 0, 0], qemu) ?? successorOf(family, [0, 0, 0], qemu))
  return { kind: 'foreign', origin, ...(successor && { successor }), isVerified: true }
}
