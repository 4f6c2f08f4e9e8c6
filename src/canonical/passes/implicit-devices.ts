import { type MachineDevices, machineDevices } from '../../domain/facts/machine-devices.js'
import { compareVersions } from '../../domain/facts/target.js'
import { CanonicalElement } from '../canonical-element.js'
import { addControllers } from '../controllers.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** What the machine has whether the definition lists it or not. */
export const implicitDevices: Pass = {
  name: 'add what the machine has',
  mirrors: 'qemu_postparse.c, qemuDomainDefAddDefaultDevices; canonical-form 1.1 and 1.2',
  run(domain) {
    const devices = machineDevices(domain.arch, domain.machine, domain.target.libvirt)
    addMachineControllers(domain, devices)
    if (devices.balloon && domain.devices('memballoon').length === 0) add(domain, 'memballoon', { model: 'virtio' })
    if (devices.panic) addPanic(domain, devices.panic)
    if (devices.usbInputs && domain.devices('graphics').length > 0) addUsbInputs(domain)
    if (devices.ps2 && domain.element.path('features/ps2')?.get('state') !== 'off') {
      for (const type of ['mouse', 'keyboard']) addInput(domain, type, 'ps2')
    }
    if (devices.ich9) addWatchdog(domain)
  },
}

function addMachineControllers(domain: WorkingDomain, { usb, pciRoot, ich9 }: MachineDevices): void {
  if (usb !== undefined) addControllers(domain, 'usb', [0], usb || undefined)
  if (ich9) addControllers(domain, 'sata', [0])
  if (pciRoot) addControllers(domain, 'pci', [0], pciRoot)
}

function addPanic(domain: WorkingDomain, model: string): void {
  const isThere = domain.devices('panic').some((panic) => [undefined, model].includes(panic.get('model')))
  if (!isThere) add(domain, 'panic', { model })
}

function addUsbInputs(domain: WorkingDomain): void {
  const hasTablet = domain.devices('input').some((input) => input.get('type') === 'tablet' && input.get('bus') === 'usb')
  addInput(domain, 'keyboard', 'usb')
  if (!hasTablet) addInput(domain, 'mouse', 'usb')
}

/** An input device without a bus does not count: which bus it is on is decided later. */
function addInput(domain: WorkingDomain, type: string, bus: string): void {
  const isThere = domain.devices('input').some((input) => input.get('type') === type && input.get('bus') === bus)
  if (!isThere) add(domain, 'input', { type, bus })
}

/** The watchdog of the chipset, which libvirt knows since 9.1.0. */
function addWatchdog(domain: WorkingDomain): void {
  if (compareVersions(domain.target.libvirt, [9, 1, 0]) < 0) return
  const watchdogs = domain.devices('watchdog')
  if (watchdogs.some((watchdog) => watchdog.get('model') === 'itco')) return
  add(domain, 'watchdog', { model: 'itco', action: watchdogs[0]?.get('action') ?? 'reset' })
}

function add(domain: WorkingDomain, name: string, attributes: Record<string, string>): CanonicalElement {
  return domain.addDevice(CanonicalElement.create(name, { attributes }))
}
