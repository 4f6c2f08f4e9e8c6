import type { DistributionFamily } from './distributions.js'

/** Where an emulator path comes from, and how sure it is to be missing elsewhere. */
export interface EmulatorOrigin {
  readonly path: RegExp
  /** Who has this path, as a message says it. */
  readonly origin: string
  /** Whether the path is gone, or goes, even there. */
  readonly isGone: boolean
  /** The distributions whose packages install it; absent where that is not known of them all. */
  readonly families?: readonly DistributionFamily[]
}

/**
 * Emulator paths that only some hosts have. `/usr/bin/qemu-system-ARCH` is QEMU's own name and not listed. Sources: the packages' file
 * lists (Debian 12 and sid: qemu-system-x86 has /usr/bin/kvm), libvirt docs formatdomaincaps (path), NixOS/nixpkgs issue 32086,
 * Fmstrat/winapps issues 6 and 52, UPC/ravada issue 1938, QEMU ChangeLog 1.0 (qemu became qemu-system-i386).
 */
export const emulatorOrigins: readonly EmulatorOrigin[] = [
  { path: /^\/usr\/bin\/kvm-spice$/, origin: 'Ubuntu releases of old, which have dropped it', isGone: true },
  { path: /^\/usr\/bin\/qemu$/, origin: 'QEMU before 1.0, which called its i386 emulator so', isGone: true, families: [] },
  { path: /^\/nix\/store\//, origin: 'one version in a Nix store, which is collected as garbage after an update', isGone: true },
  { path: /^\/usr\/libexec\/qemu-kvm$/, origin: 'RHEL, CentOS and their kin', isGone: false, families: ['rhel'] },
  { path: /^\/usr\/bin\/qemu-kvm$/, origin: 'Fedora, and of older releases of SUSE and RHEL', isGone: false, families: ['fedora', 'suse'] },
  { path: /^\/usr\/bin\/kvm$/, origin: 'Debian and Ubuntu', isGone: false, families: ['debian', 'ubuntu'] },
  { path: /^\/usr\/local\/sbin\/qemu$/, origin: 'Unraid', isGone: false },
  { path: /^\/run\/(?:libvirt\/nix-emulators|current-system)\//, origin: 'NixOS', isGone: false },
  { path: /^(?:\/home\/linuxbrew|\/opt\/homebrew|\/opt\/local)\//, origin: 'Homebrew or MacPorts', isGone: false },
  { path: /^(?:\/usr\/local|\/opt)\//, origin: 'a QEMU that was built or unpacked on one host', isGone: false },
  { path: /^\/(?:home|root)\//, origin: "a QEMU in one user's home directory", isGone: false },
]

/** Programs that stand where an emulator should: they run no guest, and tell nothing when libvirt asks them. */
const noEmulators = new Set(['/bin/false', '/usr/bin/false', '/bin/true', '/usr/bin/true', '/bin/echo', '/bin/sh', '/dev/null'])

/** Whether a path is a program that is surely none of QEMU's. */
export function isNoEmulator(path: string): boolean {
  return noEmulators.has(path)
}

/** QEMU's own name for the emulators of an architecture, where it differs. */
const programArchs: ReadonlyMap<string, string> = new Map([
  ['i686', 'i386'],
  ['armv7l', 'arm'],
  ['armv6l', 'arm'],
  ['ppc64le', 'ppc64'],
])

/** The path of a distribution's emulator: RHEL has one, under a name of its own. */
export function emulatorOf(family: DistributionFamily, arch: string): string {
  return family === 'rhel' ? '/usr/libexec/qemu-kvm' : `/usr/bin/qemu-system-${programArchs.get(arch) ?? arch}`
}

/** Whether a distribution's packages install an emulator at a path; undefined where that is not known. */
export function installsEmulator(family: DistributionFamily, path: string): boolean | undefined {
  if (/^\/usr\/bin\/qemu-system-\w+$/.test(path)) return family !== 'rhel'
  return emulatorOrigins.find((one) => one.path.test(path))?.families?.includes(family)
}
