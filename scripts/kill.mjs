// Kills domlint with SIGKILL while it fixes files, again and again: each file must be old or new then, and whole, and the next run
// must leave no temporary file. Usage: node scripts/kill.mjs [ROUNDS [FILES]]; the program must be built.
// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [rounds = 100, files = 1000] = process.argv.slice(2).map(Number)
const program = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url))
const words = [program, '--no-config', '--preset', 'deprecated', '--fix', '--quiet', '.']

/** @param {number} number @param {boolean} isNew */
const guest = (number, isNew) =>
  `<domain type='kvm'>\n  <name>guest${number}</name>\n${`  <!-- filling ${number} -->\n`.repeat(20)}  <memory${isNew ? " unit='KiB'" : ''}>1048576</memory>\n</domain>\n`
/** @param {number} number */
const nameOf = (number) => `guest${number}.xml`

const folder = mkdtempSync(join(tmpdir(), 'domlint-kill-'))
try {
  for (let number = 0; number < files; number++) writeFileSync(join(folder, nameOf(number)), guest(number, false))
  const started = performance.now()
  spawnSync(process.execPath, words, { cwd: folder })
  const whole = performance.now() - started
  const count = { killed: 0, old: 0, new: 0, leftovers: 0 }
  for (let round = 0; round < rounds; round++) {
    for (let number = 0; number < files; number++) writeFileSync(join(folder, nameOf(number)), guest(number, false))
    if (await killedWithin(whole * Math.random())) count.killed++
    for (let number = 0; number < files; number++) {
      const text = readFileSync(join(folder, nameOf(number)), 'utf8')
      if (text === guest(number, false)) count.old++
      else if (text === guest(number, true)) count.new++
      else throw new Error(`round ${round}: ${nameOf(number)} is torn:\n${text}`)
    }
    count.leftovers += readdirSync(folder).length - files
    // Some work is left for the next run, which tidies up where it writes.
    writeFileSync(join(folder, nameOf(0)), guest(0, false))
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`round ${round}: the run after it failed: ${stderr}`)
    const left = readdirSync(folder).filter((name) => !/^guest\d+\.xml$/.test(name))
    if (left.length > 0) throw new Error(`round ${round}: left behind: ${left.join(', ')}`)
    for (let number = 0; number < files; number++) {
      if (readFileSync(join(folder, nameOf(number)), 'utf8') !== guest(number, true))
        throw new Error(`round ${round}: ${nameOf(number)} is not fixed`)
    }
  }
  console.log(
    `${rounds} rounds with ${files} files: killed ${count.killed} times, ${count.old} files old, ${count.new} new, 0 torn; ${count.leftovers} temporary files, 0 after the next run`,
  )
} finally {
  rmSync(folder, { recursive: true })
}

/** Starts domlint and kills it after a while. @param {number} milliseconds @returns {Promise<boolean>} whether it was still running */
function killedWithin(milliseconds) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: folder, stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
    child.on('error', reject)
    child.on('exit', (_, signal) => {
      clearTimeout(timer)
      resolve(signal === 'SIGKILL')
    })
  })
}
