import { scan } from '../../xml/scan.js'
import type { XmlElement } from '../../xml/tree.js'
import type { HostCapabilities, HostDomainCapabilities, HostEmulator, HostMachine, Usability } from './host-capabilities.js'
import { hostFromJson } from './host-file.js'
import { compareVersions, parseVersion, type Version } from './target.js'

/** A file that says what a host can do, with the name that messages use. */
export interface HostText {
  readonly name: string
  readonly text: string
}

/** What one file tells. */
type Told = Partial<HostCapabilities>

/**
 * What a host offers, from the output of `virsh capabilities`, `virsh domcapabilities` (of one or several emulators) and `virsh version`,
 * in any order, or from the host file that `domlint facts --output` writes. The format is that of libvirt's documents formatcaps and
 * formatdomaincaps.
 * @throws RangeError with a sentence for people when a text is none of these, or when they say nothing of a QEMU
 */
export function readHostCapabilities(texts: readonly HostText[]): HostCapabilities {
  const told = texts.map(readOne)
  const emulators = told.flatMap(({ emulators = [] }) => emulators)
  const domains = told.flatMap(({ domains = [] }) => domains)
  if (emulators.length === 0 && domains.length === 0) {
    const names = texts.map(({ name }) => name).join(', ')
    throw new RangeError(`${names}: no emulator is described here; write a file with virsh capabilities, or with virsh domcapabilities`)
  }
  const all = emulators.length > 0 ? emulators : emulatorsOf(domains)
  const libvirt = told.findLast((one) => one.libvirt)?.libvirt
  const written = told.findLast((one) => one.qemu)
  const qemu = written?.qemu ?? newestMachineVersion(all)
  const isInferred = written ? written.isQemuInferred : true
  return {
    arch: told.find(({ arch }) => arch !== undefined)?.arch ?? all[0]?.arch ?? 'x86_64',
    ...(libvirt ? { libvirt } : {}),
    ...(qemu ? { qemu } : {}),
    ...(qemu && isInferred ? { isQemuInferred: true } : {}),
    emulators: all,
    domains,
  }
}

function readOne({ name, text }: HostText): Told {
  const start = text.trimStart()
  if (start.startsWith('{')) return hostFromJson({ name, text })
  if (!start.startsWith('<')) return readVersions({ name, text })
  const { document, faults } = scan(text)
  const [fault] = faults
  if (fault) throw new RangeError(`${name}: ${fault.message}`)
  const root = document.element
  if (root?.name === 'capabilities') return readCapabilities(root)
  if (root?.name === 'domainCapabilities') return { domains: [readDomainCapabilities(root)] }
  throw new RangeError(
    `${name}: <${root?.name ?? ''}> says nothing of what a host can do; the output of virsh capabilities and of virsh domcapabilities does`,
  )
}

/** Only the names of the two programs are in every language of virsh; the daemon's version comes last and without a name. */
function readVersions({ name, text }: HostText): Told {
  const lines = text.split('\n')
  const last = (pattern: RegExp): Version | undefined => {
    const found = lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1)
    return found === undefined ? undefined : parseVersion(found)
  }
  const libvirt = last(/^[^:]*: (\d+\.\d+\.\d+)\s*$/) ?? last(/\blibvirt (\d+\.\d+\.\d+)/)
  // "Using API: QEMU 9.0.0" is libvirt's version again: the hypervisor's own line comes after it.
  const hypervisors = lines.flatMap((line) => /\bQEMU (\d+\.\d+\.\d+)/.exec(line)?.[1] ?? [])
  const qemu = hypervisors.length > 1 ? parseVersion(hypervisors.at(-1) ?? '') : undefined
  if (!libvirt && !qemu) {
    throw new RangeError(
      `${name}: this is no output of virsh capabilities, virsh domcapabilities or virsh version, nor a host file of domlint`,
    )
  }
  return { ...(libvirt ? { libvirt } : {}), ...(qemu ? { qemu } : {}) }
}

function readCapabilities(root: XmlElement): Told {
  const arch = root.path('host/cpu/arch')?.text.trim()
  const guests = root.elements('guest').filter((guest) => guest.child('os_type')?.text.trim() === 'hvm')
  return { ...(arch ? { arch } : {}), emulators: guests.flatMap((guest) => guest.elements('arch').flatMap(emulatorsFor)) }
}

/** The emulators of one architecture: a domain type may have its own, with machines of its own. */
function emulatorsFor(arch: XmlElement): HostEmulator[] {
  const found = new Map<string, { domainTypes: string[]; machines: readonly HostMachine[] }>()
  const common = arch.child('emulator')?.text.trim() ?? ''
  const machines = machinesIn(arch)
  for (const domain of arch.elements('domain')) {
    const path = domain.child('emulator')?.text.trim() || common
    const own = machinesIn(domain)
    const known = found.get(path)
    const type = domain.attr('type') ?? ''
    if (known) known.domainTypes.push(type)
    else found.set(path, { domainTypes: [type], machines: own.length > 0 ? own : machines })
  }
  if (found.size === 0) found.set(common, { domainTypes: [], machines })
  return [...found].map(([path, one]) => ({ arch: arch.attr('name') ?? '', path, ...one }))
}

function machinesIn(parent: XmlElement): HostMachine[] {
  return parent.elements('machine').map((machine) => {
    const canonical = machine.attr('canonical')
    return {
      name: machine.text.trim(),
      ...(canonical === undefined ? {} : { canonical }),
      ...(machine.attr('deprecated') === 'yes' ? { isDeprecated: true as const } : {}),
    }
  })
}

function readDomainCapabilities(root: XmlElement): HostDomainCapabilities {
  const text = (name: string): string => root.child(name)?.text.trim() ?? ''
  const enums = new Map<string, ReadonlySet<string>>()
  const unsupported = new Set<string>()
  for (const part of [root.child('devices'), root.child('features'), root.child('os'), root.child('memoryBacking')]) {
    if (!part) continue
    if (part.name === 'devices') for (const device of part.elements()) collect(device, device.name, enums, unsupported)
    else collect(part, part.name, enums, unsupported)
  }
  const cpu = root.child('cpu')
  for (const mode of cpu?.elements('mode') ?? []) if (mode.attr('supported') === 'no') unsupported.add(`cpu/${mode.attr('name') ?? ''}`)
  const custom = cpu?.elements('mode').find((mode) => mode.attr('name') === 'custom')
  const models = custom?.elements('model') ?? []
  return {
    path: text('path'),
    arch: text('arch'),
    domainType: text('domain'),
    machine: text('machine'),
    enums,
    unsupported,
    cpuModels: new Map(models.map((model) => [model.text.trim(), usability(model.attr('usable'))])),
    deprecatedCpuModels: new Set(models.filter((model) => model.attr('deprecated') === 'yes').map((model) => model.text.trim())),
    loaders:
      root
        .path('os/loader')
        ?.elements('value')
        .map((value) => value.text.trim()) ?? [],
  }
}

/** Takes the enumerations of a part and of all within it, and what it says not to support. An enumeration without values says so too. */
function collect(part: XmlElement, place: string, enums: Map<string, ReadonlySet<string>>, unsupported: Set<string>): void {
  if (part.attr('supported') === 'no') unsupported.add(place)
  for (const child of part.elements()) {
    if (child.name === 'enum') {
      enums.set(`${place}/${child.attr('name') ?? ''}`, new Set(child.elements('value').map((value) => value.text.trim())))
    } else if (child.name !== 'value') collect(child, `${place}/${child.name}`, enums, unsupported)
  }
}

function usability(written: string | undefined): Usability {
  return written === 'yes' || written === 'no' ? written : 'unknown'
}

/** The emulators as far as domain capabilities alone tell them: with the one machine that each was asked about. */
function emulatorsOf(domains: readonly HostDomainCapabilities[]): HostEmulator[] {
  return domains.map(({ arch, path, domainType }) => ({ arch, path, domainTypes: [domainType], machines: [] }))
}

/** The version in the name of the newest machine type of QEMU's own: a distribution's, such as pc-q35-rhel9.6.0, says nothing of QEMU. */
function newestMachineVersion(emulators: readonly HostEmulator[]): Version | undefined {
  let newest: Version | undefined
  for (const { machines } of emulators) {
    for (const { name } of machines) {
      const version = parseVersion(/^(?:pc-i440fx|pc-q35|virt|pseries|s390-ccw-virtio)-(\d+\.\d+)$/.exec(name)?.[1] ?? '')
      if (version && (!newest || compareVersions(version, newest) > 0)) newest = version
    }
  }
  return newest
}
