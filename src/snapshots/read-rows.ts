import type { CanonicalElement } from '../canonical/canonical-element.js'
import { sizeKiB } from '../canonical/memory-size.js'
import { formatCpuset, parseCpuset } from '../domain/values/cpuset.js'
import { parseSize } from '../domain/values/size.js'
import type { XmlElement } from '../xml/tree.js'
import type { AbiFact, AbiRow, AbiStep } from './abi-fact.js'

/** The element of the text that an element of libvirt's form comes from. */
export type Origin = (element: CanonicalElement) => XmlElement | undefined

/** What rows are read of: an element, and how paths and the device below it are named. */
export interface RowPlace {
  readonly element: CanonicalElement
  /** With a `/` at the end, or empty. */
  readonly prefix: string
  /** The part of the domain that a row is about where no device is named. */
  readonly device: string | undefined
  readonly origin: Origin
}

/** The facts that rows of a table give for an element. */
export function readRows(rows: readonly AbiRow[], { element, prefix, device, origin }: RowPlace): AbiFact[] {
  return rows.flatMap((row) => {
    const absent = tellingDefault(row)
    if (row.without !== undefined && isWritten(element, row.without)) return []
    const { steps, attribute } = row
    const part = device ?? steps[0]?.name ?? 'domain'
    return placesBelow(element, steps, prefix).flatMap((place): AbiFact[] => {
      const value = readValue(row, place.element, attribute)
      if (value === undefined) return []
      const compared = row.alike?.[value]
      return [
        {
          path: attribute === undefined ? place.path : `${place.path.replace(/\/$/, '')}@${attribute}`,
          device: part,
          fact: row.what,
          value,
          level: row.level,
          source: origin(place.element),
          ...(compared !== undefined && { compared }),
          ...(row.volatile && { volatile: true }),
          ...(row.unseen && { unseen: true }),
          ...(absent !== undefined && { absent }),
        },
      ]
    })
  })
}

/** The value of those that say nothing, where it tells people more than that there is none: `custom`, or slot 0 of an address. */
function tellingDefault({ absent, attribute, steps }: AbiRow): string | undefined {
  if (absent === undefined || absent === 'none' || absent === 'default') return undefined
  return /[a-z]/.test(absent) || (steps[0]?.name === 'address' && attribute !== undefined) ? absent : undefined
}

function isWritten(element: CanonicalElement, place: string): boolean {
  const [path = '', attribute = ''] = place.split('@')
  return element.path(path)?.get(attribute) !== undefined
}

interface Place {
  readonly path: string
  readonly element: CanonicalElement
}

/** The elements that the steps of a row lead to. */
function placesBelow(element: CanonicalElement, [step, ...rest]: readonly AbiStep[], path: string): Place[] {
  if (step === undefined) return [{ path, element }]
  const { name, entry, isEach } = step
  const found = element.children.filter((child) => child.name === name && (entry === undefined || child.get('name') === entry))
  const separator = path === '' || path.endsWith('/') ? path : `${path}/`
  const below = `${separator}${entry ? `${name}[${entry}]` : name}`
  return (isEach ? found : found.slice(0, 1)).flatMap((child, index) => placesBelow(child, rest, isEach ? `${below}[${index}]` : below))
}

function readValue(row: AbiRow, element: CanonicalElement, attribute: string | undefined): string | undefined {
  if (row.where && !row.where.is.includes(element.get(row.where.attribute) ?? '')) return undefined
  if (row.reading === 'presence') return 'present'
  if (row.reading === 'switch') return element.get('state') ?? 'on'
  const text = attribute === undefined ? element.text.trim() : element.get(attribute)
  if (text === undefined || text === '' || (row.only && !row.only.includes(text))) return undefined
  const plain = plainValue(row, element, text)
  const value = row.means?.[plain] ?? plain
  return value === row.absent ? undefined : value
}

function plainValue({ reading }: AbiRow, element: CanonicalElement, text: string): string {
  switch (reading) {
    case 'number':
      return /^(0x[\da-f]+|\d+)$/i.test(text) ? `${BigInt(/^0x/i.test(text) ? text : text.replace(/^0+(?=\d)/, ''))}` : text
    case 'size':
      return `${sizeKiB(element) ?? text}`
    case 'bytes':
      return `${parseSize(text, element.get('unit') ?? 'B').bytes ?? text}`
    case 'cpus': {
      const cpus = parseCpuset(text)
      return 'members' in cpus ? formatCpuset(cpus.members) : text
    }
    case 'name':
      return text.toLowerCase()
    default:
      return text
  }
}
