import type { Range } from '../../xml/source.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { parseVersion, type Target, type Version } from './target.js'

/** A place where libvirt reads a value: an attribute, or an element's text. */
export interface ValuePlace {
  /** The element, as a rule's element path; `{a,b}` in it stands for several elements. */
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
  const { element, attributes, marks } = partsOf(key)
  const required = marks.includes('!')
  const emptyAllowed = marks.includes('?')
  const names = attributes === undefined ? [undefined] : alternatives(attributes)
  return names.map((attribute) => ({ element, attribute, required, emptyAllowed }))
}

/** A key without its marks, taken apart. @throws SyntaxError as `placesOf` does. */
function partsOf(key: string): { readonly element: string; readonly attributes: string | undefined; readonly marks: string } {
  const text = key.includes('<') ? key.replace('<device>', devices) : key
  if (!text.startsWith('domain')) throw new SyntaxError(`'${key}' is no place: write domain/path@attribute`)
  let end = text.length
  while (text[end - 1] === '!' || text[end - 1] === '?') end--
  const marks = text.slice(end)
  const at = text.lastIndexOf('@', end)
  // In `name[@attribute]` the @ belongs to the element path.
  if (at === -1 || text[at - 1] === '[') return { element: text.slice(0, end), attributes: undefined, marks }
  return { element: text.slice(0, at), attributes: text.slice(at + 1, end), marks }
}

/** The texts that `{a,b}` in a text stands for. */
export function alternatives(text: string): string[] {
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
export function valueAt(element: XmlElement, { attribute, emptyAllowed }: ValuePlace): string | undefined {
  const value = attribute === undefined ? element.text : element.attr(attribute)
  if (value === '' && emptyAllowed) return undefined
  return attribute === undefined && element.parentElement?.child(element.name) !== element ? undefined : value
}

/** Where the value stands that `valueAt` gives. */
export function rangeAt(element: XmlElement, { attribute }: ValuePlace): XmlAttribute | Range {
  return (attribute === undefined ? undefined : element.attribute(attribute)) ?? element.textRange
}

/** The words that say what a device is: what else it may have depends on them. */
const tellsDevices = new Set(['type', 'model', 'device', 'bus', 'mode', 'protocol', 'accessmode'])

/**
 * What libvirt cannot make out while an attribute, or the text where there is none, is missing or no word of its tables: the device
 * whose kind it tells, the whole domain where it is the architecture, otherwise the open tag.
 */
export function unreadBecauseOf(element: XmlElement, attribute: string | undefined): Range {
  if (attribute === undefined) return element
  if (attribute === 'arch') return element.parentElement?.parentElement ?? element
  if (!tellsDevices.has(attribute) || element.child('devices')) return element.openTagRange
  let device = element
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.name === 'devices') return device
    device = parent
  }
  return element
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

type Condition = (element: XmlElement) => boolean

/** What must hold of the element so that libvirt reads the place at all; undefined if it always does. */
function conditionOf({ element, attribute }: ValuePlace): Condition | undefined {
  if (attribute !== undefined && virtioOptions.has(attribute)) return undefined
  const held = alternatives(element).flatMap((path) => {
    const found = conditions.filter(([prefix]) => `${path}@${attribute}`.startsWith(prefix))
    if (found.length === 0) return []
    const names = namesOf(path)
    return found.map(
      ([, holds]): Condition =>
        (candidate) =>
          !standsAt(candidate, names) || holds(candidate),
    )
  })
  return held.length === 0 ? undefined : (candidate) => held.every((holds) => holds(candidate))
}

/** The names of an element path below the domain, from the last one outwards. */
function namesOf(path: string): readonly string[] {
  return path
    .replace(/\[[^\]]*\]/g, '')
    .split('/')
    .slice(1)
    .reverse()
}

/** Whether an element and those around it have these names. */
function standsAt(element: XmlElement, names: readonly string[]): boolean {
  let current: XmlElement | undefined = element
  for (const name of names) {
    if (current?.name !== name) return false
    current = current.parentElement
  }
  return true
}

function ancestor(element: XmlElement, name: string): XmlElement | undefined {
  let current: XmlElement | undefined = element
  while (current && current.name !== name) current = current.parentElement
  return current
}

type Look<Result> = (element: XmlElement, target: Target) => Result | undefined

/**
 * One table of checks for all places, as `on` takes it: several places of one element are looked at together. Attributes are looked at
 * where they are written, or where they are `absent`.
 * @param keys as `placesOf` takes them, perhaps with a version behind a space, each with what `lookAt` needs to know about it
 * @param lookAt gives the check of a place; undefined if there is nothing to check
 */
export function byElement<Data, Result>(
  keys: Iterable<readonly [key: string, data: Data]>,
  lookAt: (place: ValuePlace, data: Data, since: Version | undefined) => Look<Result> | undefined,
  when: 'written' | 'absent' = 'written',
) {
  const keysByElement = new Map<string, (readonly [string, Data])[]>()
  for (const entry of keys) {
    const [key] = entry
    const space = key.indexOf(' ')
    const { element } = partsOf(space === -1 ? key : key.slice(0, space))
    const known = keysByElement.get(element)
    if (known) known.push(entry)
    else keysByElement.set(element, [entry])
  }
  const looksOf = (all: readonly (readonly [string, Data])[]) =>
    all.flatMap(([key, data]) => {
      const [where = '', version] = key.split(' ')
      const since = version === undefined ? undefined : parseVersion(version)
      return placesOf(where).flatMap((place): [ValuePlace, Look<Result>][] => {
        const look = lookAt(place, data, since)
        return look ? [[place, look]] : []
      })
    })
  return Object.fromEntries(
    [...keysByElement].map(([path, all]) => {
      // Most elements of the format are in no file that is read: their places are worked out when the first one is met.
      let sorted: PlacesOfElement<Look<Result>> | undefined
      return [
        path,
        (element: XmlElement, { target }: { readonly target: Target }) => {
          sorted ??= sortPlaces(looksOf(all))
          const results: Result[] = []
          const lookAll = (looks: readonly ConditionalLook<Look<Result>>[]) => {
            for (const { look, holds } of looks) {
              if (holds && !holds(element)) continue
              const result = look(element, target)
              if (result !== undefined) results.push(result)
            }
          }
          lookAll(sorted.text)
          // An element has few of the attributes that it may have: they are gone through, not the table.
          if (when === 'written') for (const name in element.attributes) lookAll(sorted.byAttribute.get(name) ?? noLooks)
          else for (const [name, looks] of sorted.byAttribute) if (element.attr(name) === undefined) lookAll(looks)
          return results
        },
      ]
    }),
  )
}

interface ConditionalLook<Look> {
  readonly look: Look
  readonly holds: Condition | undefined
}

/** What is looked at in one element. */
interface PlacesOfElement<Look> {
  readonly text: readonly ConditionalLook<Look>[]
  readonly byAttribute: ReadonlyMap<string, readonly ConditionalLook<Look>[]>
}

const noLooks: readonly never[] = []

function sortPlaces<Look>(places: readonly (readonly [ValuePlace, Look])[]): PlacesOfElement<Look> {
  const text: ConditionalLook<Look>[] = []
  const byAttribute = new Map<string, ConditionalLook<Look>[]>()
  for (const [place, look] of places) {
    const { attribute } = place
    const known = attribute === undefined ? text : (byAttribute.get(attribute) ?? [])
    if (attribute !== undefined) byAttribute.set(attribute, known)
    known.push({ look, holds: conditionOf(place) })
  }
  return { text, byAttribute }
}
