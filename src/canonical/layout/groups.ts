import type { ContentLayout } from './element-layout.js'
import { parseLayout } from './notation.js'
import { tables } from './tables/index.js'

let parsed: ReadonlyMap<string, ContentLayout> | undefined

/** The groups of the layout by name. The build stores them as data: see scripts/build/layout.mjs. */
export function layoutGroups(): ReadonlyMap<string, ContentLayout> {
  parsed ??= parseLayout(tables)
  return parsed
}
