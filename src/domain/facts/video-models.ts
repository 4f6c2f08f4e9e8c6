import { table } from '../table.js'

/** What libvirt lets a video model of the QEMU driver have. */
export interface VideoModel {
  /** Another hypervisor's model: QEMU has no device for it. */
  readonly hypervisor?: string
  /** It may have several screens (`heads`). */
  readonly heads?: true
  /** It takes a preferred `<resolution>`. */
  readonly resolution?: true
  /** It exists without VGA ports, so that it can stand beside the primary video device. */
  readonly secondary?: true
}

/**
 * The video models (libvirt domain_conf.h, virDomainVideoType, 12.8.0) and what the QEMU driver's validation says of each
 * (qemu_validate.c, qemuValidateDomainDeviceDefVideo, 11.3.0; tried on 12.8.0).
 */
export const videoModels = table<VideoModel>({
  vga: { resolution: true },
  cirrus: {},
  vmvga: {},
  bochs: { resolution: true },
  qxl: { heads: true, resolution: true, secondary: true },
  virtio: { heads: true, resolution: true, secondary: true },
  ramfb: {},
  none: { heads: true },
  xen: { hypervisor: 'Xen' },
  vbox: { hypervisor: 'VirtualBox' },
  parallels: { hypervisor: 'Virtuozzo' },
  gop: { hypervisor: 'bhyve' },
})
