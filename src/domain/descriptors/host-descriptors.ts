import { type DescriptorFile, effectiveFiles, type MaskedFile, pathOf } from './descriptor-files.js'
import { type FirmwareDescriptor, firmwareFiles, parseFirmwareDescriptor } from './firmware-descriptor.js'
import { DescriptorFault, shortened } from './json-fields.js'
import { parseVhostUserDescriptor, type VhostUserBackend } from './vhost-user-descriptor.js'

/** What one descriptor file says. */
export interface FoundDescriptor<Descriptor> {
  readonly path: string
  readonly descriptor: Descriptor
  /** What libvirt does not mind, but somebody should: sentences without subject. */
  readonly notes: readonly string[]
}

/** All descriptor files of one kind on a host. */
export interface Discovery<Descriptor> {
  /** Those that can be used, in the order in which they are tried. */
  readonly usable: readonly FoundDescriptor<Descriptor>[]
  /** Those that libvirt cannot read; the problem is a sentence without subject. */
  readonly broken: readonly { readonly path: string; readonly problem: string }[]
  readonly masked: readonly MaskedFile[]
  /** Empty files that hide nothing. */
  readonly idle: readonly string[]
}

/** What can be asked about the files of a host. */
export interface HostFiles {
  /** The path with symbolic links followed; as given where nothing is there. */
  realPath(path: string): string
  /** Whether a file is there; undefined where not even its folder is, so that the tree may be no whole host. */
  hasFile(path: string): boolean | undefined
}

/** The firmware builds and vhost-user backends that a host offers. */
export interface HostDescriptors {
  readonly firmware: Discovery<FirmwareDescriptor>
  readonly vhostUser: Discovery<VhostUserBackend>
  readonly files: HostFiles
}

/** What the firmware descriptors of a host amount to. Never throws. */
export function firmwareDiscovery(
  files: readonly DescriptorFile[],
  folders: readonly string[],
  host: HostFiles,
): Discovery<FirmwareDescriptor> {
  return discover(files, folders, parseFirmwareDescriptor, (firmware) => notesOn(firmwareFiles(firmware), host))
}

/** What the vhost-user descriptors of a host amount to. Never throws. */
export function vhostUserDiscovery(
  files: readonly DescriptorFile[],
  folders: readonly string[],
  host: HostFiles,
): Discovery<VhostUserBackend> {
  return discover(files, folders, parseVhostUserDescriptor, ({ binary }) => notesOn([binary], host))
}

function discover<Descriptor>(
  files: readonly DescriptorFile[],
  folders: readonly string[],
  parse: (text: string) => Descriptor,
  notes: (descriptor: Descriptor) => readonly string[],
): Discovery<Descriptor> {
  const { effective, masked, idle } = effectiveFiles(files, folders)
  const usable: FoundDescriptor<Descriptor>[] = []
  const broken: { path: string; problem: string }[] = []
  for (const file of effective) {
    const path = pathOf(file)
    if (file.problem !== undefined) {
      broken.push({ path, problem: file.problem })
      continue
    }
    try {
      const descriptor = parse(file.text)
      usable.push({ path, descriptor, notes: notes(descriptor) })
    } catch (error) {
      if (!(error instanceof DescriptorFault)) throw error
      broken.push({ path, problem: error.message })
    }
  }
  return { usable, broken, masked, idle }
}

function notesOn(paths: readonly string[], host: HostFiles): string[] {
  return paths.flatMap((path) => {
    if (!path.startsWith('/')) return [`names ${shortened(path)}, which is no absolute path`]
    return host.hasFile(path) === false ? [`names ${shortened(path)}, which is not there`] : []
  })
}
