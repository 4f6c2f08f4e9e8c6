import { fstatSync, readSync, statSync, writeSync } from 'node:fs'
import type { Environment } from './terminal/colour.js'

/** A stream that the program writes to. */
export interface Output {
  write(text: string | Uint8Array): void
  readonly isTerminal: boolean
  /** Of the terminal. */
  readonly columns: number | undefined
}

/** What the program has to do with its surroundings, files aside. */
export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly cwd: string
  readonly env: Environment
  readStdin(): Buffer
  /** The next line of standard input, without its end; `undefined` when there is none, or when Ctrl-C is typed instead. */
  readLine(): Promise<string | undefined>
}

/** The surroundings of this process. */
export function processIo(): Io {
  return {
    stdout: descriptorOutput(1),
    stderr: descriptorOutput(2),
    cwd: process.cwd(),
    env: process.env,
    readStdin: () => readDescriptor(0),
    readLine: async () => (await import('./typed-line.js')).typedLine(),
  }
}

/** Written at once and in order: process.stdout would take several milliseconds to load, and lose output when the process is ended. */
function descriptorOutput(descriptor: 1 | 2): Output {
  let terminal: boolean | undefined
  const isTerminal = () => {
    terminal ??= isCharacterDevice(descriptor) && streamOf(descriptor).isTTY === true
    return terminal
  }
  return {
    write: (text) => writeAll(descriptor, typeof text === 'string' ? Buffer.from(text) : text),
    get isTerminal() {
      return isTerminal()
    },
    get columns() {
      return isTerminal() ? streamOf(descriptor).columns : undefined
    },
  }
}

function streamOf(descriptor: 1 | 2): NodeJS.WriteStream {
  return descriptor === 1 ? process.stdout : process.stderr
}

/** Whether it may be a terminal: to ask Node itself takes milliseconds, which output to /dev/null need not cost. */
function isCharacterDevice(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor)
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null').rdev
  } catch {
    return false
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') pause()
      // Nobody reads on, as with `domlint | head`: what is left is not wanted.
      else if (codeOf(error) === 'EPIPE') return
      else throw error
    }
  }
}

function readDescriptor(descriptor: number): Buffer {
  const chunks: Buffer[] = []
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024)
    try {
      const count = readSync(descriptor, chunk)
      if (count === 0) return Buffer.concat(chunks)
      chunks.push(chunk.subarray(0, count))
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') pause()
      else if (codeOf(error) === 'EOF') return Buffer.concat(chunks)
      else throw error
    }
  }
}

/** Waits a moment for the other end of a pipe that does not block. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
