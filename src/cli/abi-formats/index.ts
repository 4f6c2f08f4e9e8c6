import type { AbiLevel } from '../../snapshots/abi-fact.js'
import type { Comparison } from '../abi/compare.js'
import type { Io } from '../io.js'
import { wantsColour } from '../terminal/colour.js'
import { comparisonsForGithub } from './github.js'
import { comparisonsJson } from './json.js'
import { comparisonsMarkdown } from './markdown.js'
import { comparisonsForPeople } from './text.js'

export const abiFormats = ['text', 'json', 'markdown', 'github'] as const
export type AbiFormat = (typeof abiFormats)[number]

/** Comparisons in a format. */
export function renderedComparisons(comparisons: readonly Comparison[], format: AbiFormat, level: AbiLevel, io: Io): string {
  switch (format) {
    case 'text':
      return comparisonsForPeople(comparisons, { cwd: io.cwd, colour: wantsColour(io.env, io.stdout.isTerminal), level })
    case 'json':
      return comparisonsJson(comparisons)
    case 'markdown':
      return comparisonsMarkdown(comparisons, io.cwd)
    case 'github':
      return comparisonsForGithub(comparisons, io.cwd)
  }
}
