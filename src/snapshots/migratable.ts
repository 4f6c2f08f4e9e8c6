import { CanonicalElement } from '../canonical/canonical-element.js'
import { canonicalize } from '../canonical/canonicalize.js'
import { libvirtLayout } from '../canonical/layout/libvirt-layout.js'
import type { CanonicalSettings, Unknown } from '../canonical/working-domain.js'
import { grouped } from '../domain/grouped.js'
import { parseMachine } from '../domain/machine.js'
import { scan } from '../xml/scan.js'
import type { XmlElement } from '../xml/tree.js'
import { type AbiUnknown, unknownAbi } from './unknown-abi.js'

/** A definition in libvirt's form, and in the form in which libvirt compares it. */
export interface ComparedForm {
  /** The element of the text that it is the form of. */
  readonly domain: XmlElement
  /** With the elements of the text as sources. */
  readonly canonical: CanonicalElement
  /** As libvirt reads it back from its own text, of which its sources are elements. Made when it is asked for, as the next one. */
  readonly printed: CanonicalElement
  /** The migratable copy, after the round trip; its sources are elements of libvirt's own text. */
  readonly compared: CanonicalElement
  /** What only the host knows. */
  readonly unknowns: readonly string[]
  /** The same one by one, with what no definition tells of devices of the host. */
  readonly unknownAbi: readonly AbiUnknown[]
  /** The element of the text behind one of `printed` or `compared`; undefined where libvirt adds it. */
  originOf(element: CanonicalElement): XmlElement | undefined
  /** The device of `canonical` that the copy leaves out and libvirt adds again as this one of `compared`; undefined for all others. */
  leftOut(device: CanonicalElement): CanonicalElement | undefined
}

/**
 * What libvirt compares of a definition: it writes a copy for migration, leaves out in it what any libvirt adds by itself, and reads it
 * again (qemu_domain.c, qemuDomainDefCopy and qemuDomainDefFormatBufInternal).
 */
export function comparedForm(domain: XmlElement, settings: CanonicalSettings): ComparedForm {
  const { element: canonical, unknowns } = canonicalize(domain, settings)
  return new Forms(canonical, unknowns, domain, settings)
}

class Forms implements ComparedForm {
  readonly domain: XmlElement
  readonly canonical: CanonicalElement
  readonly unknowns: readonly string[]
  readonly #unknowns: readonly Unknown[]
  readonly #settings: CanonicalSettings
  readonly #origins = new Map<XmlElement, XmlElement | undefined>()
  #printed: CanonicalElement | undefined
  #compared: CanonicalElement | undefined
  #kinds: ReadonlyMap<string, CanonicalElement> | undefined

  constructor(canonical: CanonicalElement, unknowns: readonly Unknown[], domain: XmlElement, settings: CanonicalSettings) {
    this.canonical = canonical
    this.unknowns = [...new Set(unknowns.map(({ what }) => what))]
    this.#unknowns = unknowns
    this.domain = domain
    this.#settings = settings
  }

  get printed(): CanonicalElement {
    const again = this.#printed ? undefined : this.#readAgain(this.canonical)
    this.#printed ??= again ? CanonicalElement.of(again) : this.canonical
    return this.#printed
  }

  get compared(): CanonicalElement {
    const again = this.#compared ? undefined : this.#readAgain(migratable(this.canonical))
    this.#compared ??= again ? canonicalize(again, this.#settings).element : this.canonical
    return this.#compared
  }

  get unknownAbi(): readonly AbiUnknown[] {
    return unknownAbi(this.canonical, this.#unknowns, this.domain)
  }

  originOf(element: CanonicalElement): XmlElement | undefined {
    const { source } = element
    if (source) return this.#origins.has(source) ? this.#origins.get(source) : source
    return this.leftOut(element)?.source
  }

  leftOut(device: CanonicalElement): CanonicalElement | undefined {
    return device.source ? undefined : this.#firstOfKind.get(kindOf(device))
  }

  /** The devices of `canonical`, the first of each kind. */
  get #firstOfKind(): ReadonlyMap<string, CanonicalElement> {
    if (this.#kinds) return this.#kinds
    const kinds = new Map<string, CanonicalElement>()
    for (const device of this.canonical.child('devices')?.children ?? []) {
      const kind = kindOf(device)
      if (!kinds.has(kind)) kinds.set(kind, device)
    }
    this.#kinds = kinds
    return kinds
  }

  /** The root of libvirt's text of a definition; where its elements come from is kept. */
  #readAgain(form: CanonicalElement): XmlElement | undefined {
    const root = scan(libvirtLayout(form, this.#settings.target.libvirt)).document.element
    if (root) this.#link(root, form, undefined, 0)
    return root
  }

  /** @param device where a part of a device that libvirt adds is found: at the device. */
  #link(again: XmlElement, { source, children }: CanonicalElement, device: XmlElement | undefined, depth: number): void {
    this.#origins.set(again, source ?? device)
    const byName = new Map([...grouped(children, ({ name }) => name)].map(([name, originals]) => [name, originals.values()]))
    for (const child of again.elements()) {
      const original: CanonicalElement | undefined = byName.get(child.name)?.next().value
      if (original) this.#link(child, original, depth < 2 ? original.source : device, depth + 1)
      else this.#origins.set(child, device)
    }
  }
}

/** Of what kind a device is, so far that a domain has only one of it that libvirt adds by itself. */
function kindOf(device: CanonicalElement): string {
  return JSON.stringify([device.name, ...['type', 'model', 'bus', 'index'].map((name) => device.get(name))])
}

/** The copy for migration: without what libvirt adds again by itself when it is as it would make it, and with what older ones expect. */
function migratable(domain: CanonicalElement): CanonicalElement {
  const devices = domain.child('devices')
  if (!devices) return domain
  const type = domain.path('os/type')
  const arch = type?.get('arch') ?? ''
  const { family } = parseMachine(type?.get('machine'), arch)
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
  const kept = devices.children.filter((device) => !isDefault(device)).map(withoutNativeTarget)
  const isX86 = arch === 'x86_64' || arch === 'i686'
  return withChildren(
    domain,
    domain.children.map((child) => {
      if (child === devices) return withChildren(devices, kept)
      return child.name === 'cpu' && isX86 ? withoutPconfig(child) : child
    }),
  )
}

/** Whether it is the controller number 0, and nobody gave it a name. */
function isFirst(controller: CanonicalElement): boolean {
  return Number(controller.get('index') ?? 0) === 0 && !controller.child('alias')?.get('name')?.startsWith('ua-')
}

/** A serial port of the machine itself is of the kind that the machine has. */
function withoutNativeTarget(device: CanonicalElement): CanonicalElement {
  const target = device.name === 'serial' ? device.child('target') : undefined
  if (!['spapr-vio-serial', 'system-serial'].includes(target?.get('type') ?? '')) return device
  const bare = CanonicalElement.create('target', { attributes: { port: target?.get('port') } })
  return withChildren(
    device,
    device.children.map((child) => (child === target ? bare : child)),
  )
}

/** Icelake-Server has never had `pconfig`, whatever QEMU's table says. */
function withoutPconfig(cpu: CanonicalElement): CanonicalElement {
  if ((cpu.get('mode') ?? 'custom') !== 'custom' || cpu.child('model')?.text.trim() !== 'Icelake-Server') return cpu
  const pconfig = CanonicalElement.create('feature', { attributes: { policy: 'disable', name: 'pconfig' } })
  const isPconfig = (child: CanonicalElement) => child.name === 'feature' && child.get('name') === 'pconfig'
  const children = cpu.children.map((child) => (isPconfig(child) ? pconfig : child))
  return withChildren(cpu, children.includes(pconfig) ? children : [...children, pconfig])
}

/** A copy that stands for the same element of the text. */
function withChildren(element: CanonicalElement, children: readonly CanonicalElement[]): CanonicalElement {
  const attributes = Object.fromEntries(element.attributes)
  return CanonicalElement.create(element.name, { attributes, text: element.text, children })
}
