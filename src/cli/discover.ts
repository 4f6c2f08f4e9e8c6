import { readdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { didYouMean } from '../domain/values/nearest.js'
import { isTemplateName } from '../embedded/languages.js'
import type { Failure } from '../lint/finding.js'
import { reasonOf } from '../lint/host.js'
import { IgnoreFiles } from './ignore-files.js'
import { type Input, type Inputs, stdinInput } from './inputs.js'
import { commands } from './options.js'
import { pathKind } from './path-kind.js'

interface Surroundings {
  readonly cwd: string
  readonly stdinPath: string
  readonly obeyIgnoreFiles: boolean
  /** Whether templates such as vm.xml.j2 are looked for in folders too: linting knows their expressions, plans do not. */
  readonly withTemplates: boolean
}

/**
 * What files, folders and patterns stand for. Named files obey .domlintignore, so that hooks may name any file; what is found in
 * folders and by patterns obeys .gitignore as well.
 */
export function discover(operands: readonly string[], surroundings: Surroundings): Inputs {
  const discovery = new Discovery(surroundings)
  for (const operand of operands) discovery.operand(operand)
  return { inputs: [...discovery.inputs.values()], failures: discovery.failures, ignored: discovery.ignored }
}

class Discovery {
  readonly inputs = new Map<string, Input>()
  readonly failures: Failure[] = []
  readonly ignored: string[] = []
  readonly #surroundings: Surroundings
  readonly #ignoreFiles: IgnoreFiles | undefined

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.#ignoreFiles = surroundings.obeyIgnoreFiles ? new IgnoreFiles(surroundings.cwd) : undefined
  }

  operand(operand: string): void {
    const { cwd, stdinPath } = this.#surroundings
    if (operand === '-') {
      this.inputs.set('-', stdinInput(stdinPath))
      return
    }
    const path = resolve(cwd, operand)
    const kind = pathKind(path)
    if (kind === 'folder') this.#folder(path)
    else if (kind === 'file') this.#named(path)
    else if (isDynamicPattern(operand)) this.#pattern(operand)
    else this.failures.push({ filePath: path, message: missing(operand) })
  }

  #named(filePath: string): void {
    if (this.#ignoreFiles?.isExcluded(filePath)) this.ignored.push(filePath)
    else this.#add(filePath, true)
  }

  #folder(path: string): void {
    const { withTemplates } = this.#surroundings
    const isWanted = (name: string) => name.endsWith('.xml') || (withTemplates && isTemplateName(name))
    const { found, ignored, failures } = filesIn(path, isWanted, (file, isFolder) => this.#ignoreFiles?.isIgnored(file, isFolder) ?? false)
    this.failures.push(...failures)
    for (const filePath of found) this.#add(filePath, false)
    if (found.length > 0 || failures.length > 0) return
    if (ignored.length > 0) this.ignored.push(...ignored)
    else this.failures.push({ filePath: path, message: 'no *.xml file in this folder' })
  }

  #pattern(pattern: string): void {
    const { cwd } = this.#surroundings
    const found = globSync(pattern.replaceAll('\\', '/'), {
      cwd,
      absolute: true,
      onlyFiles: true,
      ignore: ['**/node_modules/**'],
      expandDirectories: false,
    }).sort()
    if (found.length === 0) this.failures.push({ filePath: '', message: `no file matches '${pattern}'` })
    for (const filePath of found) {
      if (this.#ignoreFiles?.isIgnored(filePath, false)) this.ignored.push(filePath)
      else this.#add(filePath, false)
    }
  }

  #add(filePath: string, isNamed: boolean): void {
    if (!this.inputs.get(filePath)?.isNamed) this.inputs.set(filePath, { filePath, isStdin: false, isNamed })
  }
}

function missing(operand: string): string {
  const word = didYouMean(
    operand,
    commands.map(({ name }) => name),
  )
  const isWord = /^[a-z]+$/.test(operand)
  return isWord && word !== '' ? `no such file, nor is it a command${word}` : 'no such file'
}

interface Found {
  readonly found: readonly string[]
  readonly ignored: readonly string[]
  readonly failures: readonly Failure[]
}

/**
 * The wanted files in a folder and below, sorted. Hidden folders and node_modules are left out. Links to folders are not
 * followed, links to files only where the file itself is not found too (libvirt's autostart folder holds such links).
 */
function filesIn(folder: string, isWanted: (name: string) => boolean, isIgnored: (path: string, isFolder: boolean) => boolean): Found {
  const found: string[] = []
  const links: string[] = []
  const ignored: string[] = []
  const failures: Failure[] = []
  const visit = (path: string): void => {
    let entries: ReturnType<typeof entriesOf>
    try {
      entries = entriesOf(path)
    } catch (error) {
      failures.push({ filePath: path, message: `the folder cannot be read: ${reasonOf(error)}` })
      return
    }
    for (const entry of entries) {
      const inner = join(path, entry.name)
      if (entry.isDirectory()) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
        if (isIgnored(inner, true)) ignored.push(...filesBelow(inner, isWanted))
        else visit(inner)
      } else if (isWanted(entry.name) && !entry.name.startsWith('.')) {
        if (isIgnored(inner, false)) ignored.push(inner)
        else if (entry.isFile()) found.push(inner)
        else if (entry.isSymbolicLink()) links.push(inner)
      }
    }
  }
  visit(folder)
  return { found: [...found, ...linkedFiles(links, found)].sort(), ignored, failures }
}

function entriesOf(path: string) {
  return readdirSync(path, { withFileTypes: true })
}

/** Whether an ignored folder would have held anything: one look is enough. */
function filesBelow(folder: string, isWanted: (name: string) => boolean): string[] {
  try {
    return entriesOf(folder).some((entry) => entry.isFile() && isWanted(entry.name)) ? [folder] : []
  } catch {
    return []
  }
}

function linkedFiles(links: readonly string[], found: readonly string[]): string[] {
  const known = new Set(found.length > 0 && links.length > 0 ? found.map(realPath) : [])
  return links.filter((link) => {
    const target = realPath(link)
    if (target === undefined || known.has(target) || pathKind(target) !== 'file') return false
    known.add(target)
    return true
  })
}

/** Where a link leads; nowhere, if it is broken or goes round in a circle. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}
