import { table } from '../table.js'

/**
 * Ports of a USB controller by model; the companions of an ICH9 EHCI controller share its ports (domain_addr.c,
 * virDomainUSBAddressControllerModelToPorts). An xHCI controller has 4 unless it says otherwise.
 */
export const usbPortsOfModel = table<number>({
  'piix3-uhci': 2,
  'piix4-uhci': 2,
  'vt82c686b-uhci': 2,
  ehci: 6,
  'ich9-ehci1': 6,
  'pci-ohci': 3,
  'nec-xhci': 4,
  'qemu-xhci': 4,
})

/** Ports of a USB hub. */
export const usbHubPorts = 8
