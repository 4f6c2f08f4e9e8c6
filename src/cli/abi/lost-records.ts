import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord } from '../../snapshots/read-record.js'
import { pathKind } from '../path-kind.js'

/** The records in some folders whose definitions are not there any more. What is no record by its first lines is somebody else's. */
export function lostRecords(folders: Iterable<string>): string[] {
  return [...folders].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith('.abi'))
      .map((name) => join(folder, name))
      .filter((path) => {
        const definition = path.slice(0, -'.abi'.length)
        return [`${definition}.xml`, definition].every((one) => pathKind(one) !== 'file') && isRecord(beginningOf(path))
      }),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function beginningOf(path: string): string {
  try {
    // A pipe must not make the program wait.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const bytes = Buffer.alloc(1024)
      return bytes.toString('utf8', 0, readSync(descriptor, bytes))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return ''
  }
}
