import { isAbsolute, relative, sep } from 'node:path'

/** A path as people and services want it: relative to the folder where it lies in it, with forward slashes. */
export function relativePath(filePath: string, cwd: string): string {
  const below = isAbsolute(filePath) ? relative(cwd, filePath) : filePath
  const outside = below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)
  return (outside && isAbsolute(filePath) ? filePath : below).replaceAll(sep, '/')
}
