import { CanonicalElement } from '../canonical/canonical-element.js'
import { canonicalize } from '../canonical/canonicalize.js'
import { libvirtLayout } from '../canonical/layout/libvirt-layout.js'
import type { CanonicalSettings } from '../canonical/working-domain.js'
import { parseMachine } from '../domain/machine.js'
import { scan } from '../xml/scan.js'
import type { XmlElement } from '../xml/tree.js'

/** A definition in libvirt's form, and in the form in which libvirt compares it. */
export interface ComparedForm {
  /** With the elements of the text as sources. */
  readonly canonical: CanonicalElement
  /** After the round trip; its sources are elements of libvirt's own text. */
  readonly compared: CanonicalElement
  /** What only the host knows. */
  readonly unknowns: readonly string[]
}

/**
 * What libvirt compares of a definition: it writes a copy for migration, leaves out in it what any libvirt adds by itself, and reads it
 * again (qemu_domain.c, qemuDomainDefCopy and qemuDomainDefFormatBufInternal).
 */
export function comparedForm(domain: XmlElement, settings: CanonicalSettings): ComparedForm {
  const { element: canonical, unknowns } = canonicalize(domain, settings)
  const again = scan(libvirtLayout(withoutDefaults(canonical))).document.element
  const compared = again ? canonicalize(again, settings).element : canonical
  return { canonical, compared, unknowns: [...new Set(unknowns.map(({ what }) => what))] }
}

/** The same without the devices that libvirt adds again by itself when they are as it would make them. */
function withoutDefaults(domain: CanonicalElement): CanonicalElement {
  const devices = domain.child('devices')
  if (!devices) return domain
  const type = domain.path('os/type')
  const { family } = parseMachine(type?.get('machine'), type?.get('arch') ?? '')
  const only = (kind: string): CanonicalElement | undefined => {
    const [controller, other] = devices.elements('controller').filter((one) => one.get('type') === kind)
    return controller && !other && isFirst(controller) ? controller : undefined
  }
  const usb = family === 'i440fx' ? only('usb') : undefined
  const root = only('pci')
  const panic = devices.elements('panic').find((one) => ['s390', 'pseries'].includes(one.get('model') ?? ''))
  const watchdog = devices.elements('watchdog').find((one) => one.get('model') === 'itco' && one.get('action') === 'reset')
  const isDefault = (device: CanonicalElement): boolean =>
    (device === usb && [undefined, 'piix3-uhci'].includes(device.get('model'))) ||
    (device === root && device.get('model') === 'pci-root' && !device.has('pcihole64')) ||
    device === panic ||
    (device === watchdog && family === 'q35') ||
    (device.name === 'input' && device.get('type') === 'keyboard' && ['ps2', 'xen'].includes(device.get('bus') ?? ''))
  const kept = CanonicalElement.create('devices', { children: devices.children.filter((device) => !isDefault(device)) })
  return CanonicalElement.create(domain.name, {
    attributes: Object.fromEntries(domain.attributes),
    children: domain.children.map((child) => (child === devices ? kept : child)),
  })
}

/** Whether it is the controller number 0, and nobody gave it a name. */
function isFirst(controller: CanonicalElement): boolean {
  return Number(controller.get('index') ?? 0) === 0 && !controller.child('alias')?.get('name')?.startsWith('ua-')
}
