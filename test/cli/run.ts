import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { main } from '../../src/cli/main.js'

/** What a run of the program gave. */
export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd: string
  readonly stdin?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  /** Whether standard output is a terminal. */
  readonly terminal?: boolean
  /** What stands for the content of the program; nothing is cached without it. */
  readonly program?: string
}

/** Runs the program in this process, as `main` is run by the launcher. */
export async function run(
  words: readonly string[],
  { cwd, stdin = '', env = {}, terminal = false, program }: Surroundings,
): Promise<Outcome> {
  const written = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string | Uint8Array) => {
      written[name] += typeof text === 'string' ? text : Buffer.from(text).toString()
    },
    isTerminal: name === 'stdout' && terminal,
    columns: terminal ? 100 : undefined,
  })
  const lines = stdin.toString().split('\n')
  const readLine = async () => (lines.length > 1 ? lines.shift() : undefined)
  const io = { stdout: output('stdout'), stderr: output('stderr'), cwd, env, readStdin: () => Buffer.from(stdin), readLine }
  const status = await main(words, io, program)
  return { status, ...written }
}

/** A folder with these files, which is gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** A definition without faults, and one with a finding that has a safe fix (no unit) at the level of a hint. */
export const clean = guest("<memory unit='KiB'>1048576</memory>")
export const fixable = guest('<memory>1048576</memory>')
/** The same after the fix. */
export const fixed = guest("<memory unit='KiB'>1048576</memory>")
/** One that is not well-formed: an error. */
export const broken = clean.replace('</os>', '')

function guest(memory: string): string {
  return `<domain type='kvm'>
  <name>mail</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  ${memory}
  <vcpu placement='static'>2</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>
`
}

/** A configuration with a rule that calls a fix safe which gives the guest another machine. */
export const machineRaisingConfig = `const story = { summary: 'x', why: 'x', sources: ['x'], category: 'deprecated', severity: 'warning', since: '1', message: 'x', examples: [] }
const rule = { ...story, id: 'deprecated/newer-machine', fix: 'safe', on: { 'domain/os/type'(type) {
  const machine = type.attribute('machine')
  return machine.value === 'pc-q35-9.2'
    ? { at: machine, fix: { start: machine.valueRange.start, end: machine.valueRange.end, text: 'pc-q35-10.0' } }
    : undefined
} } }
export default { plugins: [{ name: 'house', rules: [rule] }], rules: { 'deprecated/newer-machine': 'warning' } }
`
