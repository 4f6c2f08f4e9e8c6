import type { Controller } from '../devices/controller.js'
import { table } from '../table.js'
import { guestPciAddress, parsePciNumber } from '../values/pci-address.js'

/** What the guest sees of a PCI controller besides its address. */
export type PciTarget = 'chassisNr' | 'chassis' | 'port' | 'busNr'

/** What libvirt fills in for a PCI controller that does not say it. */
interface PciControllerFacts {
  /** The QEMU device: `<model name>`. */
  readonly name: string
  /** The attributes of `<target>`. */
  readonly target: readonly PciTarget[]
}

/**
 * PCI controllers by model (qemu_domain_address.c, qemuDomainPCIControllerSetDefaultModelName and qemuDomainAssignPCIAddresses).
 * The roots have neither; those of pSeries are left out, since their number depends on the other roots.
 */
export const pciControllerModels = table<PciControllerFacts>({
  'pci-bridge': { name: 'pci-bridge', target: ['chassisNr'] },
  'dmi-to-pci-bridge': { name: 'i82801b11-bridge', target: [] },
  'pcie-to-pci-bridge': { name: 'pcie-pci-bridge', target: [] },
  'pcie-root-port': { name: 'pcie-root-port', target: ['chassis', 'port'] },
  'pcie-switch-upstream-port': { name: 'x3130-upstream', target: [] },
  'pcie-switch-downstream-port': { name: 'xio3130-downstream', target: ['chassis', 'port'] },
  'pci-expander-bus': { name: 'pxb', target: ['busNr'] },
  'pcie-expander-bus': { name: 'pxb-pcie', target: ['busNr'] },
})

/** What is known of a PCI controller; undefined for the roots and for other controllers. */
export function pciControllerFacts(controller: Controller): PciControllerFacts | undefined {
  const { model = '' } = controller
  return controller.type === 'pci' && Object.hasOwn(pciControllerModels, model) ? pciControllerModels[model] : undefined
}

/** A number of `<target>` as written; undefined if it is not there or libvirt could not read it. */
export function writtenTarget(controller: Controller, name: PciTarget): number | undefined {
  const written = controller.element.child('target')?.attr(name)
  return written === undefined ? undefined : parsePciNumber(written)
}

/**
 * The number that libvirt fills in where `<target>` does not give it: the index for `chassisNr` and `chassis`, the slot and
 * function of the controller's own address for `port`, two below the lowest number in use for `busNr`. Undefined where it
 * depends on what the definition does not say: a missing index, an address that libvirt chooses, several unnumbered expanders.
 */
export function implicitTarget(controller: Controller, name: PciTarget, all: readonly Controller[]): number | undefined {
  const { index, model } = controller
  switch (name) {
    case 'chassisNr':
    case 'chassis':
      return index !== undefined && index >= 1 && index <= 255 ? index : undefined
    case 'port': {
      const address = guestPciAddress(controller.element)
      if (!address) return undefined
      return model === 'pcie-switch-downstream-port' ? address.slot : address.slot * 8 + address.function
    }
    case 'busNr': {
      const expanders = all.filter((other) => pciControllerFacts(other)?.target.includes('busNr'))
      const numbers = expanders.flatMap((other) => writtenTarget(other, 'busNr') ?? [])
      const lowest = Math.min(256, ...numbers)
      return expanders.length - numbers.length === 1 && lowest > 2 ? lowest - 2 : undefined
    }
  }
}

/** The value as libvirt writes it: ports in hexadecimal, the other numbers in decimal. */
export function formatTarget(name: PciTarget, value: number): string {
  return name === 'port' ? `0x${value.toString(16)}` : String(value)
}
