import type { Arguments } from './arguments.js'
import { UsageError } from './usage-error.js'

/** The format that is asked for, of those that a command has; the first of them where none is. @throws UsageError for any other */
export function chosenFormat<const Format extends string>(arguments_: Arguments, formats: readonly [Format, ...Format[]]): Format {
  const written = arguments_.values('format').at(-1) ?? formats[0]
  const format = formats.find((name) => name === written)
  if (format === undefined) throw new UsageError(`there is no format '${written}' here: choose from ${formats.join(', ')}`)
  return format
}
