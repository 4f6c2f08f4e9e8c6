import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Builds the program before tests that run it, so that they never see an old one. */
export default function build(): void {
  if (!existsSync('src/cli/main.ts')) return
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] })
}
