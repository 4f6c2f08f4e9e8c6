// `npm run bench [-- --short]`: how fast domlint is, as ratios against programs measured in the same run.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { typing } from './editor.mjs'
import { guest, wideGuest } from './guest.mjs'
import { hostile } from './hostile.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cli = join(root, 'dist/cli.cjs')
const peakHook = join(root, 'bench/peak.cjs')
const schema = '/usr/share/libvirt/schemas/domain.rng'
const short = process.argv.includes('--short')
const rounds = short ? 5 : 15
const scratch = mkdtempSync(join(tmpdir(), 'domlint-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const lintAll = ['node', cli, 'lint', '--no-config', '--preset', 'all', '--format', 'json']
const has = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
const xmllint = has('xmllint')

/** Writes libvirt's form of files into a folder that is not there yet: over files that are, it takes care that none is lost. */
function layOut(files) {
  const folder = join(scratch, 'laid-out')
  const program = ['node', cli, 'migrate', '--no-config', '--layout', 'libvirt', '--out-dir', folder]
  return ['sh', '-c', 'rm -rf "$0" && exec "$@"', folder, ...program, ...files]
}

/** Wall time of a command in milliseconds; its output is thrown away. */
function time([program, ...args], cwd = scratch) {
  const start = process.hrtime.bigint()
  const { error, signal } = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 1 << 30 })
  if (error || signal) throw error ?? new Error(`${program} ended by ${signal}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
const spread = (values) => `${Math.min(...values).toFixed(2)}-${Math.max(...values).toFixed(2)}`

/** Runs two commands in turn and gives the median of the ratios of each pair: what the machine does meanwhile hits both. */
function pair(command, against, cwd, count = rounds) {
  time(command, cwd)
  time(against, cwd)
  const pairs = Array.from({ length: count }, () => [time(command, cwd), time(against, cwd)])
  const ratios = pairs.map(([a, b]) => a / b)
  return { ratio: median(ratios), ratios, ms: median(pairs.map(([a]) => a)), againstMs: median(pairs.map(([, b]) => b)) }
}

function report(name, { ratio, ratios, ms, againstMs }, goal) {
  const verdict = goal === undefined ? '' : ratio <= goal ? `  (goal ${goal}: met)` : `  (goal ${goal}: MISSED)`
  console.log(`${name.padEnd(58)} ${ratio.toFixed(2)} x  [${spread(ratios)}]  ${ms.toFixed(0)} ms / ${againstMs.toFixed(0)} ms${verdict}`)
}

/** Writes so many guests into a folder of their own and gives their file names. */
function corpusOf(count) {
  const folder = join(scratch, `guests-${count}`)
  mkdirSync(folder)
  return {
    folder,
    files: Array.from({ length: count }, (_, n) => {
      writeFileSync(join(folder, `guest-${n}.xml`), guest(n))
      return `guest-${n}.xml`
    }),
  }
}

/** Peak memory of a domlint run in MB, as the kernel counts it. */
function peakMb(files, cwd) {
  const [, ...args] = lintAll
  const { stderr } = spawnSync('node', ['--require', peakHook, ...args, ...files], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  return Number(/peak (\d+) kB/.exec(stderr)?.[1] ?? Number.NaN) / 1024
}

console.log(`node ${process.version}, ${rounds} paired rounds, medians; ratios are wall time against the second program`)

console.log('\nstart-up')
const one = corpusOf(1)
const bare = ['node', '-e', '0']
report('domlint --version / node -e 0', pair(['node', cli, '--version'], bare, scratch, short ? 7 : 20), 1.15)
report('domlint one-file / node -e 0', pair([...lintAll.slice(0, 4), ...one.files], bare, one.folder, short ? 7 : 20), 1.5)

const input = join(process.env.DOMLINT_CORPUS ?? join(root, '../shared/corpus'), 'libvirt/input')
if (xmllint && existsSync(schema)) {
  if (existsSync(input)) {
    console.log("\nlibvirt's own test files, all rules")
    const files = readdirSync(input).filter((file) => file.endsWith('.xml'))
    report(
      `domlint ${files.length} files / xmllint --relaxng`,
      pair([...lintAll, ...files], ['xmllint', '--noout', '--relaxng', schema, ...files], input),
      0.6,
    )
    report(`domlint ${files.length} files / xmllint --noout`, pair([...lintAll, ...files], ['xmllint', '--noout', ...files], input))
    report(
      `libvirt's form of ${files.length} files, written / xmllint --relaxng`,
      pair(layOut(files), ['xmllint', '--noout', '--relaxng', schema, ...files], input),
      1.5,
    )
  } else console.log("\nlibvirt's own test files: not here (DOMLINT_CORPUS), skipped")
} else console.log('\nno xmllint or no libvirt schema: comparisons skipped (apt install libxml2-utils libvirt-daemon)')

console.log('\ngenerated guests, all rules')
const perFile = {}
for (const count of short ? [200, 2000] : [200, 2000, 20_000]) {
  const { folder, files } = corpusOf(count)
  const few = count === 20_000 ? 3 : rounds
  const all = [...lintAll, ...files]
  if (xmllint && existsSync(schema))
    report(
      `domlint ${count} files / xmllint --relaxng`,
      pair(all, ['xmllint', '--noout', '--relaxng', schema, ...files], folder, few),
      count === 20_000 ? 0.35 : undefined,
    )
  perFile[count] = median(Array.from({ length: few }, () => time(all, folder)))
  const mb = peakMb(files, folder)
  console.log(
    `${`  peak memory, ${count} files`.padEnd(58)} ${mb.toFixed(0)} MB${count === 20_000 ? (mb < 120 ? '  (goal 120: met)' : '  (goal 120: MISSED)') : ''}`,
  )
}
const marginal = (from, to) => ((perFile[to] - perFile[from]) * 1000) / (to - from)
console.log(`  marginal time a file, 200 to 2,000:     ${marginal(200, 2000).toFixed(0)} us`)
if (!short) {
  const late = marginal(2000, 20_000)
  console.log(
    `  marginal time a file, 2,000 to 20,000:  ${late.toFixed(0)} us${late <= marginal(200, 2000) ? '  (not more: met)' : '  (more: MISSED)'}`,
  )
}

console.log("\nlibvirt's form of a guest with many devices")
const [wide, narrow] = [5000, 500].map((count) => {
  const file = join(scratch, `wide-${count}.xml`)
  writeFileSync(file, wideGuest(count))
  return layOut([file])
})
report('5,000 devices / 500 devices', pair(wide, narrow, scratch, short ? 3 : 7), 10)

console.log('\nhostile files')
for (const [name, text] of Object.entries(hostile)) {
  const file = join(scratch, 'hostile.xml')
  writeFileSync(file, text)
  const ms = time([...lintAll, file])
  console.log(
    `  ${name.padEnd(56)} ${ms.toFixed(0)} ms for ${(text.length / 1e6).toFixed(1)} MB${ms <= 3000 ? '' : '  (goal 3 s: MISSED)'}`,
  )
}

console.log('\nlanguage server, while typing')
for (const { guests, rounds, checkGoal, completionGoal } of [
  { guests: 1, rounds: short ? 60 : 200, checkGoal: 5, completionGoal: 10 },
  { guests: 265, rounds: 10, checkGoal: 800 },
]) {
  const { bytes, checks, answers } = await typing(cli, guests, rounds)
  const size = `${bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`}`
  row(`a check of ${size}`, checks, checkGoal)
  row(`a completion in ${size}, with the way there and back`, answers, completionGoal)
}

/** The median of what was measured, in milliseconds. */
function row(name, values, goal) {
  const ms = median(values)
  const verdict = goal === undefined ? '' : ms < goal ? `  (goal ${goal} ms: met)` : `  (goal ${goal} ms: MISSED)`
  console.log(`  ${name.padEnd(56)} ${ms.toFixed(1)} ms  [${spread(values)}]${verdict}`)
}
