// The program's files: dist/cli.cjs starts, dist/main.cjs lints, dist/lazy/ holds what few runs need.
// @ts-check
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { layoutPlugin } from './layout.mjs'
import { evaluate, ruleTextPlugin, verifyRuleText } from './rule-text.mjs'
import { vocabularyPlugin } from './vocabulary.mjs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What all parts of the program have in common in esbuild's options. */
const options = /** @type {const} */ ({
  bundle: true,
  platform: 'node',
  packages: 'external',
  target: 'node20',
  define: { DOMLINT_VERSION: JSON.stringify(version) },
  logLevel: 'error',
  write: false,
})

/**
 * The program's files by path.
 * @returns {Promise<Map<string, string>>}
 */
export async function buildProgram() {
  const [parts] = await Promise.all([splitProgram(), verifyRuleText(ruleFiles())])
  const files = await joinParts(parts)
  const wide = /\P{ASCII}/u.exec(files.get('dist/main.cjs') ?? '')
  if (wide)
    throw new Error(
      `dist/main.cjs has the character ${wide[0]}: the program is loaded as ASCII, so write it as \\u${wide[0].charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
  const hash = createHash('sha256')
    .update(files.get('dist/main.cjs') ?? '')
    .digest('hex')
    .slice(0, 16)
  const { outputFiles } = await build({
    ...options,
    entryPoints: ['src/cli/start.ts'],
    format: 'cjs',
    minify: true,
    define: { ...options.define, DOMLINT_MAIN_HASH: JSON.stringify(hash) },
  })
  return files.set('dist/cli.cjs', `#!/usr/bin/env node\n${outputFiles[0]?.text}`)
}

/** The rule files, relative to src/. */
function ruleFiles() {
  return readdirSync('src/rules', { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/[^/]+\.ts$/.test(path) && /^export default rule\b/m.test(readFileSync(`src/rules/${path}`, 'utf8')))
    .map((path) => `rules/${path.replace(/\.ts$/, '.js')}`)
    .sort()
}

/**
 * @typedef {object} Part a file of the split program
 * @property {string} text an ES module
 * @property {readonly string[]} imports the parts that it needs before it can run
 */

/**
 * Splits the program at its dynamic imports. No code is in two parts, so that `instanceof` holds all over the program.
 * @returns {Promise<Map<string, Part>>} by file name; `main.js` is where it starts
 */
async function splitProgram() {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: { main: 'src/cli/main.ts' },
    outdir: 'parts',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
    plugins: [ruleTextPlugin, ruleDocumentationPlugin, vocabularyPlugin, layoutPlugin],
  })
  return new Map(
    outputFiles.map(({ path, text }) => {
      const imports = metafile.outputs[`parts/${basename(path)}`]?.imports ?? []
      const needed = imports.filter(({ kind, external }) => kind === 'import-statement' && !external)
      return [basename(path), { text, imports: needed.map(({ path }) => basename(path)) }]
    }),
  )
}

/**
 * `src/cli/rule-documentation.ts` is where the program gets the text of its rules from. It is worked out now and stored as data.
 * @type {import('esbuild').Plugin}
 */
const ruleDocumentationPlugin = {
  name: 'rule-documentation',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]cli[\\/]rule-documentation\.ts$/ }, async () => {
      const exported = await evaluate(`export * from './cli/rule-documentation.js'`)
      const lines = Object.entries(exported).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
      return { contents: lines.join('\n') }
    })
  },
}

/**
 * Makes CommonJS files of the parts: all that linting needs becomes one file, dist/main.cjs, each other part a file in dist/lazy/.
 * @param {ReadonlyMap<string, Part>} parts
 */
async function joinParts(parts) {
  const main = new Set(['main.js'])
  for (const name of main) for (const needed of parts.get(name)?.imports ?? []) main.add(needed)
  // What several lazy parts share is not worth a file of its own where it is small, loads no package, and needs nothing that is not there.
  const small = [...parts].filter(
    ([name, { text }]) => name.startsWith('chunk-') && text.length < 4096 && !/\bfrom "(?!node:|\.\/)/.test(text),
  )
  for (let before = 0; before < main.size; ) {
    before = main.size
    for (const [name, { imports }] of small) if (imports.every((needed) => main.has(needed))) main.add(name)
  }
  const lazy = [...parts.keys()].filter((name) => !main.has(name))
  const needed = new Set(lazy.flatMap((name) => parts.get(name)?.imports ?? []))
  // Under these names main.cjs hands its own parts to the lazy ones.
  const handed = new Map([...main].filter((name) => needed.has(name)).map((name, index) => [name, `part${index}`]))

  const mainEntry = [`export { main } from './main.js'`, ...[...handed].map(([name, alias]) => `export * as ${alias} from './${name}'`)]
  const mainText = joinFile(mainEntry.join('\n'), {
    load: (name) => (main.has(name) ? withRequire(parts.get(name)?.text ?? '', main, './lazy/') : undefined),
  })
  const lazyTexts = lazy.map((name) =>
    joinFile(withRequire(parts.get(name)?.text ?? '', main, './'), {
      load: (needed) => (handed.has(needed) ? `module.exports = require('../main.cjs').${handed.get(needed)}` : undefined),
    }),
  )
  const names = ['dist/main.cjs', ...lazy.map((name) => `dist/lazy/${name.replace(/js$/, 'cjs')}`)]
  const texts = await Promise.all([mainText, ...lazyTexts])
  return new Map(names.map((name, index) => [name, texts[index] ?? '']))
}

/**
 * Parts are required where they were imported dynamically: the loader of ES modules would take 10 ms to start.
 * @param {string} text
 * @param {ReadonlySet<string>} main the parts that are there already
 * @param {string} folder of the lazy parts
 */
function withRequire(text, main, folder) {
  return text.replace(/\bimport\("\.\/([^"/]+)\.js"\)/g, (whole, name) =>
    main.has(`${name}.js`) ? whole : `Promise.resolve().then(() => require("${folder}${name}.cjs"))`,
  )
}

/**
 * One CommonJS file from an ES module and those parts that `load` gives a text for; all else is required when it runs.
 * @param {string} contents
 * @param {{ load: (part: string) => string | undefined }} source
 */
async function joinFile(contents, { load }) {
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'parts',
    setup(builder) {
      builder.onResolve({ filter: /./ }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined
        if (/^\.\/[^/]+\.js$/.test(path)) {
          const part = basename(path)
          return load(part) === undefined ? { path: path.replace(/js$/, 'cjs'), external: true } : { path: part, namespace: 'part' }
        }
        return { path, external: true }
      })
      builder.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({ contents: load(path) ?? '' }))
    },
  }
  const { outputFiles } = await build({ ...options, stdin: { contents }, format: 'cjs', minify: true, plugins: [plugin] })
  return outputFiles[0]?.text ?? ''
}
