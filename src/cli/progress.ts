import type { Input } from './inputs.js'

/** How long nobody needs to be told that work is going on, in milliseconds. */
const PATIENCE = 300
/** How often the picture changes, in milliseconds. */
const FRAME = 80

/** Checks files, and shows on standard error how far it is when that takes a while. Nothing of it is left when it ends. */
export async function checkWithProgress(inputs: readonly Input[], check: (input: Input) => void): Promise<void> {
  const started = performance.now()
  let shown = started
  let spinner: import('ora').Ora | undefined
  try {
    for (const [index, input] of inputs.entries()) {
      check(input)
      const now = performance.now()
      if (now - started < PATIENCE || now - shown < FRAME) continue
      shown = now
      spinner ??= (await import('ora')).default({ stream: process.stderr, discardStdin: false }).start()
      spinner.text = `Checked ${index + 1} of ${inputs.length} files`
      // The picture is drawn by a timer, which gets its turn here.
      await new Promise((resolve) => setImmediate(resolve))
      spinner.render()
    }
  } finally {
    spinner?.stop()
  }
}
