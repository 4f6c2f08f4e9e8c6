import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { compareGuests, located } from '../../cli/abi/compare.js'
import { guestsOf, recordedGuests } from '../../cli/abi/guest.js'
import { recordPathOf, targetOfRecord } from '../../cli/abi/snapshot-run.js'
import { counted } from '../../cli/wording.js'
import { readXmlFile } from '../../lint/host.js'
import type { AbiRecord } from '../../snapshots/abi-record.js'
import { RecordError, readRecord } from '../../snapshots/read-record.js'
import type { CheckedDocument } from './checked-document.js'
import { pathOfUri } from './uris.js'

/** What a guest of a document would see change against the record beside the file. */
export interface SnapshotChange {
  /** The line of its `<domain>`, from 1. */
  readonly line: number
  readonly guestName: string
  readonly recordPath: string
  /** Sentences for people, one a change; none where the record does not know the guest. */
  readonly changes: readonly { readonly message: string; readonly recordLine: number }[]
}

/** The guests of a document that see something else than `NAME.abi` beside it records. None where there is no record that can be read. */
export function snapshotChanges({ textDocument, text, filePath, settings, wellFormed }: CheckedDocument): SnapshotChange[] {
  if (!settings || !wellFormed || pathOfUri(textDocument.uri) === undefined) return []
  const recordPath = recordPathOf(filePath)
  const record = recordAt(recordPath, settings.maxSize)
  if (!record) return []
  const { otherTargets: _, ...check } = settings.check
  const target = (check.target.isAssumed ? targetOfRecord(record) : undefined) ?? check.target
  const guests = guestsOf(text, { ...check, target })
  if ('message' in guests) return []
  const here = located(filePath, filePath)
  const comparisons = compareGuests(recordedGuests(record).map(here), guests.map(here), { level: 'guest', targets: [target.name] })
  return comparisons.flatMap((comparison): SnapshotChange[] => {
    if (comparison.kind === 'gone') return []
    const { guest } = comparison.after
    const found = { line: guest.lineOf('').line, guestName: guest.name, recordPath }
    if (comparison.kind === 'new') return [{ ...found, changes: [] }]
    const changes = comparison.differences.map(({ message, lines }) => ({ message, recordLine: lines.before.line }))
    return changes.length > 0 ? [{ ...found, changes }] : []
  })
}

/** How a change is called in one line. */
export function changeTitle({ changes, recordPath }: SnapshotChange): string {
  const name = basename(recordPath)
  if (changes.length === 0) return `${name} does not know this guest`
  return `guest ABI: ${counted(changes.length, 'change')} against ${name}`
}

function recordAt(path: string, maxSize: number): AbiRecord | undefined {
  // Reading anything else than a file could wait for ever.
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined
  const read = readXmlFile(path, maxSize)
  if (read.kind !== 'text') return undefined
  try {
    return readRecord(read.text)
  } catch (error) {
    if (error instanceof RecordError) return undefined
    throw error
  }
}
