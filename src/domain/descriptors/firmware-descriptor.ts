import { table } from '../table.js'
import { DescriptorFault, JsonFields, shortened } from './json-fields.js'

/** A file that is put into flash memory. */
export interface FlashFile {
  readonly filename: string
  readonly format: string
}

/** How the firmware gets into the guest. */
export type FirmwareMapping =
  | { readonly device: 'flash'; readonly mode: 'split'; readonly executable: FlashFile; readonly nvramTemplate: FlashFile }
  | { readonly device: 'flash'; readonly mode: 'combined' | 'stateless'; readonly executable: FlashFile }
  | {
      readonly device: 'memory'
      readonly filename: string
      /** The JSON that a new variable store of QEMU's uefi-vars device starts with. */
      readonly varsTemplate?: string
    }
  | { readonly device: 'kernel'; readonly filename: string }

export interface FirmwareTarget {
  /** libvirt's name: `i686` where the descriptor says `i386`. */
  readonly architecture: string
  /** Patterns of machine types, with `*` and `?`. */
  readonly machines: readonly string[]
}

/** A firmware build as its descriptor presents it. */
export interface FirmwareDescriptor {
  readonly description: string | undefined
  readonly interfaceTypes: readonly InterfaceType[]
  readonly mapping: FirmwareMapping
  readonly targets: readonly FirmwareTarget[]
  /** Names that libvirt does not know are kept here, though they mean nothing to it. */
  readonly features: ReadonlySet<string>
}

const interfaceTypes = ['bios', 'openfirmware', 'uboot', 'uefi'] as const
export type InterfaceType = (typeof interfaceTypes)[number]

/** Architectures that libvirt knows under another name than QEMU (libvirt 11.3, qemu_capabilities.c, virQEMUCapsArchFromString). */
const otherNames = table({ arm: 'armv7l', i386: 'i686', or1k: 'or32' })

/** The architectures that libvirt has a name for (libvirt 11.3, virarch.c), without those it names otherwise. */
const architectures = new Set(
  (
    'alpha armv6l armv7l armv7b aarch64 cris i686 ia64 lm32 loongarch64 m68k microblaze microblazeel mips mipsel mips64 mips64el ' +
    'or32 parisc parisc64 ppc ppc64 ppc64le ppcemb riscv32 riscv64 s390 s390x sh4 sh4eb sparc sparc64 unicore32 x86_64 xtensa xtensaeb'
  ).split(' '),
)

/**
 * Reads a firmware descriptor as strictly as libvirt does, which passes over a file that it cannot read (libvirt 11.3,
 * qemu_firmware.c, qemuFirmwareParse). @throws DescriptorFault when it is such a file
 */
export function parseFirmwareDescriptor(text: string): FirmwareDescriptor {
  const fields = JsonFields.parse(text)
  return {
    description: fields.has('description') ? fields.text('description') : undefined,
    interfaceTypes: fields.words('interface-types', interfaceTypes),
    mapping: mappingOf(fields.object('mapping')),
    targets: fields.objects('targets').map((target) => ({
      architecture: architectureOf(target.text('architecture')),
      machines: target.texts('machines'),
    })),
    features: new Set(fields.texts('features')),
  }
}

function mappingOf(fields: JsonFields): FirmwareMapping {
  const device = fields.word('device', ['flash', 'kernel', 'memory'])
  if (device === 'kernel') return { device, filename: fields.text('filename') }
  if (device === 'memory') {
    const varsTemplate = fields.has('uefi-vars') ? fields.object('uefi-vars').text('template') : undefined
    return { device, filename: fields.text('filename'), ...(varsTemplate === undefined ? {} : { varsTemplate }) }
  }
  const mode = fields.optionalWord('mode', ['split', 'combined', 'stateless']) ?? 'split'
  const executable = flashFileOf(fields.object('executable'))
  return mode === 'split'
    ? { device, mode, executable, nvramTemplate: flashFileOf(fields.object('nvram-template')) }
    : { device, mode, executable }
}

function flashFileOf(fields: JsonFields): FlashFile {
  return { filename: fields.text('filename'), format: fields.text('format') }
}

function architectureOf(written: string): string {
  const name = otherNames[written] ?? written
  if (!architectures.has(name)) throw new DescriptorFault(`has the architecture "${shortened(written)}", which libvirt does not know`)
  return name
}

/** The files that a firmware consists of. */
export function firmwareFiles({ mapping }: FirmwareDescriptor): string[] {
  if (mapping.device === 'kernel') return [mapping.filename]
  if (mapping.device === 'memory') return mapping.varsTemplate === undefined ? [mapping.filename] : [mapping.filename, mapping.varsTemplate]
  return mapping.mode === 'split' ? [mapping.executable.filename, mapping.nvramTemplate.filename] : [mapping.executable.filename]
}
