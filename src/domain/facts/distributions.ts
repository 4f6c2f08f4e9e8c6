import { didYouMean } from '../values/nearest.js'
import type { Version } from './target.js'

/** Which family's builds a distribution ships: they differ in machine types, devices, and paths. */
export type DistributionFamily = 'debian' | 'ubuntu' | 'rhel' | 'fedora' | 'suse' | 'alpine'

/** A release of a distribution, with the libvirt and QEMU that it ships. */
export interface Distribution {
  /** As `--target` takes it: `debian-13`. */
  readonly id: string
  /** As people write it: `Debian 13 trixie`. */
  readonly name: string
  readonly family: DistributionFamily
  /** The numbers of the release, to compare it with others of its family: `[9, 5]`. Debian sid is later than all. */
  readonly release: readonly [major: number, minor: number]
  readonly libvirt: Version
  readonly qemu: Version
  /** Whether the versions were read from an index or a vendor's page. */
  readonly isVerified: boolean
}

type Row = readonly [id: string, name: string, libvirt: Version, qemu: Version, isVerified?: 'verified']

/**
 * Sources of the verified rows: Debian's source index, read on 2026-11-20; Canonical's blog of 2020-05-07. The others are what is
 * commonly known of them, not read from an index. Where a release ships several versions, it is the one that its last update has;
 * RHEL 7 has a second QEMU (2.12) for layered products.
 */
const rows: readonly Row[] = [
  ['debian-10', 'Debian 10 buster', [5, 0, 0], [3, 1, 0]],
  ['debian-11', 'Debian 11 bullseye', [7, 0, 0], [5, 2, 0]],
  ['debian-12', 'Debian 12 bookworm', [9, 0, 0], [7, 2, 0], 'verified'],
  ['debian-13', 'Debian 13 trixie', [11, 3, 0], [10, 0, 13], 'verified'],
  ['debian-sid', 'Debian sid', [12, 8, 0], [11, 1, 3], 'verified'],
  ['ubuntu-18.04', 'Ubuntu 18.04 bionic', [4, 0, 0], [2, 11, 0]],
  ['ubuntu-20.04', 'Ubuntu 20.04 focal', [6, 0, 0], [4, 2, 0], 'verified'],
  ['ubuntu-22.04', 'Ubuntu 22.04 jammy', [8, 0, 0], [6, 2, 0]],
  ['ubuntu-23.10', 'Ubuntu 23.10 mantic', [9, 6, 0], [8, 0, 4]],
  ['ubuntu-24.04', 'Ubuntu 24.04 noble', [10, 0, 0], [8, 2, 2]],
  ['ubuntu-24.10', 'Ubuntu 24.10 oracular', [10, 6, 0], [9, 0, 2]],
  ['ubuntu-25.04', 'Ubuntu 25.04 plucky', [11, 0, 0], [9, 2, 1]],
  ['ubuntu-25.10', 'Ubuntu 25.10 questing', [11, 6, 0], [10, 1, 0]],
  ['ubuntu-26.04', 'Ubuntu 26.04 resolute', [12, 0, 0], [10, 2, 0]],
  ['rhel-6', 'RHEL 6', [0, 10, 2], [0, 12, 1]],
  ['rhel-7', 'RHEL 7.9', [4, 5, 0], [1, 5, 3]],
  ['rhel-8', 'RHEL 8.10', [8, 0, 0], [6, 2, 0]],
  ['rhel-9.0', 'RHEL 9.0', [8, 0, 0], [6, 2, 0]],
  ['rhel-9.1', 'RHEL 9.1', [8, 5, 0], [7, 0, 0]],
  ['rhel-9.2', 'RHEL 9.2', [9, 0, 0], [7, 2, 0]],
  ['rhel-9.3', 'RHEL 9.3', [9, 5, 0], [8, 0, 0]],
  ['rhel-9.4', 'RHEL 9.4', [10, 0, 0], [8, 2, 0]],
  ['rhel-9.5', 'RHEL 9.5', [10, 5, 0], [9, 0, 0]],
  ['rhel-9.6', 'RHEL 9.6', [10, 10, 0], [9, 1, 0]],
  ['rhel-9.7', 'RHEL 9.7', [11, 5, 0], [10, 0, 0]],
  ['rhel-10.0', 'RHEL 10.0', [10, 10, 0], [9, 1, 0]],
  ['rhel-10.1', 'RHEL 10.1', [11, 5, 0], [10, 0, 0]],
  ['fedora-39', 'Fedora 39', [9, 7, 0], [8, 1, 0]],
  ['fedora-40', 'Fedora 40', [10, 1, 0], [8, 2, 0]],
  ['fedora-41', 'Fedora 41', [10, 6, 0], [9, 1, 0]],
  ['fedora-42', 'Fedora 42', [11, 0, 0], [9, 2, 0]],
  ['fedora-43', 'Fedora 43', [11, 6, 0], [10, 1, 0]],
  ['fedora-44', 'Fedora 44', [12, 0, 0], [10, 2, 0]],
  ['sles-12-sp5', 'SLES 12 SP5', [5, 1, 0], [3, 1, 0]],
  ['sles-15-sp2', 'SLES 15 SP2', [6, 0, 0], [4, 2, 0]],
  ['sles-15-sp3', 'SLES 15 SP3', [7, 1, 0], [5, 2, 0]],
  ['sles-15-sp4', 'SLES 15 SP4', [8, 0, 0], [6, 2, 0]],
  ['sles-15-sp5', 'SLES 15 SP5', [9, 0, 0], [7, 1, 0]],
  ['sles-15-sp6', 'SLES 15 SP6', [10, 0, 0], [8, 2, 0]],
  ['sles-15-sp7', 'SLES 15 SP7', [11, 0, 0], [9, 2, 0]],
  ['sles-16.0', 'SLES 16.0', [11, 4, 0], [10, 0, 0]],
  ['alpine-3.18', 'Alpine 3.18', [9, 3, 0], [8, 0, 0]],
  ['alpine-3.19', 'Alpine 3.19', [9, 10, 0], [8, 1, 0]],
  ['alpine-3.20', 'Alpine 3.20', [10, 3, 0], [9, 0, 0]],
  ['alpine-3.21', 'Alpine 3.21', [10, 9, 0], [9, 1, 0]],
  ['alpine-3.22', 'Alpine 3.22', [11, 3, 0], [10, 0, 0]],
  ['alpine-3.23', 'Alpine 3.23', [11, 9, 0], [10, 1, 0]],
]

let known: readonly Distribution[] | undefined

/** The releases that are known, by family and in the order of their release. */
export function distributions(): readonly Distribution[] {
  known ??= rows.map(([id, name, libvirt, qemu, isVerified]) => {
    const family = id.startsWith('sles-') ? 'suse' : (id.split('-', 1)[0] as DistributionFamily) // The ids above begin so.
    return { id, name, family, release: releaseOf(id), libvirt, qemu, isVerified: isVerified === 'verified' }
  })
  return known
}

function releaseOf(id: string): readonly [number, number] {
  const [major, minor] = id.match(/\d+/g)?.map(Number) ?? []
  return [major ?? Number.POSITIVE_INFINITY, minor ?? 0]
}

/** The rebuilds of a distribution: the same versions under another name. The longest name comes first. */
const rebuilds: readonly (readonly [names: RegExp, base: string])[] = [
  [/^(?:centos-stream|centos|almalinux|alma|rockylinux|rocky|red-hat-enterprise-linux|redhat|el)-(?=\d)/, 'rhel-'],
  [/^(?:opensuse-leap|leap|opensuse|suse|sle)-(?=\d)/, 'sles-'],
  [/^f-(?=\d)/, 'fedora-'],
  [/^(?:debian-)?(?:unstable|sid)$/, 'debian-sid'],
]

/** What has no libvirt, or no release that could be named. */
const withoutVersions: readonly (readonly [name: RegExp, why: string])[] = [
  [/^(?:proxmox|pve)/, 'Proxmox VE runs QEMU without libvirt, and reads no domain XML'],
  [
    /^(?:arch|archlinux|tumbleweed|opensuse-tumbleweed|gentoo|nixos|debian-testing|testing)\b/,
    'they change all the time, so write those of the host, as in libvirt=11.3.0,qemu=10.0.0, or name files of it with host:FILE',
  ],
]

/**
 * The distribution that a name means, as people write it: `debian-13`, `trixie`, `rhel-9` (its newest known minor release),
 * `centos-stream-9`, `rocky-9.4`, `leap-15.6`, `fedora43`.
 * @throws RangeError with a sentence for people when there is none
 */
export function distributionFrom(written: string): Distribution {
  const wanted = idFrom(written)
  const all = distributions()
  const found =
    all.find(({ id }) => id === wanted) ?? all.findLast(({ id }) => id.startsWith(`${wanted}.`) || id.startsWith(`${wanted}-sp`))
  if (found) return found
  for (const [name, why] of withoutVersions) {
    if (name.test(wanted)) throw new RangeError(`the target '${written}' has no versions of libvirt and QEMU to check against: ${why}`)
  }
  const words = all.flatMap(({ id, name }) => [id, codename(name)].filter((word) => word !== ''))
  const [family = ''] = wanted.split('-', 1)
  const releases = all.filter(({ id }) => id.split('-', 1)[0] === family).map(({ id }) => id)
  const choice = releases.length > 0 ? `; known are ${releases.join(', ')}` : didYouMean(wanted, words)
  throw new RangeError(
    `the target '${written}' is not known${choice || ': name a distribution, as in debian-13, or versions, as in libvirt=11.3.0,qemu=10.0.0'}`,
  )
}

/** The id that a name stands for; an unknown name as it is, in lower case with dashes. */
function idFrom(written: string): string {
  let id = written
    .trim()
    .toLowerCase()
    .replace(/[\s_:]+/g, '-')
    // `rhel9`, `fedora43`, and a point release of Debian or Ubuntu.
    .replace(/^([a-z]+)(?=\d)/, '$1-')
    .replace(/^(debian-\d+|ubuntu-\d+\.\d+)\.\d+$/, '$1')
    .replace(/^(ubuntu-\d+\.\d+)-lts$/, '$1')
  for (const [names, base] of rebuilds) id = id.replace(names, base)
  // Later service packs are written like minor releases too: Leap 15.6 is made from SLES 15 SP6.
  id = id.replace(/^sles-(1[25])[.-](?:sp)?(\d)$/, 'sles-$1-sp$2').replace(/^rhel-(?:7\.9|8\.10)$/, (minor) => minor.slice(0, 6))
  const code = id.replace(/^(?:debian|ubuntu)-/, '')
  return distributions().find(({ name }) => codename(name) === code)?.id ?? id
}

/** `trixie` of `Debian 13 trixie`; '' where a release has none. */
function codename(name: string): string {
  return /^(?:Debian|Ubuntu) [\d.]+ (\w+)$/.exec(name)?.[1] ?? ''
}
