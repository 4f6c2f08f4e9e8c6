import { type ControllerGuest, defaultScsiModel, defaultUsbModel } from '../../domain/facts/controller-models.js'
import type { CanonicalElement } from '../canonical-element.js'
import { addressType } from '../device-address.js'
import type { Pass } from '../pass.js'

/**
 * USB and SCSI controllers get a model; other controllers that name none keep none. The first SCSI controller with a model of its own
 * sets an example to those without; pSeries guests follow none.
 */
export const controllerModels: Pass = {
  name: 'choose the models of controllers',
  mirrors: 'qemu_postparse.c, qemuDomainControllerDefPostParse; canonical-form 2.6',
  run(domain) {
    const { arch, machine, target, settings } = domain
    const guest = { arch, machine, libvirt: target.libvirt, abiUpdate: settings.abiUpdate }
    const example = machine.family === 'pseries' ? undefined : domain.controllers('scsi').find((controller) => !isOpen(controller))
    for (const controller of domain.devices('controller')) {
      const model = chooseModel(controller, guest, example?.get('model'))
      if (model) controller.set('model', model)
    }
  },
}

function isOpen(controller: CanonicalElement): boolean {
  const model = controller.get('model')
  return model === undefined || model === 'auto'
}

function chooseModel(controller: CanonicalElement, guest: ControllerGuest, example: string | undefined): string | undefined {
  switch (controller.get('type')) {
    case 'usb':
      if (controller.get('model') !== undefined) return undefined
      return guest.arch.startsWith('s390') && addressType(controller) === '' ? 'none' : defaultUsbModel(guest)
    case 'scsi':
      return isOpen(controller) ? (example ?? defaultScsiModel(guest)) : undefined
    default:
      return undefined
  }
}
