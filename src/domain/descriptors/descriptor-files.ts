/**
 * Where QEMU's descriptor files are, and which of them count. QEMU's docs/interop/firmware.json and docs/interop/vhost-user.json
 * give the same rules for both kinds.
 */

/** The kinds of descriptor files, as their folders are called. */
export type DescriptorKind = 'firmware' | 'vhost-user'

/** A descriptor file as it was found. */
export interface DescriptorFile {
  /** The folder as the host knows it: `/usr/share/qemu/firmware`. */
  readonly folder: string
  readonly name: string
  /** Its text; an empty one hides files of the same name in less specific folders. */
  readonly text: string
  /** Why its text could not be had, as a sentence without subject. */
  readonly problem?: string
}

/** A file that does not count, since a more specific folder has one of the same name. */
export interface MaskedFile {
  readonly path: string
  readonly by: string
  /** Whether the other one is empty, so that nothing takes its place. */
  readonly byEmptyFile: boolean
}

/** The files that count, in the order in which they are tried, and the others. */
export interface EffectiveFiles {
  readonly effective: readonly DescriptorFile[]
  readonly masked: readonly MaskedFile[]
  /** Empty files that hide nothing. */
  readonly idle: readonly string[]
}

/** The folders of one kind on a host, from the most general to the most specific; without the user's when there is no configuration folder. */
export function descriptorFolders(kind: DescriptorKind, userConfig: string | undefined): string[] {
  const folders = [`/usr/share/qemu/${kind}`, `/etc/qemu/${kind}`]
  return userConfig === undefined ? folders : [...folders, `${userConfig}/qemu/${kind}`]
}

/**
 * Sorts the files of all folders by name and takes the most specific one of each name.
 * @param folders from the most general to the most specific: `descriptorFolders` gives them
 */
export function effectiveFiles(files: readonly DescriptorFile[], folders: readonly string[]): EffectiveFiles {
  const byName = new Map<string, DescriptorFile[]>()
  for (const file of files) {
    const known = byName.get(file.name)
    if (known) known.push(file)
    else byName.set(file.name, [file])
  }
  const effective: DescriptorFile[] = []
  const masked: MaskedFile[] = []
  const idle: string[] = []
  for (const name of [...byName.keys()].sort(byBytes)) {
    const namesakes = (byName.get(name) ?? []).sort((a, b) => folders.indexOf(b.folder) - folders.indexOf(a.folder))
    const [chosen, ...others] = namesakes
    if (!chosen) continue
    const isEmpty = chosen.problem === undefined && chosen.text === ''
    if (!isEmpty) effective.push(chosen)
    else if (others.length === 0) idle.push(pathOf(chosen))
    for (const other of others) masked.push({ path: pathOf(other), by: pathOf(chosen), byEmptyFile: isEmpty })
  }
  return { effective, masked, idle }
}

export function pathOf({ folder, name }: DescriptorFile): string {
  return `${folder}/${name}`
}

/** The order of C's strcmp over UTF-8, which libvirt sorts names by: that of code points. */
function byBytes(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (let index = 0; index < left.length && index < right.length; index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
