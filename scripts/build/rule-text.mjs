// A rule file tells its whole story, but linting needs only the part that looks: the text is left out of the program.
// @ts-check
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { build } from 'esbuild'

/** What a rule says about itself to those who want to know more than its findings say. */
const textProperties = ['why', 'sources', 'examples']

const ruleFile = /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/

/**
 * The source of a rule file without its text properties. It goes by the fixed formatting that Biome gives: the properties of
 * the rule start on lines of their own, indented by two.
 * @param {string} source
 * @param {string} path for the error message
 */
export function withoutRuleText(source, path) {
  /** @type {string[]} */
  const kept = []
  /** @type {Set<string>} */
  const left = new Set()
  let inRule = false
  let inText = false
  let inTemplate = false
  for (const line of source.split('\n')) {
    if (!inTemplate) {
      if (/^export default rule\b/.test(line)) inRule = true
      else if (inRule && /^\S/.test(line)) inRule = inText = false
      if (inRule && /^ {2}[^\s\])}]/.test(line)) {
        const name = /^ {2}(\w+):/.exec(line)?.[1] ?? ''
        inText = textProperties.includes(name)
        if (inText) left.add(name)
      }
    }
    if ((line.replace(/\\./g, '').split('`').length - 1) % 2 === 1) inTemplate = !inTemplate
    if (!inText) kept.push(line)
  }
  const missing = textProperties.filter((name) => !left.has(name))
  if (missing.length > 0) {
    throw new Error(`${path}: no ${missing.join(', ')} where a rule has it: on a line of its own, indented by two (run biome)`)
  }
  return kept.join('\n')
}

/** Leaves the text of rules out of a bundle. @type {import('esbuild').Plugin} */
export const ruleTextPlugin = {
  name: 'rule-text',
  setup(builder) {
    builder.onLoad({ filter: ruleFile }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      if (!/^export default rule\b/m.test(source)) return undefined
      return { contents: withoutRuleText(source, path), loader: 'ts', resolveDir: dirname(path) }
    })
  },
}

/**
 * Runs a module of ours now and gives its exports.
 * @param {string} contents of the module, in src/
 * @param {import('esbuild').Plugin[]} plugins
 */
export async function evaluate(contents, plugins = []) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: 'src', loader: 'ts' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
    write: false,
    plugins,
  })
  const module = { exports: /** @type {Record<string, unknown>} */ ({}) }
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, createRequire(import.meta.url))
  return module.exports
}

/**
 * Makes sure that leaving out the text changed nothing else, since `withoutRuleText` does not really understand the files.
 * @param {readonly string[]} paths of rule files, relative to src/
 */
export async function verifyRuleText(paths) {
  const entry = paths.map((path, index) => `export { default as rule${index} } from './${path}'`).join('\n')
  const [whole, stripped] = await Promise.all([evaluate(entry), evaluate(entry, [ruleTextPlugin])])
  for (const [index, path] of paths.entries()) {
    const expected = Object.entries(/** @type {object} */ (whole[`rule${index}`])).filter(([name]) => !textProperties.includes(name))
    const actual = Object.entries(/** @type {object} */ (stripped[`rule${index}`]))
    if (!isDeepStrictEqual(comparable(expected), comparable(actual))) {
      throw new Error(`${basename(path)}: the build would lose more of this rule than its text`)
    }
  }
}

/** Functions as their text, less the numbers that esbuild adds to equal names. @param {unknown} value @returns {unknown} */
function comparable(value) {
  if (typeof value === 'function') return String(value).replace(/([A-Za-z_$])\d+\b/g, '$1')
  if (Array.isArray(value)) return value.map(comparable)
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]))
  }
  return value
}
