import type { CanonicalElement } from '../canonical/canonical-element.js'
import { canonicalize } from '../canonical/canonicalize.js'
import { History } from '../canonical/history.js'
import { type KeptChange, keepEdits } from '../canonical/layout/keep-layout.js'
import { randomBytes as newRandomBytes } from '../canonical/random-bytes.js'
import type { Unknown } from '../canonical/working-domain.js'
import { deviceName } from '../domain/device-name.js'
import type { CheckSettings } from '../lint/engine.js'
import { documentKind } from '../lint/roots.js'
import { applyEdits, type TextEdit } from '../xml/edit.js'
import { scan } from '../xml/scan.js'
import type { XmlElement } from '../xml/tree.js'
import { isHostOnly, type PinScope } from './pin-scope.js'

/** One thing that libvirt would decide, written down. */
export interface Pin {
  readonly kind: KeptChange['kind']
  /** As people name it: `disk vda`, `controller pci 1`. */
  readonly device: string
  readonly domain: string
  /** What is written, as XML: `<type machine='pc-q35-10.0'>`. */
  readonly what: string
  /** What libvirt does that it comes from. */
  readonly why: string
  /** It was made up here, as libvirt makes it up: another run gives another. */
  readonly isRandom: boolean
}

/** A text in which everything stands that libvirt would fill in. */
export interface Pinned {
  readonly text: string
  readonly pins: readonly Pin[]
  /** What only the host knows and stays as it was written, in a few words each. */
  readonly unknowns: readonly string[]
}

/**
 * Writes into a definition what libvirt would fill in: machine type, controllers, addresses, models and defaults as they are on the
 * target of the settings. All else stays as it is written, byte for byte. `undefined` where the text is no well-formed XML, or holds no
 * domain. Pinning the result again changes nothing.
 */
export function pinText(text: string, settings: CheckSettings, scope: PinScope, randomBytes = newRandomBytes): Pinned | undefined {
  const { document, faults } = scan(text, settings)
  const kind = documentKind(document)
  if (faults.length > 0 || kind.kind !== 'domains') return undefined
  const edits: TextEdit[] = []
  const pins: Pin[] = []
  const unknowns = new Set<string>()
  for (const domain of kind.domains) {
    const history = new History()
    const canonical = canonicalize(domain, { ...settings, randomBytes }, history)
    const guessed = guesses(canonical.unknowns)
    const kept = keepEdits(canonical.element, history, (element, path, attribute) => {
      if (guessed.has(element)) return false
      return scope === 'all' || !isHostOnly(path, attribute)
    })
    edits.push(...kept.edits)
    const name = domain.child('name')?.text.trim() ?? ''
    pins.push(...kept.changes.map((change) => pinOf(change, domain, name, history)))
    for (const { what } of canonical.unknowns) unknowns.add(what)
  }
  return { text: applyEdits(text, edits), pins, unknowns: [...unknowns] }
}

/** What a pass put there for want of better knowledge: the address of a device whose kind is unknown, else the element itself. */
function guesses(unknowns: readonly Unknown[]): ReadonlySet<CanonicalElement> {
  return new Set(
    unknowns.flatMap(({ at }) => {
      const address = at.child('address')
      if (address) return address.source ? [] : [address]
      return knownBesides.has(at.name) ? [] : [at]
    }),
  )
}

/** Elements of which something is unknown, and all else is not. */
const knownBesides: ReadonlySet<string> = new Set(['os', 'type', 'graphics'])

function pinOf(change: KeptChange, domain: XmlElement, name: string, history: History): Pin {
  const { kind, path, line, source, attribute } = change
  const element = line.at(-1)
  const place = attribute === undefined ? path : `${path}@${attribute}`
  const pass = element && history.passBehind(element, attribute)
  return {
    kind,
    device: source ? deviceName(source, domain) : nameOfAdded(line, domain),
    domain: name,
    what: written(change),
    why: pass?.name ?? '',
    isRandom: randomPlaces.has(place) && !isInText(change.value ?? element?.text ?? '', domain),
  }
}

/** What libvirt makes up; `mac` is the place of a whole element. */
const randomPlaces: ReadonlySet<string> = new Set([
  'domain/uuid',
  'domain/genid',
  'domain/devices/interface/mac',
  'domain/devices/interface/mac@address',
  'domain/devices/memory/uuid',
])

/** Whether a UUID was taken from elsewhere in the definition, as that of the SMBIOS tables is. */
function isInText(value: string, { document, start, end }: XmlElement): boolean {
  const plain = (text: string) => text.replaceAll('-', '').toLowerCase()
  return value !== '' && plain(document.source.text.slice(start, end)).includes(plain(value))
}

/** The name of the device that an added element belongs to, or is. */
function nameOfAdded(line: readonly CanonicalElement[], domain: XmlElement): string {
  const [, below, device] = line
  if (below?.name !== 'devices' || !device) return below?.name ?? 'domain'
  if (device.source) return deviceName(device.source, domain)
  const model = device.get('model') ?? device.child('model')?.get('type')
  const parts = device.name === 'controller' ? [device.get('type'), device.get('index')] : [device.get('type') ?? model]
  return [device.name, ...parts].filter(Boolean).join(' ')
}

function written({ line, attribute, value, added }: KeptChange): string {
  const name = line.at(-1)?.name ?? ''
  if (attribute !== undefined) return `<${name} ${attribute}='${value ?? ''}'>`
  if (!added) return `<${name}>${value ?? ''}</${name}>`
  const attributes = Object.entries(added.attributes ?? {}).map(([key, of]) => ` ${key}='${of}'`)
  const open = `<${name}${attributes.join('')}`
  if (added.text !== undefined) return `${open}>${added.text}</${name}>`
  return added.children ? `${open}>` : `${open}/>`
}
