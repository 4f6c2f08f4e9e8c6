import type { Controller } from './devices/controller.js'
import type { Domain } from './domain.js'

/** The USB controllers of one index, in document order. */
export interface UsbGroup {
  readonly masters: readonly Controller[]
  readonly companions: readonly Controller[]
}

/** The USB controllers of a domain by the index that is written. */
export interface UsbControllers {
  readonly groups: ReadonlyMap<number, UsbGroup>
  readonly areAllIndexed: boolean
  readonly areAllCompanions: boolean
}

/** The USB controllers of a domain, which share an index where they are one device for the guest. */
export function usbControllers(domain: Domain): UsbControllers {
  return domain.workedOut(groupUsbControllers)
}

function groupUsbControllers(domain: Domain): UsbControllers {
  const groups = new Map<number, { masters: Controller[]; companions: Controller[] }>()
  let areAllIndexed = true
  let areAllCompanions = true
  for (const controller of domain.controllers) {
    if (controller.type !== 'usb') continue
    const { index, isCompanion } = controller
    if (!isCompanion) areAllCompanions = false
    if (index === undefined) {
      areAllIndexed = false
      continue
    }
    const group = groups.get(index) ?? { masters: [], companions: [] }
    groups.set(index, group)
    const members = isCompanion ? group.companions : group.masters
    members.push(controller)
  }
  return { groups, areAllIndexed, areAllCompanions }
}
