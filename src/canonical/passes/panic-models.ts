import { defaultPanicModel } from '../../domain/facts/panic-models.js'
import type { Pass } from '../pass.js'

/** A panic device is of the machine's kind. */
export const panicModels: Pass = {
  name: 'choose the models of panic devices',
  mirrors: 'qemu_postparse.c, qemuDomainDefaultPanicModel; canonical-form 2.12',
  run(domain) {
    for (const panic of domain.devices('panic')) {
      const model = panic.get('model') ?? defaultPanicModel(domain)
      panic.set('model', model)
    }
  },
}
