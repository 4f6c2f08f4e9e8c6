import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { reasonOf } from '../lint/host.js'
import type { Environment } from './terminal/colour.js'

/**
 * Keeps a text that its owner gave up, and that virsh would delete, below `XDG_STATE_HOME` (or ~/.local/state) in `domlint/rescued`; only
 * its owner can read it. Gives a sentence that says where it is, or why it could not be kept.
 */
export function rescueText(filePath: string, bytes: Uint8Array, { XDG_STATE_HOME, HOME }: Environment): string {
  const state = XDG_STATE_HOME?.startsWith('/') ? XDG_STATE_HOME : HOME?.startsWith('/') ? join(HOME, '.local/state') : undefined
  if (state === undefined) return 'your text is not kept, since neither XDG_STATE_HOME nor HOME names a folder'
  const folder = join(state, 'domlint', 'rescued')
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  const path = join(folder, `${time}-${basename(filePath)}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
    return `your text is kept in ${path}`
  } catch (error) {
    return `your text could not be kept in ${path}: ${reasonOf(error)}`
  }
}
