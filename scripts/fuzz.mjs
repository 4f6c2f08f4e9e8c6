// `npm run fuzz [-- --runs N] [--seed N] [--rules-every N]`: mutated documents go through scan, all rules and all fixes. Fails on an
// exception, on a rule that crashes, on a text that takes longer than its length allows, and on well-formedness that
// xmllint judges otherwise.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { guest } from '../bench/guest.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const option = (name, fallback) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : fallback)
const runs = option('--runs', 1_000_000)
const rulesEvery = option('--rules-every', 20)
let state = option('--seed', 1)
const scratch = mkdtempSync(join(tmpdir(), 'domlint-fuzz-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const entry = `
export { scan } from './src/xml/scan.ts'
export { checkText } from './src/lint/engine.ts'
export { fixText } from './src/lint/fix.ts'
export { compileRuleset } from './src/lint/ruleset.ts'
export { targetFrom } from './src/domain/facts/target.ts'
export { rules } from './src/rules/index.ts'`
await build({
  stdin: { contents: entry, resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile: join(scratch, 'domlint.mjs'),
  logLevel: 'error',
})
const { scan, checkText, fixText, compileRuleset, targetFrom, rules } = await import(pathToFileURL(join(scratch, 'domlint.mjs')).href)

/** A number below a limit (xorshift: the same seed gives the same run). */
function random(below) {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % below
}

const folder = join(process.env.DOMLINT_CORPUS ?? join(root, '../shared/corpus'), 'libvirt/input')
const foreign = existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')) : []
const seeds = [...Array.from({ length: 24 }, (_, n) => guest(n)), ...foreign].filter((text) => text.length < 20_000)
const pieces = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '=',
  '-',
  '--',
  '-->',
  '<!--',
  '<![CDATA[',
  ']]>',
  '<?xml ',
  '?>',
  '<!DOCTYPE a [',
  ']>',
  '&amp;',
  '&#0;',
  '&#x41;',
  '&lt',
  '\r',
  '\n',
  '\t',
  '\0',
  '\u0001',
  'é',
  '😀',
  '\ud800',
  '\ufffe',
  '</a>',
  '<a>',
  '<disk>',
  '</devices>',
  "__proto__='1'",
  "type='",
  '-1',
  '0',
  '99999999999999999999',
  '0x',
  '',
]

function mutate(text) {
  let result = text
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(result.length + 1)
    const length = random(4) === 0 ? random(200) : random(6)
    switch (random(6)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + length)
        break
      case 1: {
        const from = random(result.length + 1)
        result = result.slice(0, at) + result.slice(from, from + length * 4) + result.slice(at)
        break
      }
      case 2:
        result = result.slice(0, at)
        break
      case 3: {
        // Another value between two quotes.
        const open = result.indexOf("'", at)
        const close = open === -1 ? -1 : result.indexOf("'", open + 1)
        if (close !== -1) result = result.slice(0, open + 1) + pieces[random(pieces.length)] + result.slice(close)
        break
      }
      default:
        result = result.slice(0, at) + pieces[random(pieces.length)] + result.slice(at + (random(2) ? length : 0))
    }
  }
  return result
}

const settings = {
  ruleset: compileRuleset(rules, ['all']),
  target: targetFrom(undefined),
  hostArch: 'x86_64',
  abiUpdate: true,
  directives: true,
}
const failures = []
function fail(what, text) {
  failures.push(what)
  writeFileSync(join(tmpdir(), `domlint-fuzz-${failures.length}.xml`), text)
  console.log(`FAILED: ${what} (kept as ${join(tmpdir(), `domlint-fuzz-${failures.length}.xml`)})`)
  if (failures.length >= 10) process.exit(1)
}

/** xmllint's verdict on a batch, by file number. Only complaints that stop libvirt count: namespaces do not. */
function compareWithXmllint(batch) {
  const dir = join(scratch, 'batch')
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir)
  for (const [n, { text }] of batch.entries()) writeFileSync(join(dir, `${n}.xml`), text)
  const { stderr } = spawnSync('xmllint', ['--noout', '--huge', '--nonet', ...batch.map((_, n) => `${n}.xml`)], {
    cwd: dir,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const refused = new Map(
    [...stderr.matchAll(/^(\d+)\.xml:\d+: parser error : (.*)$/gm)].reverse().map(([, n, message]) => [Number(n), message]),
  )
  for (const [n, { text, wellFormed }] of batch.entries()) {
    if (wellFormed === refused.has(n)) fail(wellFormed ? `accepted, xmllint says: ${refused.get(n)}` : 'refused, xmllint accepts', text)
  }
}

const xmllint = spawnSync('xmllint', ['--version'], { stdio: 'ignore' }).status === 0
if (!xmllint) console.log('xmllint is not here: well-formedness is not compared')
let batch = []
let slowest = 0
let wellFormedCount = 0
for (let run = 0; run < runs; run++) {
  const text = mutate(seeds[random(seeds.length)])
  const start = performance.now()
  let wellFormed = false
  try {
    // Every run is scanned; every 20th (or so) goes through the rules, and of these every fifth through the fixes, which take longest.
    wellFormed = scan(text).faults.length === 0
    if (run % rulesEvery === 0) {
      for (const { message } of checkText('fuzz.xml', text, settings).failures) fail(message, text)
      if (run % (5 * rulesEvery) === 0) {
        const fixed = fixText('fuzz.xml', text, settings, { unsafe: true })
        for (const { message } of fixed.failures) fail(message, text)
        if (!wellFormed && fixed.text !== text) fail('a broken text was changed', text)
        if (fixText('fuzz.xml', fixed.text, settings, { unsafe: true }).text !== fixed.text) fail('fixing twice is not fixing once', text)
      }
    }
  } catch (error) {
    fail(`${error}`, text)
  }
  const took = performance.now() - start
  slowest = Math.max(slowest, took)
  if (took > 2000) fail(`took ${took.toFixed(0)} ms for ${text.length} characters`, text)
  if (wellFormed) wellFormedCount++
  // A lone surrogate cannot be written to a file, so xmllint cannot be asked; document types are skipped here, not checked.
  if (xmllint && run % 10 === 0 && text.isWellFormed() && !text.includes('<!DOCTYPE')) batch.push({ text, wellFormed })
  if (batch.length >= 2000) {
    compareWithXmllint(batch)
    batch = []
  }
  if (run % 100_000 === 0 && run > 0) console.log(`${run} runs`)
}
if (batch.length > 0) compareWithXmllint(batch)
console.log(`${runs} mutated documents (${wellFormedCount} well-formed), ${failures.length} failures, slowest ${slowest.toFixed(0)} ms`)
process.exit(failures.length === 0 ? 0 : 1)
