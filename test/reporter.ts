import { writeSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** What no installation can bring: a skipped test says so in its name. */
const allowedReasons = [/needs KVM/]

/**
 * Ends a run with one line for people and scripts: `N passed, N failed` and, where there are any, `, N skipped`.
 * Where CI is set a skipped test fails the run, unless its name carries an allowed reason.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    const skipped = new Map<string, number>()
    const forbidden: string[] = []
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        counts[state === 'pending' ? 'skipped' : state]++
        if (state === 'passed' || state === 'failed') continue
        const suite = `${module.relativeModuleId} > ${test.parent.type === 'suite' ? test.parent.fullName : test.name}`
        skipped.set(suite, (skipped.get(suite) ?? 0) + 1)
        if (!allowedReasons.some((reason) => reason.test(test.fullName))) forbidden.push(suite)
      }
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) counts.failed++
    }
    counts.failed += unhandled.length

    const lines = [...skipped].map(([suite, count]) => `skipped: ${suite} (${count})`)
    if (process.env.CI && forbidden.length > 0) {
      lines.push(`${forbidden.length} skipped where CI is set, without an allowed reason: install what they need`)
      process.exitCode = 1
    }
    lines.push(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`)
    // At exit, so that nothing of another reporter comes after it.
    process.once('exit', () => writeSync(1, `${lines.join('\n')}\n`))
  }
}
