import { deviceDefaults } from '../../domain/facts/device-defaults.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Attributes of devices whose values libvirt writes down where they are left out, whatever the guest. */
export const simpleDefaults: Pass = {
  name: 'write out what devices leave out',
  mirrors: 'domain_conf.c, virDomain*DefParseXML; canonical-form 2.12',
  run(domain) {
    const kinds = domain.devicesByKind()
    for (const { device, when, child, attribute, value } of deviceDefaults) {
      for (const element of kinds.get(device) ?? []) {
        const holder = child === undefined ? element : element.child(child)
        if (holder && (when?.(element) ?? true)) complete(holder, attribute, value)
      }
    }
  },
}

function complete(element: CanonicalElement, attribute: string | undefined, value: string): void {
  if (attribute !== undefined) element.setDefault(attribute, value)
  else if (element.text === '') element.text = value
}
