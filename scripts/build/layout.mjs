// The program does not read the notation of libvirt's layout when it wants the canonical form: the build does, and stores what comes of it.
// @ts-check
import { isDeepStrictEqual } from 'node:util'
import { evaluate } from './rule-text.mjs'

/**
 * `src/canonical/layout/groups.ts` as data.
 * @type {import('esbuild').Plugin}
 */
export const layoutPlugin = {
  name: 'layout',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]canonical[\\/]layout[\\/]groups\.ts$/ }, async () => {
      const { layoutGroups } = await evaluate(`export { layoutGroups } from './canonical/layout/groups.js'`)
      const groups = [.../** @type {() => ReadonlyMap<string, object>} */ (layoutGroups)()]
      const text = JSON.stringify(groups)
      if (!isDeepStrictEqual(JSON.parse(text), groups)) throw new Error('the layout has something that JSON cannot hold')
      const lines = ['let read', `export function layoutGroups() { return read ??= new Map(JSON.parse(${JSON.stringify(text)})) }`]
      return { contents: lines.join('\n'), loader: 'js' }
    })
  },
}
