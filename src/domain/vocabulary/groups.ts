import type { Content } from './content.js'
import { vocabulary } from './index.js'

/** The groups of the vocabulary by name. */
export interface Groups {
  get(name: string): Content | undefined
}

/** All that is needed to compare a domain with the vocabulary. The build stores it as data: see scripts/build/vocabulary.mjs. */
export const groups: Groups = { get: (name) => vocabulary().get(name) }
