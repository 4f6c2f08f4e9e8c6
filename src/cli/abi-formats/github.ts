import { noticedOf } from '../../snapshots/noticed.js'
import type { Comparison } from '../abi/compare.js'
import { workflowCommand } from '../formats/github.js'
import { relativePath } from '../formats/path.js'

/** Comparisons as workflow commands of GitHub Actions, which become annotations at the lines of the text after the change. */
export function comparisonsForGithub(comparisons: readonly Comparison[], cwd: string): string {
  return comparisons
    .flatMap((comparison) => {
      if (comparison.kind === 'gone')
        return workflowCommand('notice', { title: 'guest is gone' }, `${relativePath(comparison.before.textName, cwd)}: the guest is gone`)
      const file = relativePath(comparison.after.filePath, cwd)
      if (comparison.kind === 'new') return workflowCommand('notice', { file, line: 1, title: 'guest is new' }, 'the guest is new')
      const { differences, unknown } = comparison
      const changes = differences.map(({ message, lines, path }) => {
        const noticed = noticedOf(path)
        const body = noticed === undefined ? message : `${message}\n${noticed}`
        return workflowCommand('error', { file, line: lines.after.line, title: 'the guest sees a change' }, body)
      })
      if (changes.length === 0) return []
      const notices = unknown.map(({ device, what, line }) =>
        workflowCommand('notice', { file, line, title: 'unknown' }, `${device}: ${what}`),
      )
      return [...changes, ...notices]
    })
    .join('')
}
