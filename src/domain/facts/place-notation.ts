import type { Range } from '../../xml/source.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { parseVersion, type Target, type Version } from './target.js'

/** A place where libvirt reads a value: an attribute, or an element's text. */
export interface ValuePlace {
  /** The element, as a rule's element path. */
  readonly element: string
  /** Absent where the element's text is meant. */
  readonly attribute: string | undefined
  readonly required: boolean
  /** An empty value counts as absent. */
  readonly emptyAllowed: boolean
}

/** The devices that have an `<address>`. */
const devices =
  '{disk,controller,filesystem,interface,hostdev,input,hub,serial,parallel,console,channel,smartcard,redirdev,sound,video,watchdog,memballoon,rng,tpm,panic,shmem,memory,vsock,crypto,iommu,nvram}'

/**
 * The places that a key of enumerations.ts, switches.ts or numbers.ts stands for: `path@attribute` or `path`, `{a,b}` for each of
 * several, `<device>` for every kind of device. @throws SyntaxError for any other text.
 */
export function placesOf(key: string): ValuePlace[] {
  const text = key.replace('<device>', devices)
  const end = text.search(/[!?]*$/)
  const marks = text.slice(end)
  const required = marks.includes('!')
  const emptyAllowed = marks.includes('?')
  return alternatives(text.slice(0, end)).map((place) => {
    const at = place.lastIndexOf('@')
    // In `name[@attribute]` the @ belongs to the element path.
    const split = at === -1 || place[at - 1] === '[' ? place.length : at
    const element = place.slice(0, split)
    if (!element.startsWith('domain')) throw new SyntaxError(`'${key}' is no place: write domain/path@attribute`)
    return { element, attribute: split === place.length ? undefined : place.slice(split + 1), required, emptyAllowed }
  })
}

function alternatives(text: string): string[] {
  const open = text.indexOf('{')
  if (open === -1) return [text]
  const close = text.indexOf('}', open)
  const before = text.slice(0, open)
  const tails = alternatives(text.slice(close + 1))
  return text
    .slice(open + 1, close)
    .split(',')
    .flatMap((choice) => tails.map((tail) => before + choice + tail))
}

/** The value as libvirt reads it. It looks at the first element of a name where it wants a text. */
export function valueAt(
  element: XmlElement,
  { attribute, emptyAllowed }: ValuePlace,
): { readonly value: string; readonly at: XmlAttribute | Range } | undefined {
  if (attribute !== undefined) {
    const at = element.attribute(attribute)
    return at && !(at.value === '' && emptyAllowed) ? { value: at.value, at } : undefined
  }
  const value = element.text
  if ((value === '' && emptyAllowed) || element.parentElement?.child(element.name) !== element) return undefined
  return { value, at: element.textRange }
}

export interface KnownWord {
  readonly name: string
  /** The libvirt that knows it first; absent if every libvirt in use does. */
  readonly since: Version | undefined
}

/** A word of a table, perhaps with the libvirt that knows it first: `word:9.8.0`. */
export function sinceOf(word: string): KnownWord {
  const [, name = word, version] = /^(.+):(\d+\.\d+\.\d+)$/.exec(word) ?? []
  return { name, since: version === undefined ? undefined : parseVersion(version) }
}

/**
 * Where libvirt reads the values of an element only under a condition that an element path cannot say. Elsewhere it ignores them,
 * right or wrong. Each was tried on libvirt 12.8.
 */
const conditions: readonly (readonly [prefix: string, holds: (element: XmlElement) => boolean])[] = [
  ['domain/os/', (element) => !containerTypes.has(ancestor(element, 'os')?.child('type')?.text ?? '')],
  ['domain/devices/interface/driver', (element) => element.parentElement?.child('model')?.attr('type')?.startsWith('virtio') === true],
  ['domain/devices/filesystem/binary', (element) => ancestor(element, 'filesystem')?.child('driver')?.attr('type') === 'virtiofs'],
  ['domain/features/hyperv/', (element) => ancestor(element, 'hyperv')?.attr('mode') !== 'passthrough'],
  ['domain/features/hyperv/stimer/', (element) => element.parentElement?.attr('state') === 'on'],
  ['domain/features/hyperv/tlbflush/', (element) => element.parentElement?.attr('state') === 'on'],
  ['domain/features/hyperv/spinlocks@retries', (element) => element.attr('state') === 'on'],
  ['domain/features/xen/passthrough@mode', (element) => element.attr('state') === 'on'],
]

/** The types of guests that are no machines: libvirt reads no boot options there. */
const containerTypes = new Set(['exe', 'uml'])

/** The virtio options are read on every interface, whatever its model. */
const virtioOptions = new Set(['iommu', 'ats', 'packed', 'page_per_vq'])

/** What must hold of the element so that libvirt reads the place at all; undefined if it always does. */
export function conditionOf({ element, attribute }: ValuePlace): ((element: XmlElement) => boolean) | undefined {
  if (attribute !== undefined && virtioOptions.has(attribute)) return undefined
  const held = conditions.filter(([prefix]) => `${element}@${attribute}`.startsWith(prefix)).map(([, holds]) => holds)
  return held.length === 0 ? undefined : (candidate) => held.every((holds) => holds(candidate))
}

function ancestor(element: XmlElement, name: string): XmlElement | undefined {
  let current: XmlElement | undefined = element
  while (current && current.name !== name) current = current.parentElement
  return current
}

/** One table of checks for all places, as `on` takes it: several places of one element are looked at together. */
export function byElement<Result>(entries: Iterable<readonly [ValuePlace, (element: XmlElement, target: Target) => Result | undefined]>) {
  type Look = (element: XmlElement, target: Target) => Result | undefined
  const places = new Map<string, (readonly [ValuePlace, Look])[]>()
  for (const entry of entries) {
    const known = places.get(entry[0].element)
    if (known) known.push(entry)
    else places.set(entry[0].element, [entry])
  }
  return Object.fromEntries(
    [...places].map(([path, all]) => {
      // Most elements of the format are in no file that is read: their conditions are looked up when the first one is met.
      let looks: (readonly [Look, ReturnType<typeof conditionOf>])[] | undefined
      return [
        path,
        (element: XmlElement, { target }: { readonly target: Target }) => {
          looks ??= all.map(([place, look]) => [look, conditionOf(place)])
          return looks.flatMap(([look, holds]) => (holds && !holds(element) ? [] : (look(element, target) ?? [])))
        },
      ]
    }),
  )
}
