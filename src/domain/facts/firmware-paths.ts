/** A firmware file that distributions have renamed, moved or dropped. */
export interface MovedFirmware {
  readonly path: RegExp
  /** What happened to it, as a message says it. */
  readonly fate: string
  /** The path today; undefined where there is no single one. `$1` stands for the first group of `path`. */
  readonly today?: string
}

/**
 * Firmware paths of the past. The 2 MiB and 4 MiB builds of OVMF have variable stores of different sizes, so code and variables change
 * together. Sources: Debian edk2 2023.11-2, NEWS.Debian; Arch edk2 packaging commit 75700bae and lima-vm/lima pull request 3631;
 * archlinux/archinstall pull request 4472; Fedora users list, November 2023 (ovmf-4m of Fedora 38); SUSE/elemental pull request 540;
 * NixOS/nixpkgs issues 378894 and 421549.
 */
export const movedFirmware: readonly MovedFirmware[] = [
  {
    path: /^\/usr\/share\/OVMF\/OVMF_CODE((?:\.ms|\.secboot|\.snakeoil)?)\.fd$/,
    fate: 'is a 2 MiB build that Debian 13 and Ubuntu 24.04 no longer have',
    today: '/usr/share/OVMF/OVMF_CODE_4M$1.fd',
  },
  {
    path: /^\/usr\/share\/OVMF\/OVMF_VARS((?:\.ms|\.snakeoil)?)\.fd$/,
    fate: 'is a 2 MiB build that Debian 13 and Ubuntu 24.04 no longer have',
    today: '/usr/share/OVMF/OVMF_VARS_4M$1.fd',
  },
  {
    path: /^\/usr\/share\/(?:edk2-ovmf|ovmf|edk2)\/x64\/OVMF_(CODE(?:\.secboot)?|VARS)\.fd$/,
    fate: 'is a 2 MiB build that Arch Linux no longer has',
    today: '/usr/share/edk2/x64/OVMF_$1.4m.fd',
  },
  {
    path: /^\/usr\/share\/(?:edk2-ovmf|ovmf)\/x64\/OVMF_(CODE(?:\.secboot)?|VARS)\.4m\.fd$/,
    fate: 'is in a folder that Arch Linux has renamed',
    today: '/usr/share/edk2/x64/OVMF_$1.4m.fd',
  },
  {
    path: /^\/usr\/share\/edk2\/ovmf-4m\/OVMF_(CODE|VARS)((?:\.secboot)?)\.fd$/,
    fate: 'is in a folder that only Fedora 38 had; its successor is a qcow2 image, for code and variables alike',
    today: '/usr/share/edk2/ovmf/OVMF_$1_4M$2.qcow2',
  },
  {
    path: /^\/usr\/share\/qemu\/ovmf-x86_64-ms-(code|vars)\.bin$/,
    fate: 'is a 2 MiB build that openSUSE Tumbleweed no longer has',
    today: '/usr/share/qemu/ovmf-x86_64-ms-4m-$1.bin',
  },
  { path: /^\/nix\/store\//, fate: 'is one version in a Nix store, which is collected as garbage after an update' },
]
