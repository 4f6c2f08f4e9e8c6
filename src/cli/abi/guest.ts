import { uuidDigits } from '../../domain/values/uuid.js'
import type { CheckSettings } from '../../lint/engine.js'
import { documentKind } from '../../lint/roots.js'
import type { AbiFact } from '../../snapshots/abi-fact.js'
import { guestAbi } from '../../snapshots/guest-abi.js'
import type { GuestIdentity } from '../../snapshots/match-guests.js'
import { scan } from '../../xml/scan.js'
import { secretHider } from '../formats/without-secrets.js'

/** A guest of one side of a comparison. */
export interface Guest extends GuestIdentity {
  /** All that it sees, on each target; without passwords. */
  readonly facts: readonly (readonly AbiFact[])[]
  /** The line that says what is at a path, and where it is not written the nearest one: that of its device, or of the domain. */
  lineOf(path: string): { readonly line: number; readonly isWritten: boolean }
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
  if (faults.length > 0) return { message: 'is not well-formed XML, so libvirt reads nothing of it: mend that first', isOther: false }
  if (kind.kind === 'other' || kind.kind === 'unknown') return { message: `holds no domain: it is ${kind.what}`, isOther: true }
  if (kind.kind === 'nothing' || kind.domains.length === 0) return { message: 'holds no domain', isOther: true }
  const hide = secretHider(text) ?? ((said: string) => said)
  const targets = [settings.target, ...(settings.otherTargets ?? [])]
  return kind.domains.map((domain): Guest => {
    const facts = targets.map((target) =>
      guestAbi(domain, { ...settings, target }).map((fact) => ({ ...fact, value: hide(fact.value), device: hide(fact.device) })),
    )
    let lines: ReadonlyMap<string, number> | undefined
    const line = (path: string): number | undefined => {
      lines ??= new Map(
        facts.flat().flatMap(({ path, source }): [string, number][] => (source ? [[path, source.position.start.line]] : [])),
      )
      return lines.get(path)
    }
    return {
      name: domain.child('name')?.text.trim() ?? '',
      uuid: uuidDigits(domain.child('uuid')?.text ?? ''),
      facts,
      lineOf(path) {
        const written = line(path)
        if (written !== undefined) return { line: written, isWritten: true }
        const device = devicePath.exec(path)?.[0]
        return { line: (device === undefined ? undefined : line(device)) ?? domain.position.start.line, isWritten: false }
      },
    }
  })
}

/** The part of a path that names a device. */
const devicePath = /^devices\/[^/@]*\]/
