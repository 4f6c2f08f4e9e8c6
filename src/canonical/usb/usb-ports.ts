import { usbHubPorts, usbPortsOfModel } from '../../domain/facts/usb-ports.js'
import type { CanonicalElement } from '../canonical-element.js'

/** How deep hubs can be plugged into one another, the controller's own ports included (domain_conf.h, VIR_DOMAIN_DEVICE_USB_MAX_PORT_DEPTH). */
export const maxDepth = 4

/** Models that have as many ports as they are told to have. */
const flexible = new Set(['nec-xhci', 'qemu-xhci'])
const mostPorts = 255

/** How many ports a USB controller has. */
export function portsOf(controller: CanonicalElement): number {
  const model = controller.get('model') || 'piix3-uhci'
  const told = flexible.has(model) ? Number(controller.get('ports') ?? Number.NaN) : Number.NaN
  return Number.isInteger(told) ? Math.min(told, mostPorts) : (usbPortsOfModel[model] ?? 0)
}

/** The ports of a controller or hub, with the hubs that are plugged into them. */
export class UsbHub {
  readonly #ports: number
  readonly #used = new Set<number>()
  readonly #hubs = new Map<number, UsbHub>()
  /** No port below this one is free. */
  #lowest = 1
  /** Nothing below is free either: found out once, and true for good unless a hub is plugged in. */
  #isFull = false

  constructor(ports: number) {
    this.#ports = ports
  }

  /** Takes a port that an address names; one that is not there is nobody's. */
  reserve(path: readonly number[]): void {
    const [port = 0, ...rest] = path
    if (rest.length > 0) this.#hubs.get(port)?.reserve(rest)
    else if (port >= 1 && port <= this.#ports) this.#used.add(port)
  }

  /** Plugs a hub into a port. */
  plug(path: readonly number[]): void {
    const [port = 0, ...rest] = path
    this.#isFull = false
    if (rest.length > 0) this.#hubs.get(port)?.plug(rest)
    else if (port >= 1 && port <= this.#ports) {
      this.#used.add(port)
      if (!this.#hubs.has(port)) this.#hubs.set(port, new UsbHub(usbHubPorts))
    }
  }

  /** Takes the first free port: here, else on the hubs here, the lowest one first. Undefined if there is none. */
  takeFree(depth = 1): number[] | undefined {
    if (this.#isFull) return undefined
    while (this.#used.has(this.#lowest)) this.#lowest++
    if (this.#lowest <= this.#ports) {
      this.#used.add(this.#lowest)
      return [this.#lowest]
    }
    for (const [port, hub] of depth < maxDepth ? [...this.#hubs].sort(([a], [b]) => a - b) : []) {
      const below = hub.takeFree(depth + 1)
      if (below) return [port, ...below]
    }
    this.#isFull = true
    return undefined
  }
}
