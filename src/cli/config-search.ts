import { dirname, join } from 'node:path'
import { pathKind } from './path-kind.js'

/** The names that a configuration file may have; the first one in a folder is taken. */
export const configFileNames = ['domlint.config.ts', 'domlint.config.js', 'domlint.config.mjs', 'domlint.config.json'] as const

/** The configuration of a folder: in it, or in the nearest folder above that has one. */
export function findConfigFile(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    for (const name of configFileNames) {
      const path = join(here, name)
      if (pathKind(path) === 'file') return path
    }
    if (dirname(here) === here) return undefined
  }
}
