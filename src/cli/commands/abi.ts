import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Failure } from '../../lint/finding.js'
import { readXmlFile } from '../../lint/host.js'
import { documentKind } from '../../lint/roots.js'
import type { AbiFact, AbiLevel } from '../../snapshots/abi-fact.js'
import { type AbiDifference, compareAbi } from '../../snapshots/compare-abi.js'
import { extractAbi } from '../../snapshots/extract-abi.js'
import { comparedForm } from '../../snapshots/migratable.js'
import { scan } from '../../xml/scan.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { jsonText } from '../formats/json-text.js'
import { relativePath } from '../formats/path.js'
import type { Io } from '../io.js'
import { problemOf } from '../lint-run.js'
import { printFailures } from '../notes.js'
import { pathKind } from '../path-kind.js'
import { openProject, type Project } from '../project.js'
import { visible } from '../terminal/escape.js'
import { UsageError } from '../usage-error.js'

interface Pair {
  readonly before: string
  readonly after: string
}

interface Compared extends Pair {
  readonly differences: readonly AbiDifference[]
}

/** `domlint abi BEFORE AFTER`: 0 when the guest sees the same, 1 when it does not, 2 when something could not be read. */
export async function abi(arguments_: Arguments, io: Io): Promise<number> {
  const format = chosenFormat(arguments_, ['text', 'json'])
  const level = arguments_.value('level') ?? 'guest'
  if (level !== 'guest' && level !== 'libvirt') throw new UsageError(`there is no level '${level}': choose from guest, libvirt`)
  const [before, after, ...more] = arguments_.operands
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError('name two files or two folders: the definition before, and the one after')
  const project = await openProject(arguments_, io)
  const failures: Failure[] = []
  const compared: Compared[] = []
  for (const pair of pairsOf(resolve(io.cwd, before), resolve(io.cwd, after), failures)) {
    const old = factsOf(pair.before, project, failures)
    const fresh = factsOf(pair.after, project, failures)
    if (old && fresh) compared.push({ ...pair, differences: compareAbi(old, fresh, level) })
  }
  io.stdout.write(format === 'json' ? json(compared) : text(compared, level, io))
  printFailures(failures, io)
  if (failures.length > 0) return 2
  return compared.some(({ differences }) => differences.length > 0) ? 1 : 0
}

/** Two files, or the files of one name in two folders; a file that only one of them has is a failure. */
function pairsOf(before: string, after: string, failures: Failure[]): Pair[] {
  const isFolder = pathKind(before) === 'folder'
  if (isFolder !== (pathKind(after) === 'folder'))
    throw new UsageError('one is a folder and the other is not: name two files or two folders')
  if (!isFolder) return [{ before, after }]
  const names = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.xml'))
  const [old, fresh] = [names(before), names(after)]
  for (const name of old)
    if (!fresh.includes(name)) failures.push({ filePath: join(before, name), message: 'has no file of its name in the other folder' })
  for (const name of fresh)
    if (!old.includes(name)) failures.push({ filePath: join(after, name), message: 'has no file of its name in the other folder' })
  return old
    .filter((name) => fresh.includes(name))
    .sort()
    .map((name) => ({ before: join(before, name), after: join(after, name) }))
}

function factsOf(filePath: string, project: Project, failures: Failure[]): readonly AbiFact[] | undefined {
  const settings = project.settingsFor(filePath)
  const failed = (message: string): undefined => {
    failures.push({ filePath, message })
  }
  if (!settings) return failed('is left out by the configuration')
  const read = readXmlFile(filePath, settings.maxSize)
  if (read.kind !== 'text') return failed(problemOf(read))
  const { document, faults } = scan(read.text, settings.check)
  const kind = documentKind(document)
  const domain = kind.kind === 'domains' ? kind.domains[0] : undefined
  if (faults.length > 0) return failed('is not well-formed XML, so libvirt reads nothing of it: mend that first')
  if (!domain) return failed('holds no domain')
  // What libvirt makes up when a text leaves it out, such as a UUID, is the same on both sides when both leave it out.
  let next = 0
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => next++ % 256)
  return extractAbi(comparedForm(domain, { ...settings.check, randomBytes }))
}

function json(compared: readonly Compared[]): string {
  const objects = compared.map(({ before, after, differences }) => ({
    before,
    after,
    stable: differences.length === 0,
    differences: differences.map(({ path, fact, before = null, after = null, message }) => ({ path, fact, before, after, message })),
  }))
  return `${jsonText(objects, 2)}\n`
}

/** The differences by device, for people. */
function text(compared: readonly Compared[], level: AbiLevel, io: Io): string {
  return compared
    .map(({ before, after, differences }) => {
      const name = `${visible(relativePath(before, io.cwd))} -> ${visible(relativePath(after, io.cwd))}`
      if (differences.length === 0) return `${name}: ${level === 'guest' ? 'the guest sees the same' : 'libvirt accepts it'}\n`
      const devices = new Set(differences.map(({ device }) => device))
      const lines = [...devices].flatMap((device) => [
        `  ${visible(device)}`,
        ...differences
          .filter((one) => one.device === device)
          .map((one) => `    ${placeOf(one)}${visible(one.message.slice(device.length + 2))}`),
      ])
      const refuses = differences.some((one) => one.level === 'libvirt')
      return `${[name, ...lines, `  libvirt ${refuses ? 'would refuse' : 'would accept'} it in a migration or a restore`].join('\n')}\n`
    })
    .join('\n')
}

/** The lines in both texts, as far as they say it: `12 -> 12: `. */
function placeOf({ sources }: AbiDifference): string {
  const line = (source: AbiFact['source']) => (source ? `${source.position.start.line}` : 'added by libvirt')
  return `${line(sources.before)} -> ${line(sources.after)}: `
}
