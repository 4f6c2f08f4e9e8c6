import type { CanonicalElement } from '../canonical-element.js'
import { addControllers, indexOf } from '../controllers.js'
import { addressNumber, addressType, setAddress } from '../device-address.js'
import { devicesInOrder } from '../device-order.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Ports of a controller that does not say how many it has; port 0 is the console's. */
const defaultPorts = 31

/** Channels get the next free port; consoles only take one away, and keep no address. */
export const virtioSerialAddresses: Pass = {
  name: 'number the ports of virtio-serial controllers',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignVirtioSerialAddresses; canonical-form 4.3',
  run(domain) {
    const isOpen = (device: CanonicalElement) => device.child('target')?.get('type') === 'virtio' && !isComplete(device)
    const consoles = domain.devices('console').filter(isOpen)
    const channels = domain.devices('channel').filter(isOpen)
    if (consoles.length + channels.length === 0) return
    const ports = new SerialPorts(domain)
    for (const _ of consoles) ports.take(0)
    for (const channel of channels) {
      const wanted = addressType(channel) === 'virtio-serial' ? addressNumber(channel, 'controller') : undefined
      const free = ports.take(1, wanted)
      if (free) setAddress(channel, 'virtio-serial', { controller: String(free.controller), bus: '0', port: String(free.port) })
    }
    addControllers(domain, 'virtio-serial', ports.added)
  },
}

function isComplete(device: CanonicalElement): boolean {
  return addressType(device) === 'virtio-serial' && addressNumber(device, 'port') !== 0
}

class SerialPorts {
  /** Controllers that had to be added. */
  readonly added: number[] = []
  readonly #controllers: SerialController[]
  #lowestUnused = 0

  constructor(domain: WorkingDomain) {
    this.#controllers = domain.controllers('virtio-serial').flatMap((controller) => {
      const index = indexOf(controller)
      return index === undefined ? [] : new SerialController(index, Number(controller.get('ports') ?? defaultPorts))
    })
    this.#controllers.sort((a, b) => a.index - b.index)
    for (const device of devicesInOrder(domain)) {
      if (isComplete(device)) this.#find(addressNumber(device, 'controller'))?.used.add(addressNumber(device, 'port'))
    }
  }

  /** Takes the lowest free port from `first` on, of one controller or of any: then another one is added if all are full. */
  take(first: 0 | 1, wanted?: number): { controller: number; port: number } | undefined {
    const candidates = wanted === undefined ? this.#controllers : [this.#find(wanted)]
    for (const controller of candidates) {
      const port = controller?.take(first)
      if (controller && port !== undefined) return { controller: controller.index, port }
    }
    if (wanted !== undefined) return undefined
    const controller = this.#add()
    controller.used.add(first)
    return { controller: controller.index, port: first }
  }

  #find(index: number): SerialController | undefined {
    return this.#controllers.find((controller) => controller.index === index)
  }

  #add(): SerialController {
    while (this.#find(this.#lowestUnused)) this.#lowestUnused++
    const controller = new SerialController(this.#lowestUnused, defaultPorts)
    this.#controllers.push(controller)
    this.#controllers.sort((a, b) => a.index - b.index)
    this.added.push(controller.index)
    return controller
  }
}

class SerialController {
  readonly index: number
  readonly used = new Set<number>()
  readonly #ports: number
  /** No port from 1 up to here is free. */
  #lowest = 1

  constructor(index: number, ports: number) {
    this.index = index
    this.#ports = ports
  }

  take(first: 0 | 1): number | undefined {
    while (this.used.has(this.#lowest)) this.#lowest++
    const port = first === 0 && !this.used.has(0) ? 0 : this.#lowest
    if (!(port < this.#ports)) return undefined
    this.used.add(port)
    return port
  }
}
