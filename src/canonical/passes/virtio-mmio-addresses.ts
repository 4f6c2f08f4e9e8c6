import { pciRoot } from '../controllers.js'
import { addressType, setAddress } from '../device-address.js'
import { devicesInOrder } from '../device-order.js'
import type { Pass } from '../pass.js'
import { virtioDevices } from '../virtio-devices.js'
import type { WorkingDomain } from '../working-domain.js'

/** Boards without PCI have virtio devices at addresses of memory; so have boards with PCI where one device is there already. */
export const virtioMmioAddresses: Pass = {
  name: 'put virtio devices on virtio-mmio',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignVirtioMMIOAddresses; canonical-form 4.7',
  run(domain) {
    if (!canHaveMmio(domain)) return
    const hasMmio = devicesInOrder(domain).some((device) => addressType(device) === 'virtio-mmio')
    if (pciRoot(domain) === 'pcie-root' && !hasMmio) return
    for (const device of virtioDevices(domain)) if (addressType(device) === '') setAddress(device, 'virtio-mmio')
  },
}

function canHaveMmio({ arch, machine }: WorkingDomain): boolean {
  return /^(?:armv[67]l|aarch64|riscv)/.test(arch) && (machine.family === 'virt' || machine.name.startsWith('vexpress-'))
}
