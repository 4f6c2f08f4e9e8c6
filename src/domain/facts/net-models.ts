import type { Machine } from '../machine.js'

/** The models that libvirt knows by name; QEMU may have others, which are kept as they are written (domain_conf.c, virDomainNetModel). */
const known = new Map(
  [
    ...[
      'netfront',
      'rtl8139',
      'virtio',
      'e1000',
      'e1000e',
      'igb',
      'virtio-transitional',
      'virtio-non-transitional',
      'usb-net',
      'spapr-vlan',
    ],
    ...['lan9118', 'scm91c111', 'vlance', 'vmxnet', 'vmxnet2', 'vmxnet3', 'Am79C970A', 'Am79C973', '82540EM', '82545EM', '82543GC'],
  ].map((name) => [name.toLowerCase(), name]),
)

/** A model in libvirt's own spelling: of the ones that it knows, the case does not count. */
export function netModelName(written: string): string {
  return known.get(written.toLowerCase()) ?? written
}

interface NetGuest {
  readonly arch: string
  readonly machine: Machine
}

/**
 * The model of a network card that names none, where QEMU has all of them (libvirt 11.3, qemu_postparse.c, qemuDomainDefaultNetModel).
 * Undefined for a device of the host, which is what it is.
 */
export function defaultNetModel(type: string, { arch, machine }: NetGuest): string | undefined {
  if (type === 'vdpa' || type === 'vhostuser') return 'virtio'
  if (type === 'hostdev') return undefined
  if (arch.startsWith('s390')) return 'virtio'
  if (/^(?:arm|aarch64)/.test(arch)) {
    if (machine.name === 'versatilepb') return 'scm91c111'
    return machine.family === 'virt' ? 'virtio' : 'lan9118'
  }
  return machine.family === 'virt' ? 'virtio' : 'rtl8139'
}
