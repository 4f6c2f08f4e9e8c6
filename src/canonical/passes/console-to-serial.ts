import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** The first console of a guest without serial ports is a serial port. */
export const consoleToSerial: Pass = {
  name: 'make the first console a serial port',
  mirrors: 'domain_postparse.c, virDomainDefAddConsoleCompat; canonical-form 1.2',
  run(domain) {
    const [console] = domain.devices('console')
    if (!domain.isHvm || !console || domain.devices('serial').length > 0) return
    if ((console.child('target')?.get('type') ?? 'serial') !== 'serial') return
    const serial = CanonicalElement.create('serial', {
      attributes: { type: console.get('type') },
      children: console.children.filter(({ name }) => name !== 'target'),
    })
    serial.append(CanonicalElement.create('target', { attributes: { port: '0' } }))
    domain.addDevice(serial)
  },
}
