import { completeMaster, inControllerOrder } from '../controllers.js'
import type { Pass } from '../pass.js'

/** Controllers of one type stand together, by index. A controller without a type is an IDE controller. */
export const controllerOrder: Pass = {
  name: 'order the controllers',
  mirrors: 'domain_conf.c, virDomainControllerInsertPreAlloced; canonical-form 2.6 and 3.2',
  run(domain) {
    const controllers = domain.devices('controller')
    for (const controller of controllers) {
      controller.setDefault('type', 'ide')
      completeMaster(controller)
    }
    domain.replaceDevices('controller', inControllerOrder(controllers))
  },
}
