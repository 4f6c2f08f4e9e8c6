import type { CanonicalElement } from '../canonical-element.js'
import { inControllerOrder, indexOf, isUsb2 } from '../controllers.js'
import type { Pass } from '../pass.js'

/**
 * A controller without an index gets the lowest one that is free for its type. The parts of an ICH9 USB 2 controller that follow
 * one another share one, as long as each part is there once.
 */
export const controllerIndexes: Pass = {
  name: 'number the controllers',
  mirrors: 'domain_postparse.c, virDomainAssignControllerIndexes; canonical-form 3.3',
  run(domain) {
    const controllers = domain.devices('controller')
    const taken = new IndexesTaken(controllers)
    let previousUsb: CanonicalElement | undefined
    let grouped = false
    for (const controller of controllers) {
      if (controller.get('index') === undefined) {
        const isGrouped = isUsb2(controller) && previousUsb !== undefined && isUsb2(previousUsb)
        const shared = isGrouped ? previousUsb?.get('index') : undefined
        const isShared = shared !== undefined && !taken.hasModel(controller, shared)
        grouped ||= isShared
        controller.set('index', isShared ? shared : taken.lowestFree(controller))
        taken.add(controller)
      }
      if (controller.get('type') === 'usb') previousUsb = controller
    }
    if (grouped) domain.replaceDevices('controller', inControllerOrder(controllers))
  },
}

class IndexesTaken {
  readonly #ofType = new Map<string, { readonly indexes: Set<number>; lowest: number }>()
  readonly #ofModel = new Set<string>()

  constructor(controllers: readonly CanonicalElement[]) {
    for (const controller of controllers) this.add(controller)
  }

  add(controller: CanonicalElement): void {
    const index = indexOf(controller)
    if (index === undefined) return
    this.#of(controller).indexes.add(index)
    this.#ofModel.add(modelKey(controller, String(index)))
  }

  hasModel(controller: CanonicalElement, index: string): boolean {
    return this.#ofModel.has(modelKey(controller, index))
  }

  lowestFree(controller: CanonicalElement): string {
    const ofType = this.#of(controller)
    while (ofType.indexes.has(ofType.lowest)) ofType.lowest++
    return String(ofType.lowest)
  }

  #of(controller: CanonicalElement) {
    const type = controller.get('type') ?? ''
    const ofType = this.#ofType.get(type) ?? { indexes: new Set(), lowest: 0 }
    this.#ofType.set(type, ofType)
    return ofType
  }
}

function modelKey(controller: CanonicalElement, index: string): string {
  return `${controller.get('type') ?? ''} ${index} ${controller.get('model') ?? ''}`
}
