import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { loadCompiled } from './compiled.js'
import { version } from './version.js'

/** Stands for the content of dist/main.cjs; the build puts it in. */
declare const DOMLINT_MAIN_HASH: string

const [, , ...words] = process.argv

// Scripts ask for the version often, and it needs nothing of the program itself.
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) writeSync(1, `${version}\n`)
else run().catch(fail)

async function run(): Promise<void> {
  const program = loadCompiled(join(__dirname, 'main.cjs'), DOMLINT_MAIN_HASH)
  const { main } = program.exports as typeof import('./main.js')
  const status = await main(words, undefined, DOMLINT_MAIN_HASH)
  if (status < 2 && checksFiles()) program.keep()
  // All is written. To end by itself, Node would first wait for what V8 is still optimizing in the background.
  process.exit(status)
}

/** Whether this run has compiled what most runs need: a word that could be a command may have done something else. */
function checksFiles(): boolean {
  const [first = ''] = words
  return (first === 'lint' || !/^[a-z]+$/.test(first)) && !words.includes('--help') && !words.includes('-h')
}

function fail(error: unknown): void {
  process.stderr.write(`domlint failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 2
}
