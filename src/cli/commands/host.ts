import { resolve } from 'node:path'
import type { FirmwareDescriptor } from '../../domain/descriptors/firmware-descriptor.js'
import type { Discovery, FoundDescriptor } from '../../domain/descriptors/host-descriptors.js'
import type { VhostUserBackend } from '../../domain/descriptors/vhost-user-descriptor.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { jsonText } from '../formats/json-text.js'
import type { Io } from '../io.js'
import { demandSysroot, readHostDescriptors } from '../sysroot.js'
import { visible } from '../terminal/escape.js'
import { UsageError } from '../usage-error.js'

/** `domlint host`: the firmware and the vhost-user backends of a host, and what is wrong with their descriptors. */
export function host(arguments_: Arguments, io: Io): number {
  if (arguments_.operands.length > 0) throw new UsageError('domlint host takes no file: name the folder of a host with --sysroot')
  const format = chosenFormat(arguments_, ['text', 'json'])
  const written = arguments_.value('sysroot') ?? '/'
  const root = resolve(io.cwd, written)
  demandSysroot(root, written)
  const { firmware, vhostUser } = readHostDescriptors(root, io.env)
  if (format === 'json') {
    const value = {
      sysroot: root,
      firmware: discoveryObject(firmware, firmwareObject),
      vhostUser: discoveryObject(vhostUser, backendObject),
    }
    io.stdout.write(`${jsonText(value, 2)}\n`)
  } else {
    const lines = [
      ...section('firmware', firmware, firmwareGroup, firmwareLines),
      ...section('vhost-user', vhostUser, ({ type }) => type, backendLines),
    ]
    io.stdout.write(`${lines.map(visible).join('\n')}\n`)
  }
  return 0
}

function section<Descriptor>(
  kind: string,
  { usable, broken, masked, idle }: Discovery<Descriptor>,
  groupOf: (descriptor: Descriptor) => string,
  linesOf: (descriptor: Descriptor) => readonly string[],
): string[] {
  const groups = new Map<string, FoundDescriptor<Descriptor>[]>()
  for (const found of usable) {
    const group = groupOf(found.descriptor)
    groups.set(group, [...(groups.get(group) ?? []), found])
  }
  const lines = [...groups].flatMap(([group, members]) => [
    `${kind}: ${group}`,
    ...members.flatMap(({ path, descriptor, notes }) => [
      `  ${path}`,
      ...linesOf(descriptor).map((line) => `    ${line}`),
      ...notes.map((note) => `    note: it ${note}`),
    ]),
  ])
  if (lines.length === 0) lines.push(`${kind}: none`)
  const others = [
    ...masked.map(({ path, by, byEmptyFile }) => `  ${path} is ${byEmptyFile ? 'hidden by the empty' : 'replaced by'} ${by}`),
    ...idle.map((path) => `  ${path} is empty, and hides nothing`),
  ]
  if (others.length > 0) lines.push(`${kind}: masked`, ...others)
  if (broken.length > 0) lines.push(`${kind}: broken`, ...broken.map(({ path, problem }) => `  ${path} ${problem}`))
  return lines
}

function firmwareGroup({ interfaceTypes, targets }: FirmwareDescriptor): string {
  const architectures = [...new Set(targets.map(({ architecture }) => architecture))]
  return `${interfaceTypes.join(', ') || 'no interface'} for ${architectures.join(', ') || 'no architecture'}`
}

function firmwareLines({ description, mapping, targets, features }: FirmwareDescriptor): string[] {
  const files =
    mapping.device === 'flash'
      ? [
          `loader: ${mapping.executable.filename} (pflash, ${mapping.executable.format}, ${mapping.mode})`,
          ...(mapping.mode === 'split' ? [`variables: ${mapping.nvramTemplate.filename} (${mapping.nvramTemplate.format})`] : []),
        ]
      : [
          `${mapping.device === 'memory' ? 'loader' : 'kernel'}: ${mapping.filename}${mapping.device === 'memory' ? ' (rom)' : ''}`,
          ...(mapping.device === 'memory' && mapping.varsTemplate !== undefined ? [`variables: ${mapping.varsTemplate} (uefi-vars)`] : []),
        ]
  return [
    ...(description === undefined ? [] : [description]),
    ...files,
    `machines: ${[...new Set(targets.flatMap(({ machines }) => machines))].join(', ') || 'none'}`,
    `features: ${[...features].join(', ') || 'none'}`,
  ]
}

function backendLines({ description, binary, features }: VhostUserBackend): string[] {
  return [
    ...(description === undefined ? [] : [description]),
    `program: ${binary}`,
    `features: ${features ? [...features].join(', ') || 'none' : 'not told'}`,
  ]
}

function discoveryObject<Descriptor>(
  { usable, broken, masked, idle }: Discovery<Descriptor>,
  describe: (descriptor: Descriptor) => object,
): object {
  return {
    usable: usable.map(({ path, descriptor, notes }) => ({ path, ...describe(descriptor), notes })),
    masked,
    empty: idle,
    broken,
  }
}

function firmwareObject({ description, interfaceTypes, mapping, targets, features }: FirmwareDescriptor): object {
  return { description, interfaceTypes, mapping, targets, features: [...features] }
}

function backendObject({ description, type, binary, features, tags }: VhostUserBackend): object {
  return { description, type, binary, ...(features ? { features: [...features] } : {}), tags }
}
