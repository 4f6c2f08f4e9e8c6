import { table } from '../table.js'

/** A release of RHEL as [major, minor]. */
export type Release = readonly [major: number, minor: number]

/** Machine types of RHEL's own QEMU; a name's number is the release that brought it. None of it was read from a package: unverified. */
export interface RhelMachines {
  readonly archs: readonly string[]
  /** `pc-q35-rhel`; a release and `.0` follow. */
  readonly prefix: string
  readonly releases: string
  /** The major release that marks them deprecated, and the one that has them no more. */
  readonly deprecated?: number
  readonly removed?: number
}

const x86 = ['x86_64', 'i686']
const power = ['ppc64', 'ppc64le']

/**
 * Sources: merge requests 225, 254 and 270 of CentOS Stream's qemu-kvm, which drop and mark old types; the rest is commonly known and not
 * read from a package.
 */
export const rhelMachines: readonly RhelMachines[] = [
  { archs: x86, prefix: 'rhel', releases: '6.0 6.1 6.2 6.3 6.4 6.5 6.6', removed: 8 },
  { archs: x86, prefix: 'pc-i440fx-rhel', releases: '7.0 7.1 7.2 7.3 7.4 7.5', removed: 9 },
  { archs: x86, prefix: 'pc-i440fx-rhel', releases: '7.6', deprecated: 9, removed: 10 },
  { archs: x86, prefix: 'pc-i440fx-rhel', releases: '10.0' },
  { archs: x86, prefix: 'pc-q35-rhel', releases: '7.3 7.4 7.5', removed: 9 },
  { archs: x86, prefix: 'pc-q35-rhel', releases: '7.6 8.0 8.1 8.2 8.3 8.4 8.5 8.6', deprecated: 9, removed: 10 },
  { archs: x86, prefix: 'pc-q35-rhel', releases: '9.0 9.2 9.4 9.6 10.0 10.2' },
  { archs: ['aarch64'], prefix: 'virt-rhel', releases: '7.6 8.0 8.1 8.2 8.3 8.4 8.5 8.6 9.0 9.2 9.4 9.6 10.0' },
  { archs: ['s390x'], prefix: 's390-ccw-virtio-rhel', releases: '7.5 7.6 8.2 8.4 8.5 8.6 9.0 9.2 9.4 9.6 10.0' },
  { archs: power, prefix: 'pseries-rhel', releases: '7.2 7.3 7.4 7.5 7.6 8.0 8.1 8.2 8.3 8.4 8.5', removed: 9 },
]

/** The QEMU that a RHEL release is nearest to, for finding a machine type of QEMU's own; approximate. Source: the releases' QEMU packages. */
export const qemuOfRhel = table<string>({ '7': '2.12', '8': '6.2', '9': '7.2', '10': '10.0' })

/** An Ubuntu release that gave its name to machine types: `pc-q35-noble`. */
export interface UbuntuCodename {
  readonly release: Release
  /** The QEMU whose machine type it is a variant of. */
  readonly qemu: string
}

/** The families of which Ubuntu's QEMU has types by codename: `pc-i440fx-jammy`, `pc-q35-noble-v2`, `pc-i440fx-focal-hpb`. */
export const ubuntuPrefixes: readonly string[] = ['pc-i440fx-', 'pc-q35-', 'pseries-', 's390-ccw-virtio-', 'virt-']

/** What stands for the newest of them on Ubuntu. */
export const ubuntuAliases = table<string>({ ubuntu: 'pc-i440fx-', 'ubuntu-q35': 'pc-q35-' })

/** Source: Ubuntu's packaging of QEMU, commonly known; not read from a package, so unverified. */
export const ubuntuCodenames = table<UbuntuCodename>({
  trusty: { release: [14, 4], qemu: '2.0' },
  utopic: { release: [14, 10], qemu: '2.1' },
  vivid: { release: [15, 4], qemu: '2.2' },
  wily: { release: [15, 10], qemu: '2.3' },
  xenial: { release: [16, 4], qemu: '2.5' },
  yakkety: { release: [16, 10], qemu: '2.6' },
  zesty: { release: [17, 4], qemu: '2.8' },
  artful: { release: [17, 10], qemu: '2.10' },
  bionic: { release: [18, 4], qemu: '2.11' },
  cosmic: { release: [18, 10], qemu: '2.12' },
  disco: { release: [19, 4], qemu: '3.1' },
  eoan: { release: [19, 10], qemu: '4.0' },
  focal: { release: [20, 4], qemu: '4.2' },
  groovy: { release: [20, 10], qemu: '5.0' },
  hirsute: { release: [21, 4], qemu: '5.2' },
  impish: { release: [21, 10], qemu: '6.0' },
  jammy: { release: [22, 4], qemu: '6.2' },
  kinetic: { release: [22, 10], qemu: '7.0' },
  lunar: { release: [23, 4], qemu: '7.2' },
  mantic: { release: [23, 10], qemu: '8.0' },
  noble: { release: [24, 4], qemu: '8.2' },
  oracular: { release: [24, 10], qemu: '9.0' },
  plucky: { release: [25, 4], qemu: '9.2' },
  questing: { release: [25, 10], qemu: '10.1' },
  resolute: { release: [26, 4], qemu: '10.2' },
})
