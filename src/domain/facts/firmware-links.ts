import { table } from '../table.js'

/**
 * Names of firmware files that are symbolic links in Debian's and Ubuntu's packages, for hosts of which only the descriptors are at
 * hand. Source: the file lists of ovmf and qemu-efi-aarch64 2026.08, Debian sid.
 */
export const firmwareLinks = table({
  '/usr/share/AAVMF/AAVMF_CODE.fd': '/usr/share/AAVMF/AAVMF_CODE.no-secboot.fd',
  '/usr/share/AAVMF/AAVMF_CODE.ms.fd': '/usr/share/AAVMF/AAVMF_CODE.secboot.fd',
  '/usr/share/AAVMF/AAVMF_CODE.snakeoil.fd': '/usr/share/AAVMF/AAVMF_CODE.secboot.fd',
  '/usr/share/OVMF/OVMF_CODE_4M.ms.fd': '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd',
  '/usr/share/OVMF/OVMF_CODE_4M.snakeoil.fd': '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd',
})
