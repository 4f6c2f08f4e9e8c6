/** Where an emulator path comes from, and how sure it is to be missing elsewhere. */
export interface EmulatorOrigin {
  readonly path: RegExp
  /** Who has this path, as a message says it. */
  readonly origin: string
  /** Whether the path is gone, or goes, even there. */
  readonly isGone: boolean
}

/**
 * Emulator paths that only some hosts have. `/usr/bin/qemu-system-ARCH` is QEMU's own name and not listed. Sources: the packages' file
 * lists (Debian 12 and sid: qemu-system-x86 has /usr/bin/kvm), libvirt docs formatdomaincaps (path), NixOS/nixpkgs issue 32086,
 * Fmstrat/winapps issues 6 and 52, UPC/ravada issue 1938, QEMU ChangeLog 1.0 (qemu became qemu-system-i386).
 */
export const emulatorOrigins: readonly EmulatorOrigin[] = [
  { path: /^\/usr\/bin\/kvm-spice$/, origin: 'Ubuntu releases of old, which have dropped it', isGone: true },
  { path: /^\/usr\/bin\/qemu$/, origin: 'QEMU before 1.0, which called its i386 emulator so', isGone: true },
  { path: /^\/nix\/store\//, origin: 'one version in a Nix store, which is collected as garbage after an update', isGone: true },
  { path: /^\/usr\/libexec\/qemu-kvm$/, origin: 'RHEL, CentOS and their kin', isGone: false },
  { path: /^\/usr\/bin\/qemu-kvm$/, origin: 'Fedora, and of older releases of SUSE and RHEL', isGone: false },
  { path: /^\/usr\/bin\/kvm$/, origin: 'Debian and Ubuntu', isGone: false },
  { path: /^\/usr\/local\/sbin\/qemu$/, origin: 'Unraid', isGone: false },
  { path: /^\/run\/(?:libvirt\/nix-emulators|current-system)\//, origin: 'NixOS', isGone: false },
  { path: /^(?:\/home\/linuxbrew|\/opt\/homebrew|\/opt\/local)\//, origin: 'Homebrew or MacPorts', isGone: false },
  { path: /^(?:\/usr\/local|\/opt)\//, origin: 'a QEMU that was built or unpacked on one host', isGone: false },
  { path: /^\/(?:home|root)\//, origin: "a QEMU in one user's home directory", isGone: false },
]
