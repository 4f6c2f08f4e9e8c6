import type { CanonicalElement } from '../canonical/canonical-element.js'
import { canonicalize } from '../canonical/canonicalize.js'
import { libvirtLayout } from '../canonical/layout/libvirt-layout.js'
import type { CanonicalSettings } from '../canonical/working-domain.js'
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
  const copy = canonicalize(domain, settings).element
  leaveOutDefaults(copy)
  const again = scan(libvirtLayout(copy)).document.element
  const compared = again ? canonicalize(again, settings).element : canonical
  return { canonical, compared, unknowns: [...new Set(unknowns.map(({ what }) => what))] }
}

/** Takes away the devices that libvirt adds again by itself when they are as it would make them. */
function leaveOutDefaults(domain: CanonicalElement): void {
  const devices = domain.ensure('devices')
  const machine = domain.path('os/type')?.get('machine') ?? ''
  const controllers = (type: string) => devices.elements('controller').filter((controller) => controller.get('type') === type)
  if (/^pc(-i440fx-|-\d|$)/.test(machine)) {
    const [usb, other] = controllers('usb')
    if (usb && !other && isFirst(usb) && [undefined, 'piix3-uhci'].includes(usb.get('model'))) devices.remove(usb)
  }
  const [root, bridge] = controllers('pci')
  if (root && !bridge && isFirst(root) && root.get('model') === 'pci-root' && !root.has('pcihole64')) devices.remove(root)
  devices.remove(devices.elements('panic').find((panic) => ['s390', 'pseries'].includes(panic.get('model') ?? '')))
  if (/^(pc-)?q35/.test(machine))
    devices.remove(devices.elements('watchdog').find((watchdog) => watchdog.get('model') === 'itco' && watchdog.get('action') === 'reset'))
  for (const input of devices.elements('input'))
    if (input.get('type') === 'keyboard' && ['ps2', 'xen'].includes(input.get('bus') ?? '')) devices.remove(input)
}

/** Whether it is the controller number 0, and nobody gave it a name. */
function isFirst(controller: CanonicalElement): boolean {
  return Number(controller.get('index') ?? 0) === 0 && !controller.child('alias')?.get('name')?.startsWith('ua-')
}
