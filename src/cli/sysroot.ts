import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { type DescriptorFile, type DescriptorKind, descriptorFolders } from '../domain/descriptors/descriptor-files.js'
import { firmwareDiscovery, type HostDescriptors, type HostFiles, vhostUserDiscovery } from '../domain/descriptors/host-descriptors.js'
import { reasonOf } from '../lint/host.js'
import type { EntrySettings } from '../lint/settings.js'
import type { Environment } from './terminal/colour.js'
import { UsageError } from './usage-error.js'

/** What libvirt reads of a descriptor at most, in bytes. */
const largestDescriptor = 1024 * 1024

/** As many symbolic links are followed as Linux follows. */
const mostLinks = 40

/** The files of a host below a folder: `/` for this host, or where the files of another one are. */
export class Sysroot implements HostFiles {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  realPath(path: string): string {
    return this.#resolve(path) ?? path
  }

  hasFile(path: string): boolean | undefined {
    if (this.#resolve(path) !== undefined) return true
    return this.#resolve(posix.dirname(path)) === undefined ? undefined : false
  }

  /** The descriptor files of some folders. What is no file there is passed over, as libvirt does; a folder may be missing. */
  descriptorFiles(folders: readonly string[]): DescriptorFile[] {
    return folders.flatMap((folder) => {
      const resolved = this.#resolve(folder)
      if (resolved === undefined) return []
      return namesIn(join(this.#root, resolved))
        .filter((name) => !name.startsWith('.'))
        .flatMap((name) => this.#descriptorFile(folder, name) ?? [])
    })
  }

  #descriptorFile(folder: string, name: string): DescriptorFile | undefined {
    const resolved = this.#resolve(`${folder}/${name}`)
    if (resolved === undefined) return { folder, name, text: '', problem: 'is a link to nothing' }
    let descriptor: number
    try {
      // A pipe must not make the program wait for somebody who writes to it.
      descriptor = openSync(join(this.#root, resolved), constants.O_RDONLY | constants.O_NONBLOCK)
    } catch (error) {
      return { folder, name, text: '', problem: `cannot be read: ${reasonOf(error)}` }
    }
    try {
      const stats = fstatSync(descriptor)
      if (!stats.isFile()) return undefined
      if (stats.size > largestDescriptor) return { folder, name, text: '', problem: 'has more than 1 MiB, which libvirt does not read' }
      return { folder, name, text: readFileSync(descriptor, 'utf8') }
    } catch (error) {
      return { folder, name, text: '', problem: `cannot be read: ${reasonOf(error)}` }
    } finally {
      closeSync(descriptor)
    }
  }

  /** The path below the root once all symbolic links are followed, which never lead out of it; undefined when nothing is there. */
  #resolve(path: string): string | undefined {
    let resolved: string[] = []
    const left = path.split('/').reverse()
    for (let links = 0; left.length > 0; ) {
      const name = left.pop() ?? ''
      if (name === '' || name === '.') continue
      if (name === '..') {
        resolved.pop()
        continue
      }
      const at = join(this.#root, ...resolved, name)
      const kind = kindOf(at)
      if (kind === undefined) return undefined
      if (kind === 'other') resolved.push(name)
      else {
        if (++links > mostLinks) return undefined
        const target = readlinkSync(at)
        if (target.startsWith('/')) resolved = []
        left.push(...target.split('/').reverse())
      }
    }
    return `/${resolved.join('/')}`
  }
}

function kindOf(path: string): 'link' | 'other' | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? 'link' : 'other'
  } catch {
    return undefined
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** @throws UsageError when what was written as `--sysroot` is no folder that can be looked at */
export function demandSysroot(root: string, written: string): void {
  let isFolder: boolean
  try {
    isFolder = statSync(root).isDirectory()
  } catch (error) {
    throw new UsageError(`--sysroot ${written}: this folder cannot be read: ${reasonOf(error)}`)
  }
  if (!isFolder) throw new UsageError(`--sysroot ${written}: this is no folder`)
}

/** The hosts that entries of a configuration name by the folder where their files are. */
export class Sysroots {
  readonly #descriptors = new Map<EntrySettings, () => HostDescriptors>()

  /** @param entries each with the folder that its paths are seen from */
  constructor(entries: readonly (readonly [EntrySettings, folder: string])[], env: Environment) {
    const byPath = new Map<string, () => HostDescriptors>()
    for (const [entry, folder] of entries) {
      const path = resolve(folder, entry.sysroot ?? '/')
      const read = byPath.get(path) ?? once(() => readHostDescriptors(path, env))
      byPath.set(path, read)
      this.#descriptors.set(entry, read)
    }
  }

  /** Reads the descriptors of the host that an entry names, the first time that it is called. */
  descriptorsOf(entry: EntrySettings | undefined): (() => HostDescriptors) | undefined {
    return entry && this.#descriptors.get(entry)
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * The firmware and the vhost-user backends of the host whose files are below a folder. The user's own folder is that of whoever
 * runs the program, below the same root. Never throws.
 */
export function readHostDescriptors(root: string, env: Environment): HostDescriptors {
  const files = new Sysroot(root)
  const foldersOf = (kind: DescriptorKind) => descriptorFolders(kind, userConfigOf(env))
  const firmware = foldersOf('firmware')
  const vhostUser = foldersOf('vhost-user')
  return {
    firmware: firmwareDiscovery(files.descriptorFiles(firmware), firmware, files),
    vhostUser: vhostUserDiscovery(files.descriptorFiles(vhostUser), vhostUser, files),
    files,
  }
}

/** Where the user keeps configuration, as the XDG base directories have it: a relative path counts as none. */
function userConfigOf({ XDG_CONFIG_HOME: config, HOME: home }: Environment): string | undefined {
  if (config?.startsWith('/')) return config
  return home?.startsWith('/') ? posix.join(home, '.config') : undefined
}
