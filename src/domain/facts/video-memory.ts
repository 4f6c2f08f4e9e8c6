import type { Machine } from '../machine.js'
import { table } from '../table.js'

interface VideoMemory {
  readonly ram?: number
  readonly vram?: number
  readonly vgamem?: number
}

/** The memory of video cards that say nothing of it, in KiB (libvirt 11.3, domain_conf.c, virDomainVideoDefaultRAM; qemu_postparse.c). */
export const videoMemory = table<VideoMemory>({
  vga: { vram: 16384 },
  cirrus: { vram: 16384 },
  vmvga: { vram: 16384 },
  bochs: { vram: 16384 },
  qxl: { ram: 65536, vram: 65536, vgamem: 16384 },
  xen: { vram: 4096 },
})

interface VideoGuest {
  readonly arch: string
  readonly machine: Machine
}

/** The model of a video card that names none, where QEMU has all of them (libvirt 11.3, qemu_postparse.c, qemuDomainDefaultVideoDevice). */
export function defaultVideoModel({ arch, machine }: VideoGuest): string {
  if (arch.startsWith('ppc64')) return 'vga'
  return arch.startsWith('s390') || machine.family === 'virt' ? 'virtio' : 'cirrus'
}
