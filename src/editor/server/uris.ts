import { fileURLToPath, pathToFileURL } from 'node:url'

/** The path of a file that a client names; undefined for all that is no file here, such as an untitled document. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    return undefined
  }
}

/** A path as clients name it. */
export function uriOfPath(path: string): string {
  return pathToFileURL(path).href
}
