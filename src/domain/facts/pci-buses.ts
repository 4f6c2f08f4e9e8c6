import { table } from '../table.js'

/** What can be plugged into a PCI slot: a device, or one of the controllers that not every bus takes. */
export type PciPlug =
  | 'device'
  | 'pci-bridge'
  | 'pci-expander-bus'
  | 'dmi-to-pci-bridge'
  | 'pcie-root-port'
  | 'pcie-switch-upstream-port'
  | 'pcie-switch-downstream-port'
  | 'pcie-expander-bus'
  | 'pcie-to-pci-bridge'

/**
 * What each PCI controller's bus accepts where an address names it (domain_addr.c, virDomainPCIAddressBusSetModel; qemu's
 * virDomainPCIAddressFlagsCompatible lets devices of both kinds onto every bus that takes either, and a pci-bridge
 * wherever a device may be). Tried on libvirt 12.8.0.
 */
export const pciBuses = table<readonly PciPlug[]>({
  'pci-root': ['device', 'pci-bridge', 'pci-expander-bus'],
  'pci-bridge': ['device', 'pci-bridge'],
  'pci-expander-bus': ['device', 'pci-bridge'],
  'pcie-root': ['device', 'pci-bridge', 'pcie-root-port', 'dmi-to-pci-bridge', 'pcie-expander-bus'],
  'dmi-to-pci-bridge': ['device', 'pci-bridge'],
  'pcie-to-pci-bridge': ['device', 'pci-bridge'],
  'pcie-root-port': ['device', 'pci-bridge', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'],
  'pcie-switch-upstream-port': ['pcie-switch-downstream-port'],
  'pcie-switch-downstream-port': ['device', 'pci-bridge', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'],
  'pcie-expander-bus': ['pcie-root-port', 'dmi-to-pci-bridge'],
})

/** How something is plugged in: a device is either a conventional one or an Express one. */
export type PciConnector = 'pci' | 'pcie' | Exclude<PciPlug, 'device'>

/** What a PCI controller's bus has place for, where libvirt chooses the slot itself. */
export interface PciBusSlots {
  readonly accepts: readonly PciConnector[]
  /** Whether libvirt puts devices there by itself; controllers it does in any case. */
  readonly isAutomatic: boolean
  readonly firstSlot: number
  readonly lastSlot: number
}

/** By model of the controller (domain_addr.c, virDomainPCIAddressBusSetModel). */
export const pciBusSlots = table<PciBusSlots>({
  'pci-root': { accepts: ['pci', 'pci-bridge', 'pci-expander-bus'], isAutomatic: true, firstSlot: 1, lastSlot: 31 },
  'pci-bridge': { accepts: ['pci', 'pci-bridge'], isAutomatic: true, firstSlot: 1, lastSlot: 31 },
  'pci-expander-bus': { accepts: ['pci', 'pci-bridge'], isAutomatic: true, firstSlot: 0, lastSlot: 31 },
  'pcie-root': {
    accepts: ['pcie', 'pcie-root-port', 'dmi-to-pci-bridge', 'pcie-expander-bus'],
    isAutomatic: false,
    firstSlot: 1,
    lastSlot: 31,
  },
  'dmi-to-pci-bridge': { accepts: ['pci', 'pci-bridge'], isAutomatic: false, firstSlot: 0, lastSlot: 31 },
  'pcie-to-pci-bridge': { accepts: ['pci', 'pci-bridge'], isAutomatic: true, firstSlot: 1, lastSlot: 31 },
  'pcie-root-port': {
    accepts: ['pcie', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'],
    isAutomatic: true,
    firstSlot: 0,
    lastSlot: 0,
  },
  'pcie-switch-upstream-port': { accepts: ['pcie-switch-downstream-port'], isAutomatic: false, firstSlot: 0, lastSlot: 31 },
  'pcie-switch-downstream-port': {
    accepts: ['pcie', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'],
    isAutomatic: true,
    firstSlot: 0,
    lastSlot: 0,
  },
  'pcie-expander-bus': { accepts: ['pcie-root-port', 'dmi-to-pci-bridge'], isAutomatic: false, firstSlot: 0, lastSlot: 31 },
})

/** What a PCI controller is to the bus that it sits on; the roots sit on none. */
export function plugOfController(model: string): PciPlug | undefined {
  return model in pciBuses && !model.endsWith('-root') ? (model as PciPlug) : undefined // the keys but the roots are PciPlug's words
}

/** Settings that only some PCI controllers have: attributes of `<target>`, and the elements `node` and `pcihole64`. */
export const modelsOfPciOption = table<readonly string[]>({
  chassisNr: ['pci-bridge'],
  chassis: ['pcie-root-port', 'pcie-switch-downstream-port'],
  port: ['pcie-root-port', 'pcie-switch-downstream-port'],
  busNr: ['pci-expander-bus', 'pcie-expander-bus'],
  hotplug: ['pci-root', 'pcie-root-port', 'pcie-switch-downstream-port'],
  memReserve: ['pcie-root-port', 'pci-bridge'],
  index: ['pci-root'],
  node: ['pci-expander-bus', 'pcie-expander-bus', 'pci-root'],
})

/** The QEMU devices that each model can be (qemu_validate.c, virDomainControllerPCIModelNameToQEMUCaps and kin). */
export const namesOfPciModel = table<readonly string[]>({
  'pci-root': ['spapr-pci-host-bridge'],
  'pci-bridge': ['pci-bridge'],
  'dmi-to-pci-bridge': ['i82801b11-bridge'],
  'pcie-root-port': ['pcie-root-port', 'ioh3420'],
  'pcie-switch-upstream-port': ['x3130-upstream'],
  'pcie-switch-downstream-port': ['xio3130-downstream'],
  'pci-expander-bus': ['pxb'],
  'pcie-expander-bus': ['pxb-pcie'],
  'pcie-to-pci-bridge': ['pcie-pci-bridge'],
})
