import type { Version } from './target.js'

/** Before, libvirt chose at each start. */
export const virtioDeviceSince: Version = [12, 5, 0]

/** The architectures whose QEMU has virtio video cards with VGA; asked of QEMU 11.1. */
const archsWithVga = /^(?:x86_64|i686|riscv(?:64|32))$/

interface ReadableElement {
  get(attribute: string): string | undefined
  child(name: string): ReadableElement | undefined
  path(path: string): ReadableElement | undefined
}

/** QEMU's device for a virtio video card: whether it has VGA, is accelerated, and runs in a program of its own (asked of libvirt 12.8). */
export function virtioDevice(video: ReadableElement, { arch }: { readonly arch: string }): string {
  const isOutside = video.child('driver')?.get('name') === 'vhostuser'
  const kind = video.child('model')?.get('primary') === 'yes' && archsWithVga.test(arch) ? 'vga' : 'gpu'
  if (isOutside) return `vhost-user-${kind}`
  return video.path('model/acceleration')?.get('accel3d') === 'yes' ? `virtio-${kind}-gl` : `virtio-${kind}`
}
