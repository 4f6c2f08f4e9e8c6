import { spawnSync } from 'node:child_process'

/**
 * The next line of standard input, without its end; undefined when there is none, or when Ctrl-C is typed instead. A process of its own
 * reads it, which Ctrl-C ends: this one would hear of it only after the line. The shell reads byte by byte, so what stands behind the
 * line is for whoever reads on, such as the program that started this one.
 */
export function typedLine(): string | undefined {
  const script = 'IFS= read -r line || [ -n "$line" ] || exit 1; printf %s "$line"'
  const { status, stdout } = spawnSync('/bin/sh', ['-c', script], { stdio: ['inherit', 'pipe', 'ignore'] })
  return status === 0 ? stdout.toString() : undefined
}
