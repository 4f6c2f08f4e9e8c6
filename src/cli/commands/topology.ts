import { resolve } from 'node:path'
import type { Failure } from '../../lint/finding.js'
import { readXmlFile, textOf } from '../../lint/host.js'
import { documentKind } from '../../lint/roots.js'
import { asOne, type ComparedNode, compareTopology } from '../../snapshots/topology/compare-topology.js'
import { readTopology } from '../../snapshots/topology/read-topology.js'
import type { TopologyNode } from '../../snapshots/topology/topology.js'
import { scan } from '../../xml/scan.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { type Input, stdinInput, stdinName } from '../inputs.js'
import type { Io } from '../io.js'
import { notWellFormed, problemOf } from '../lint-run.js'
import { printFailures } from '../notes.js'
import { openProject, type Project } from '../project.js'
import { wantsColour } from '../terminal/colour.js'
import { topologyJson } from '../topology-formats/json.js'
import { topologyMermaid } from '../topology-formats/mermaid.js'
import { rowOf } from '../topology-formats/row.js'
import { topologySvg } from '../topology-formats/svg.js'
import { topologyText } from '../topology-formats/text.js'
import { UsageError } from '../usage-error.js'

/** `domlint topology FILE [FILE2]`: 0, or 2 when a file could not be read or holds no domain. */
export async function topology(arguments_: Arguments, io: Io): Promise<number> {
  const format = chosenFormat(arguments_, ['text', 'mermaid', 'svg', 'json'])
  const [first, second, ...more] = arguments_.operands
  if (first === undefined || more.length > 0) throw new UsageError('name a file to draw, or two: the definition before, and the one after')
  if (first === '-' && second === '-') throw new UsageError('standard input can be one of the two files, not both')
  const project = await openProject(arguments_, io)
  const failures: Failure[] = []
  const before = machinesOf(inputOf(first, io), project, io, failures)
  const after = second === undefined ? undefined : machinesOf(inputOf(second, io), project, io, failures)
  printFailures(failures, io)
  if (failures.length > 0) return 2
  const machines = after ? comparedPairs(before, after) : before.map((machine) => asOne(machine))
  io.stdout.write(picture(machines, format, after !== undefined, io))
  return 0
}

function inputOf(operand: string, io: Io): Input {
  if (operand === '') throw new UsageError('a file name is empty')
  if (operand === '-') return stdinInput(stdinName)
  return { filePath: resolve(io.cwd, operand), isStdin: false, isNamed: true }
}

/** The machines of a file's domains; none where that is a failure. */
function machinesOf({ filePath, isStdin }: Input, project: Project, io: Io, failures: Failure[]): TopologyNode[] {
  const settings = project.settingsFor(filePath)
  const failed = (message: string): TopologyNode[] => {
    failures.push({ filePath, message })
    return []
  }
  if (!settings) return failed('is left out by the configuration')
  const read = isStdin ? textOf(io.readStdin()) : readXmlFile(filePath, settings.maxSize)
  if (read.kind !== 'text') return failed(problemOf(read))
  const { document, faults } = scan(read.text, settings.check)
  const kind = documentKind(document)
  if (faults.length > 0) return failed(notWellFormed)
  if (kind.kind !== 'domains' || kind.domains.length === 0) return failed('holds no domain')
  // What libvirt makes up is not shown, so that every run may make up the same.
  const randomBytes = (count: number) => new Uint8Array(count)
  return kind.domains.map((domain) => readTopology(domain, { ...settings.check, randomBytes }))
}

/** A domain alone in each file is the same guest; of several those of one name are. */
function comparedPairs(before: readonly TopologyNode[], after: readonly TopologyNode[]): ComparedNode[] {
  const [old, fresh] = [before[0], after[0]]
  if (old && fresh && before.length === 1 && after.length === 1) return [compareTopology(old, fresh)]
  const open = new Map(before.map((machine) => [machine.name, machine]))
  const pairs = after.map((machine) => {
    const match = open.get(machine.name)
    open.delete(machine.name)
    return match ? compareTopology(match, machine) : asOne(machine, 'added')
  })
  return [...pairs, ...[...open.values()].map((machine) => asOne(machine, 'removed'))]
}

function picture(machines: readonly ComparedNode[], format: 'json' | 'mermaid' | 'svg' | 'text', isCompared: boolean, io: Io): string {
  if (format === 'json') return topologyJson(machines, isCompared)
  const rows = machines.map(rowOf)
  if (format === 'mermaid') return topologyMermaid(rows)
  if (format === 'svg') return topologySvg(rows)
  const colour = wantsColour(io.env, io.stdout.isTerminal)
  return rows.map((row) => topologyText(row, { colour, isCompared })).join('\n')
}
