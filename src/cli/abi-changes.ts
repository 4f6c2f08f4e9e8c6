import type { CheckSettings } from '../lint/engine.js'
import { allTargets } from '../lint/several-targets.js'
import type { AbiDifference } from '../snapshots/compare-abi.js'
import { noticedOf } from '../snapshots/noticed.js'
import { compareGuests, located } from './abi/compare.js'
import { guestsOf } from './abi/guest.js'
import { visible } from './terminal/escape.js'

/** What the guest would notice of an edit. */
export interface AbiChanges {
  readonly count: number
  /** A line a change, for people, and what they notice of it below. */
  readonly text: string
}

/** Compares the guests of two texts of a file; a text that holds none changes nothing. */
export function abiChanges(filePath: string, before: string, after: string, settings: CheckSettings): AbiChanges {
  const [old, fresh] = [guestsOf(before, settings), guestsOf(after, settings)]
  if ('message' in old || 'message' in fresh) return { count: 0, text: '' }
  const here = located(filePath, filePath)
  const targets = allTargets(settings).map(({ name }) => name)
  const differences = compareGuests(old.map(here), fresh.map(here), { level: 'guest', targets }).flatMap((one) =>
    one.kind === 'both' ? one.differences : [],
  )
  return { count: differences.length, text: differences.map(changeText).join('') }
}

function changeText({ message, path }: AbiDifference): string {
  const noticed = noticedOf(path)
  return `  ${visible(message)}\n${noticed === undefined ? '' : `    ${noticed}\n`}`
}
