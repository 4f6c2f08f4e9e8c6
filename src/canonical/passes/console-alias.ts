import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Serial ports that show up as the first console, too. */
const consoleTypes = new Set(['isa-serial', 'spapr-vio-serial', 'system-serial', 'sclp-serial', undefined])

/** The first serial port is also the first console; the others are numbered as they come. */
export const consoleAlias: Pass = {
  name: 'show serial ports as consoles',
  mirrors: 'domain_postparse.c, virDomainDefAddConsoleCompat, and domain_conf.c, virDomainDefFormatInternal; canonical-form 1.2 and 6.4',
  run(domain) {
    if (domain.isHvm) addAlias(domain)
    const serials = domain.isHvm ? domain.devices('serial') : []
    for (const [index, console] of domain.devices('console').entries()) {
      const target = console.ensure('target')
      target.setDefault('type', 'serial')
      target.set('port', String(index))
      const serial = serials[index]
      if (serial && target.get('type') === 'serial') showSerial(console, serial)
    }
  },
}

function addAlias(domain: WorkingDomain): void {
  const [serial] = domain.devices('serial')
  const consoles = domain.devices('console')
  if (!serial || !consoleTypes.has(serial.child('target')?.get('type'))) return
  if (consoles[0] && (consoles[0].child('target')?.get('type') ?? 'serial') === 'serial') return
  domain.replaceDevices('console', [CanonicalElement.create('console'), ...consoles])
}

function showSerial(console: CanonicalElement, serial: CanonicalElement): void {
  const target = console.child('target')
  target?.set('port', serial.child('target')?.get('port'))
  for (const [name, value] of serial.attributes) console.set(name, value)
  console.replaceChildren(serial.children.filter(({ name }) => name !== 'target').map(copy))
  if (target) console.append(target)
}

function copy(element: CanonicalElement): CanonicalElement {
  const { name, attributes, text, children } = element
  return CanonicalElement.create(name, { attributes: Object.fromEntries(attributes), text, children: children.map(copy) })
}
