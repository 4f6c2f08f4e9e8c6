import type { Failure } from '../../lint/finding.js'
import { readXmlFile, textOf } from '../../lint/host.js'
import { compatOf } from '../../migrate/compat.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { findInputs, type Input } from '../inputs.js'
import type { Io } from '../io.js'
import { problemOf } from '../lint-run.js'
import { printFailures } from '../notes.js'
import { compatJson, compatText, type FileCompat } from '../plan-formats/compat.js'
import { openProject, type Project } from '../project.js'
import { wantsColour } from '../terminal/colour.js'

/** `domlint compat`: 0, or 2 when a file could not be read or holds no domain. */
export async function compat(arguments_: Arguments, io: Io): Promise<number> {
  const format = chosenFormat(arguments_, ['text', 'json'])
  const project = await openProject(arguments_, io)
  const { inputs, failures: lost } = await findInputs(arguments_, io)
  const failures: Failure[] = [...lost]
  const files = inputs.flatMap((input): FileCompat | readonly [] => {
    const found = compatOfInput(input, project, io)
    if (typeof found !== 'string') return found
    if (found !== '') failures.push({ filePath: input.filePath, message: found })
    return []
  })
  const colour = wantsColour(io.env, io.stdout.isTerminal)
  io.stdout.write(format === 'json' ? compatJson(files) : compatText(files, { cwd: io.cwd, colour }))
  printFailures(failures, io)
  return failures.length > 0 ? 2 : 0
}

/** What a file's domains need, or why that is not told; `''` where nobody asked for it. */
function compatOfInput({ filePath, isStdin, isNamed }: Input, project: Project, io: Io): FileCompat | string {
  const settings = project.settingsFor(filePath)
  if (!settings) return ''
  const read = isStdin ? textOf(io.readStdin()) : readXmlFile(filePath, settings.maxSize)
  if (read.kind !== 'text') return problemOf(read)
  const domains = compatOf(read.text, settings.check.hostArch, settings.check)
  if (domains.length === 0) return isNamed ? 'holds no domain' : ''
  return { filePath, domains }
}
