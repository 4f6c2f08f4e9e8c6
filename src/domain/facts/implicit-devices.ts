import type { Domain } from '../domain.js'
import { type MachineDevices, machineDevices } from './machine-devices.js'
import type { Version } from './target.js'

/** A device that libvirt adds to a guest whose definition does not have it. */
interface ImplicitDevice {
  /** As people call it, with its article. */
  readonly name: string
  readonly isOf: (devices: MachineDevices) => boolean
  readonly isListed: (domain: Domain) => boolean
  /** The model that libvirt takes; empty or absent where it is not known. */
  readonly modelOf?: (devices: MachineDevices) => string | undefined
}

/**
 * Devices that take a place in the guest although no element names them. PCI roots, the SATA controller of q35, and keyboards and mice are
 * left out: the machine itself has them, or they come with graphics.
 */
const implicitDevices: readonly ImplicitDevice[] = [
  {
    name: 'a USB controller',
    isOf: ({ usb }) => usb !== undefined,
    modelOf: ({ usb }) => usb,
    isListed: (domain) => domain.controllers.some(({ type }) => type === 'usb'),
  },
  {
    name: 'a memory balloon',
    isOf: ({ balloon = false }) => balloon,
    isListed: (domain) => domain.has('memballoon'),
  },
  {
    name: 'an iTCO watchdog (since libvirt 9.1.0)',
    isOf: ({ ich9 = false }) => ich9,
    isListed: (domain) => domain.has('watchdog', 'model', 'itco'),
  },
]

/** The names of the devices that this libvirt adds to this guest. */
export function addedDevices(domain: Domain, libvirt: Version): string[] {
  if (!domain.isQemu) return []
  const devices = machineDevices(domain.arch, domain.machine, libvirt)
  return implicitDevices
    .filter(({ isOf, isListed }) => isOf(devices) && !isListed(domain))
    .map(({ name, modelOf }) => {
      const model = modelOf?.(devices)
      return model ? `${name} (${model})` : name
    })
}

/** Whether this libvirt gives this guest a memory balloon that its definition does not list. */
export function addsBalloon(domain: Domain, libvirt: Version): boolean {
  return machineDevices(domain.arch, domain.machine, libvirt).balloon === true && !domain.has('memballoon')
}
