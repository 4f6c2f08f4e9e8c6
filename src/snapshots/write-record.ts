import { formatVersion, type Target } from '../domain/facts/target.js'
import type { AbiFact } from './abi-fact.js'
import { devicePath, partOf, recordedTarget, recordMark, recordVersion } from './abi-record.js'
import { recordToken } from './record-token.js'
import type { AbiUnknown } from './unknown-abi.js'

/** What goes into a record. */
export interface RecordContent {
  /** The version of domlint that writes it. */
  readonly domlint: string
  readonly target: Target
  readonly guests: readonly {
    readonly name: string
    readonly facts: readonly AbiFact[]
    /** What no definition tells. It stands in comments, since it is no fact. */
    readonly unknown?: readonly Pick<AbiUnknown, 'device' | 'what'>[]
  }[]
}

/**
 * What guests see, as text for a file beside their definitions: a section for each device, one line for each fact, in an order that does not
 * depend on where things stand in the definition. `readRecord` reads it again.
 */
export function recordText({ domlint, target, guests }: RecordContent): string {
  const lines = [
    '# What the guest sees of its hardware, as domlint snapshot recorded it; domlint snapshot --update accepts a change.',
    '# = is what libvirt compares in a migration or a restore, ~ is what only the guest sees.',
    `${recordMark} ${recordVersion}`,
    `domlint ${recordToken(domlint, 'value')}`,
    `target ${recordToken(recordedTarget(target), 'value')}`,
    `libvirt ${formatVersion(target.libvirt)}`,
    `qemu ${formatVersion(target.qemu)}`,
  ]
  for (const { name, facts, unknown = [] } of guests) {
    const untold = unknown.map(({ device, what }) => `# unknown: ${recordToken(what, 'comment')} (${recordToken(device, 'comment')})`)
    lines.push(
      '',
      `domain ${recordToken(name, 'value')}`,
      ...[...new Set(untold)].sort(naturalOrder),
      ...sectionsOf(facts).flatMap(sectionLines),
    )
  }
  return `${lines.join('\n')}\n`
}

interface Section {
  /** Empty for what stands right below the name of the domain. */
  readonly device: string
  /** The path of the device, which its facts are named without. */
  readonly path: string
  readonly facts: AbiFact[]
}

function sectionsOf(facts: readonly AbiFact[]): Section[] {
  const sections = new Map<string, Section>()
  const isPlain = ({ path, device }: AbiFact) => !path.includes('/') && device === partOf(path)
  // A part of which little is to be said needs no section.
  const parts = new Set(facts.flatMap((fact) => (isPlain(fact) ? [] : [fact.device])))
  for (const fact of facts) {
    const path = devicePath(fact.path) ?? ''
    const device = isPlain(fact) && !parts.has(fact.device) ? '' : fact.device
    const key = JSON.stringify([device, path])
    const section = sections.get(key) ?? { device, path, facts: [] }
    sections.set(key, section)
    section.facts.push(fact)
  }
  const kind = ({ path }: Section) => path.replace(/\[.*/, '')
  return [...sections.values()].sort(
    (a, b) => naturalOrder(kind(a), kind(b)) || naturalOrder(a.device, b.device) || naturalOrder(a.path, b.path),
  )
}

function sectionLines({ device, path, facts }: Section): string[] {
  const presence = path === '' ? undefined : facts.find((fact) => fact.path === path && fact.value === 'present' && fact.fact === theDevice)
  const place = path === '' ? '' : ` ${presence ? `${signs[presence.level]} ` : ''}${recordToken(path, 'key')}`
  const heading = device === '' ? [] : ['', `[${recordToken(device, 'name')}]${place}`]
  const lines = facts
    .filter((fact) => fact !== presence)
    .map((fact) => ({ fact, key: keyOf(fact.path, path) }))
    .sort((a, b) => naturalOrder(a.key, b.key))
    .map(({ fact, key }) => {
      const words = fact.fact === key ? '' : `  # ${recordToken(fact.fact, 'value')}`
      return `${recordToken(key, 'key')} ${signs[fact.level]} ${recordToken(fact.value, 'value')}${words}`
    })
  return [...heading, ...lines]
}

/** The fact that a device is there: its section says so. */
export const theDevice = 'the device'

export const signs: Readonly<Record<AbiFact['level'], string>> = { libvirt: '=', guest: '~' }

/** The path of a fact in the section of its device: `target@dev`, `@model`. */
function keyOf(path: string, device: string): string {
  return device === '' || path === device ? path : path.slice(device.length).replace(/^\//, '')
}

/** Numbers in names count as numbers: `vdb2` before `vdb10`. The same on every machine. */
function naturalOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? [])
  for (const [index, part] of (left ?? []).entries()) {
    const other = right?.[index]
    if (other === undefined) return 1
    const difference = /^\d/.test(part) && /^\d/.test(other) ? Number(part) - Number(other) : 0
    // Numbers too large to be told apart go by their digits.
    if (difference !== 0 && !Number.isNaN(difference)) return difference
    if (part !== other) return part < other ? -1 : 1
  }
  return (left?.length ?? 0) - (right?.length ?? 0)
}
