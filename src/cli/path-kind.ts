import { statSync } from 'node:fs'

/** What a path leads to. `file` is all that may be read as one, such as a pipe, or what cannot be looked at: reading it tells why. */
export type PathKind = 'file' | 'folder' | 'missing'

export function pathKind(path: string): PathKind {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? 'missing' : stats.isDirectory() ? 'folder' : 'file'
  } catch {
    return 'file'
  }
}
