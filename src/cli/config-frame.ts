import { type Range, SourceText } from '../xml/source.js'
import { relativePath } from './formats/path.js'
import type { Io } from './io.js'
import { codeFrame, gutterWidth } from './terminal/code-frame.js'
import { painter, wantsColour } from './terminal/colour.js'
import { visible } from './terminal/escape.js'

/** Something wrong at a place of the configuration. */
export interface Located {
  readonly range: Range
  readonly message: string
}

/** The faults of a configuration file, each with the lines around it. */
export function framedProblems(filePath: string, text: string, problems: readonly Located[], { cwd, env, stderr }: Io): string {
  const paint = painter(wantsColour(env, stderr.isTerminal))
  const source = new SourceText(text)
  const blocks = problems.map(({ range, message }) => {
    const annotation = { range, mark: '^', style: 'red' } as const
    const { line, column } = source.point(range.start)
    const gutter = gutterWidth(source, [annotation])
    const frame = codeFrame(source, [annotation], { paint, secrets: [], gutter, width: stderr.columns ?? 120 })
    return [visible(message), `${' '.repeat(gutter)}--> ${visible(relativePath(filePath, cwd))}:${line}:${column}`, ...frame].join('\n')
  })
  return `the configuration is faulty: ${blocks.join('\n')}`
}
