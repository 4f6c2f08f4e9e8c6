/**
 * Firmware files with the template of their variables that libvirt has built in, for loaders that no descriptor knows: its build
 * option `loader_nvram`, as upstream, Debian and Ubuntu leave it (libvirt 12.8; qemu.conf, `nvram`).
 */
export const firmwarePairs: readonly { readonly loader: string; readonly template: string }[] = [
  { loader: '/usr/share/OVMF/OVMF_CODE.fd', template: '/usr/share/OVMF/OVMF_VARS.fd' },
  { loader: '/usr/share/OVMF/OVMF_CODE.secboot.fd', template: '/usr/share/OVMF/OVMF_VARS.fd' },
  { loader: '/usr/share/AAVMF/AAVMF_CODE.fd', template: '/usr/share/AAVMF/AAVMF_VARS.fd' },
  { loader: '/usr/share/AAVMF/AAVMF32_CODE.fd', template: '/usr/share/AAVMF/AAVMF32_VARS.fd' },
]
