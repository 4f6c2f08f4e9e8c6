import type { Domain } from '../domain.js'
import { guestKind } from './implicit-models.js'

/** A device that libvirt adds to a guest whose definition does not have it. */
interface ImplicitDevice {
  /** As people call it, with its article. */
  readonly name: string
  readonly isAdded: (domain: Domain) => boolean
}

const balloonKinds = new Set(['x86', 'pseries', 'ppc64', 's390', 'riscv-virt'])

/**
 * Devices that take a place in the guest although no element names them (libvirt 11.3, qemu_postparse.c,
 * qemuDomainDefAddDefaultDevices). PCI roots, the SATA controller of q35 and the PS/2 devices are left out: the machine itself
 * has them.
 */
const implicitDevices: readonly ImplicitDevice[] = [
  {
    name: 'a USB controller',
    isAdded: (domain) =>
      (domain.machine.family === 'i440fx' || domain.machine.family === 'q35' || domain.machine.family === 'pseries') &&
      !domain.controllers.some(({ type }) => type === 'usb'),
  },
  {
    name: 'a memory balloon',
    isAdded: addsBalloon,
  },
  {
    name: 'an iTCO watchdog (since libvirt 9.1.0)',
    isAdded: (domain) => domain.machine.family === 'q35' && !domain.has('watchdog', 'model', 'itco'),
  },
]

/** The names of the devices that libvirt adds to this guest. */
export function addedDevices(domain: Domain): string[] {
  return domain.isQemu ? implicitDevices.filter(({ isAdded }) => isAdded(domain)).map(({ name }) => name) : []
}

/** Whether libvirt gives this guest a memory balloon that its definition does not list. */
export function addsBalloon(domain: Domain): boolean {
  return balloonKinds.has(guestKind(domain)) && !domain.has('memballoon')
}
