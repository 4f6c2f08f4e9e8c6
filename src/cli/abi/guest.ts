import { uuidDigits } from '../../domain/values/uuid.js'
import type { CheckSettings } from '../../lint/engine.js'
import { documentKind } from '../../lint/roots.js'
import { allTargets } from '../../lint/several-targets.js'
import type { AbiFact, AbiLevel } from '../../snapshots/abi-fact.js'
import type { AbiRecord } from '../../snapshots/abi-record.js'
import { type GuestAbi, guestAbi, madeUp } from '../../snapshots/guest-abi.js'
import type { GuestIdentity } from '../../snapshots/match-guests.js'
import { isRecord, RecordError, readRecord } from '../../snapshots/read-record.js'
import { scan } from '../../xml/scan.js'
import { secretHider } from '../formats/without-secrets.js'
import { notWellFormed } from '../lint-run.js'

/** A guest of one side of a comparison. */
export interface Guest extends GuestIdentity {
  /** All that it sees, on each target; without passwords. */
  readonly abi: readonly GuestAbi[]
  /** What no definition tells of it, on any of the targets; nothing is known of a record. */
  unknown(level: AbiLevel): readonly LocatedUnknown[]
  /** The line that says what is at a path, and where it is not written the nearest one: that of what it belongs to, or of the domain. */
  lineOf(path: string): { readonly line: number; readonly how: 'written' | 'near' | 'nowhere' }
}

/** Something that a definition does not tell of a guest, with its line. */
export interface LocatedUnknown {
  readonly device: string
  readonly what: string
  readonly line: number
}

/** Why a text has no guests, in a sentence without subject; a file that is simply about something else is no mistake. */
export interface NoGuests {
  readonly message: string
  readonly isOther: boolean
}

/** The guests that a text defines, on each target of the settings. */
export function guestsOf(text: string, settings: CheckSettings): readonly Guest[] | NoGuests {
  const { document, faults } = scan(text, settings)
  const kind = documentKind(document)
  if (faults.length > 0) return { message: notWellFormed, isOther: false }
  if (kind.kind === 'other' || kind.kind === 'unknown') return { message: `holds no domain: it is ${kind.what}`, isOther: true }
  if (kind.kind === 'nothing' || kind.domains.length === 0) return { message: 'holds no domain', isOther: true }
  const hidden = secretHider(text) ?? ((said: string) => said)
  const hide = (said: string) => hidden(said).replace(passwordOption, '$1•••')
  const targets = allTargets(settings)
  return kind.domains.map((domain): Guest => {
    const hidden = (facts: readonly AbiFact[]) => facts.map((fact) => ({ ...fact, value: hide(fact.value), device: hide(fact.device) }))
    const abi = targets.map((target): GuestAbi => {
      const { facts, asRead, unknown } = guestAbi(domain, { ...settings, target })
      return { facts: hidden(facts), asRead: () => hidden(asRead()), unknown }
    })
    const lines = new Map(
      abi
        .flatMap(({ facts }) => facts)
        .flatMap(({ path, source }): [string, number][] => (source ? [[path, source.position.start.line]] : [])),
    )
    const uuid = uuidDigits(domain.child('uuid')?.text ?? '')
    const ofDomain = domain.position.start.line
    const unknown = (level: AbiLevel): LocatedUnknown[] => {
      const all = abi.flatMap((one) => one.unknown?.() ?? []).filter((one) => level === 'guest' || one.level === 'libvirt')
      const told = all.map(({ device, what, source }): [string, LocatedUnknown] => {
        const one = { device: hide(device), what: hide(what), line: source?.position.start.line ?? ofDomain }
        return [JSON.stringify(one), one]
      })
      return [...new Map(told).values()]
    }
    return { name: domain.child('name')?.text.trim() ?? '', uuid, abi, unknown, lineOf: nearestLine(lines, ofDomain) }
  })
}

/** A password among other words, as on the command line of a kernel. */
const passwordOption = /((?:passw|secret|token)\w{0,40}[=:])[^\s,;&"']+/giu

/** The guests of a record, as those of a definition. */
export function recordedGuests({ guests }: AbiRecord): readonly Guest[] {
  return guests.map(({ name, facts, lines }): Guest => {
    const uuid = facts.find(({ path }) => path === 'uuid')?.value ?? ''
    return { name, uuid: uuid === madeUp ? '' : uuidDigits(uuid), abi: [{ facts }], unknown: () => [], lineOf: nearestLine(lines, 1) }
  })
}

/** The guests of a definition, or of a record of one. */
export function readGuests(text: string, settings: CheckSettings): readonly Guest[] | NoGuests {
  if (!isRecord(text)) return guestsOf(text, settings)
  try {
    return recordedGuests(readRecord(text))
  } catch (error) {
    if (error instanceof RecordError) return { message: error.message, isOther: false }
    throw error
  }
}

/** Where no line says it itself, the one of what it belongs to does, and else the one of the domain. */
function nearestLine(lines: ReadonlyMap<string, number>, ofDomain: number): Guest['lineOf'] {
  // An element that says one thing stands there for all that it does not say.
  const besides = new Map([...lines].flatMap(([path, line]) => (path.includes('@') ? [[path.replace(/@[^@]*$/, ''), line] as const] : [])))
  return (path) => {
    const line = lines.get(path)
    if (line !== undefined) return { line, how: 'written' }
    const beside = besides.get(path.replace(/@[^@]*$/, ''))
    if (beside !== undefined && path.includes('@')) return { line: beside, how: 'written' }
    for (let around = path; around !== ''; around = around.replace(/[/@]?[^/@]*$/, '')) {
      const near = lines.get(around)
      if (near !== undefined) return { line: near, how: 'near' }
    }
    return { line: ofDomain, how: 'nowhere' }
  }
}
