// The program does not read the notation of the vocabulary when it starts: the build does, and stores what comes of it.
// @ts-check
import { evaluate } from './rule-text.mjs'

/**
 * `src/domain/vocabulary/groups.ts` as data: one JSON text a group, read when the group is first asked for. What people read (`hover`)
 * and lists without entries are left out.
 * @type {import('esbuild').Plugin}
 */
export const vocabularyPlugin = {
  name: 'vocabulary',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]domain[\\/]vocabulary[\\/]groups\.ts$/ }, async () => {
      const { vocabulary } = await evaluate(`export { vocabulary } from './domain/vocabulary/index.js'`)
      // It is what src/domain/vocabulary/index.ts exports: a map of contents.
      const groups = /** @type {() => ReadonlyMap<string, object>} */ (vocabulary)()
      const texts = Object.fromEntries([...groups].map(([name, content]) => [name, JSON.stringify(content, withoutNeedless)]))
      return { contents: `${lazily}\nexport const groups = lazily(${JSON.stringify(texts)})`, loader: 'js' }
    })
  },
}

/** @param {string} key @param {unknown} value */
function withoutNeedless(key, value) {
  return key === 'hover' || (Array.isArray(value) && value.length === 0) ? undefined : value
}

const lazily = `
const complete = (content) => {
  const { attributes = [], children = [], choices = [], includes = [], ordered = [] } = content
  for (const child of children) complete(child.content)
  for (const cases of choices) for (const one of cases) complete(one)
  return Object.assign(content, { attributes, children, choices, includes, ordered })
}
const lazily = (texts) => {
  const read = new Map()
  return {
    get(name) {
      if (!read.has(name)) read.set(name, Object.hasOwn(texts, name) ? complete(JSON.parse(texts[name])) : undefined)
      return read.get(name)
    },
  }
}`
