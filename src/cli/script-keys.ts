import type { Range } from '../xml/source.js'

/**
 * Where a path of keys leads in a JavaScript or TypeScript file, as well as can be told without running it: the first place where
 * the keys stand in their order. A text value at the end of the path is looked for as it is. The start of the export, if nothing fits.
 */
export function locateInScript(text: string, path: readonly (string | number)[]): Range {
  const exported = /export\s+default|module\.exports/.exec(text)
  let range: Range = exported
    ? { start: exported.index, end: exported.index + exported[0].length }
    : { start: 0, end: Math.min(1, text.length) }
  let from = exported?.index ?? 0
  for (const key of path) {
    if (typeof key === 'number') continue
    const found = keyAfter(text, key, from) ?? keyAfter(text, key, 0)
    if (!found) break
    range = found
    from = found.end
  }
  return range
}

/** A key before a colon, bare or quoted. */
function keyAfter(text: string, key: string, from: number): Range | undefined {
  const escaped = key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const pattern = new RegExp(`(?<![\\w$.])(?:'${escaped}'|"${escaped}"|${escaped})(?=\\s*:)`, 'g')
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match ? { start: match.index, end: pattern.lastIndex } : undefined
}
