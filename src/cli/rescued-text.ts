import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { reasonOf } from '../lint/host.js'
import type { Environment } from './terminal/colour.js'

/** Where a text is kept, or why nowhere. */
export type Rescued = { readonly path: string } | { readonly problem: string }

/**
 * Keeps a text that its owner gave up, and that virsh would delete, below `XDG_STATE_HOME` (or ~/.local/state) in `domlint/rescued`, and
 * where that cannot be written, beside the file. Only its owner can read it. Never throws.
 */
export function rescueText(filePath: string, bytes: Uint8Array, { XDG_STATE_HOME, HOME }: Environment): Rescued {
  const state = XDG_STATE_HOME?.startsWith('/') ? XDG_STATE_HOME : HOME?.startsWith('/') ? join(HOME, '.local/state') : undefined
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  const name = `${time}-${basename(filePath)}`
  let problem = ''
  for (const folder of [...(state === undefined ? [] : [join(state, 'domlint', 'rescued')]), dirname(filePath)]) {
    const path = join(folder, name)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
      return { path }
    } catch (error) {
      problem = `${path} cannot be written: ${reasonOf(error)}`
    }
  }
  return { problem }
}
