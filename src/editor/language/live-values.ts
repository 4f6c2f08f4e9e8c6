import { randomBytes } from '../../canonical/random-bytes.js'
import { randomUuid } from '../../canonical/random-uuid.js'
import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { cpuVerdict, x86Models } from '../../domain/facts/cpu-verdict.js'
import { machineBehind } from '../../domain/facts/machine-alias.js'
import { machinesOf, machineVerdict } from '../../domain/facts/machine-verdict.js'
import { table } from '../../domain/table.js'
import { formatMac } from '../../domain/values/mac.js'
import { hexadecimal, parseUnsigned } from '../../domain/values/number.js'
import { parsePciNumber } from '../../domain/values/pci-address.js'
import type { ValueChoice } from '../../domain/vocabulary/content.js'
import { pathOf } from '../../domain/vocabulary/misplaced.js'
import type { XmlElement } from '../../xml/tree.js'
import { bootOrders, cellIds, controllerIndexesOf, freeDiskName, freeNumber, freePci, freeUnits, knownIothreads } from './free-places.js'
import { allElements, type LanguageDocument } from './language-document.js'

/** A value that follows from the guest or the target: something that is there and can be referred to, or something that is free. */
export interface LiveValue {
  readonly value: string
  readonly detail?: string
}

/** Where a live value is wanted. */
interface Place {
  readonly document: LanguageDocument
  readonly domain: Domain
  readonly element: XmlElement
  /** The device around it. */
  readonly device: XmlElement | undefined
}

type Values = (place: Place) => readonly LiveValue[]

/** What fits an attribute, or the text where no name is given, besides the words of the vocabulary. The likeliest comes first. */
export function liveValues(
  document: LanguageDocument,
  element: XmlElement,
  name: string | undefined,
  values: readonly ValueChoice[],
): readonly LiveValue[] {
  const root = document.domainOf(element)
  if (!root) return []
  const domain = document.view(root)
  const place: Place = { document, domain, element, device: deviceAround(element) }
  const path = pathOf(element)
  const known = byPath[name === undefined ? path : `${path}@${name}`] ?? byPath[name === undefined ? '' : `${lastPart(path)}@${name}`]
  if (known) return known(place)
  if (name !== undefined && repeated.has(lastPart(`${path}@${name}`))) return usedElsewhere(place, path, name)
  return values.flatMap(({ type }) => (type === undefined ? [] : (byType[type]?.(place) ?? [])))
}

/** What devices of one guest often have in common. */
const repeated: ReadonlySet<string> = new Set(
  'source@network source@bridge source@portgroup source@pool host@name host@port auth@username secret@uuid secret@usage filterref@filter'
    .split(' ')
    .map((each) => `*/${each}`),
)

/** The values that the same attribute has elsewhere in the guest. */
function usedElsewhere({ domain, element }: Place, path: string, name: string): LiveValue[] {
  const found = new Set<string>()
  for (const other of allElements(domain.element)) {
    const value = other === element || other.name !== element.name || pathOf(other) !== path ? undefined : other.attr(name)
    if (value) found.add(value)
  }
  return [...found].sort().map((value) => ({ value, detail: 'as elsewhere in this guest' }))
}

function lastPart(path: string): string {
  return `*/${path.slice(path.lastIndexOf('/') + 1)}`
}

/** The device that an element is or belongs to. */
export function deviceAround(element: XmlElement): XmlElement | undefined {
  let node: XmlElement | undefined = element
  while (node && node.parentElement?.name !== 'devices') node = node.parentElement
  return node
}

const numbers = (found: readonly number[], detail: string): LiveValue[] => found.map((value) => ({ value: String(value), detail }))
const one = (value: number | string, detail: string): LiveValue[] => [{ value: String(value), detail }]

/** By the place: `*` stands for any path. */
const byPath = table<Values>({
  'domain/os/type@machine': machines,
  'domain/cpu/model': cpuModels,
  'domain/devices/disk/target@dev': diskNames,
  'domain/devices/controller@index': ({ domain, element }) =>
    one(freeNumber(controllerIndexesOf(domain, element.attr('type') ?? 'ide', element), element.attr('type') === 'pci' ? 1 : 0), 'free'),
  'domain/iothreadids/iothread@id': ({ domain }) => one(freeNumber(knownIothreads(domain), 1), 'free'),
  'domain/cpu/numa/cell@id': ({ domain, element }) => one(freeNumber(cellIds(domain, element), 0), 'free'),
  'domain/cpu/numa/cell@memory': ({ domain }) => one(domain.element.child('memory')?.text.trim() ?? '1048576', 'the memory of the guest'),
  'domain/numatune/memnode@cellid': ({ domain }) => numbers(cellIds(domain), 'NUMA cell'),
  'domain/devices/memory/target/node': ({ domain }) => numbers(cellIds(domain), 'NUMA cell'),
  'domain/devices/controller/target/node': ({ domain }) => numbers(cellIds(domain), 'NUMA cell'),
  'domain/cputune/iothreadpin@iothread': ({ domain }) => numbers(knownIothreads(domain), 'I/O thread'),
  'domain/currentMemory': ({ domain }) => one(domain.element.child('memory')?.text.trim() ?? '', 'the memory of the guest'),
  'domain/devices/channel/target@name': () => [
    { value: 'org.qemu.guest_agent.0', detail: "QEMU's guest agent" },
    { value: 'com.redhat.spice.0', detail: "SPICE's agent" },
  ],
  'domain/devices/interface/model@type': () => ['virtio', 'e1000e', 'igb', 'rtl8139', 'e1000'].map((value) => ({ value })),
  'domain/devices/interface/mac@address': () => one(newMac(), "made up, in libvirt's own prefix"),
  'domain/devices/vsock/cid@address': () => one(3, 'the first one that a guest may have'),
  '*/boot@order': ({ domain, device }) => one(freeNumber(bootOrders(domain, device), 1), 'free'),
  '*/teaming@persistent': aliases,
  '*/address@bus': addressBus,
  '*/address@slot': addressSlot,
  '*/address@function': () => ['0x0', '0x1', '0x2', '0x3', '0x4', '0x5', '0x6', '0x7'].map((value) => ({ value })),
  '*/address@domain': () => one('0x0000', 'all that a guest sees'),
  '*/address@controller': addressController,
  '*/address@unit': addressUnit,
})

/** By the data type. */
const byType = table<Values>({
  'ref:iothread': ({ domain }) => numbers(knownIothreads(domain), 'I/O thread'),
  'ref:throttlegroup': ({ domain }) =>
    (domain.element.child('throttlegroups')?.elements('throttlegroup') ?? []).flatMap((group) => {
      const value = group.child('group_name')?.text.trim()
      return value ? { value, detail: 'throttle group' } : []
    }),
  UUID: () => one(randomUuid(randomBytes), 'made up'),
  uniMacAddr: () => one(newMac(), 'made up'),
  unit: () => ['KiB', 'MiB', 'GiB', 'TiB', 'bytes'].map((value) => ({ value })),
  virYesNo: () => [{ value: 'yes' }, { value: 'no' }],
  virOnOff: () => [{ value: 'on' }, { value: 'off' }],
})

/** A MAC address as libvirt makes one up. */
export function newMac(): string {
  return formatMac([0x52, 0x54, 0x00, ...randomBytes(3)])
}

function machines({ document, domain }: Place): LiveValue[] {
  const { target } = document.settings
  const { arch } = domain
  const hosts = target.host?.emulators.filter((emulator) => emulator.arch === arch).flatMap((emulator) => emulator.machines) ?? []
  const names = hosts.length > 0 ? hosts.map(({ name }) => name) : machinesOf(arch, target.qemu)
  const offered = [...new Set(names)].filter((name) => machineVerdict(name, arch, target).kind === 'present')
  const isPinned = (name: string) => /-\d+\.\d+$/.test(name)
  return [...offered.filter(isPinned).reverse(), ...offered.filter((name) => !isPinned(name))].map((value) => {
    const behind = machineBehind(value, arch, target)
    return { value, ...(behind && behind !== value ? { detail: `another machine on each host; here ${behind}` } : {}) }
  })
}

function cpuModels({ document, domain }: Place): LiveValue[] {
  const { target } = document.settings
  const { arch } = domain
  const ofHost = target.host?.domains.filter((one) => one.arch === arch).flatMap((one) => [...one.cpuModels.keys()]) ?? []
  const known = domain.isX86 ? [...x86Models().keys()] : []
  const pseudo = new Set(['host', 'max', 'base'])
  return [...new Set([...ofHost, ...known])].flatMap((value) => {
    if (pseudo.has(value)) return []
    const { kind, aliasOf } = cpuVerdict(value, arch, target)
    return kind === 'present' ? { value, ...(aliasOf ? { detail: `the same as ${aliasOf}` } : {}) } : []
  })
}

function diskNames({ domain, device, element }: Place): LiveValue[] {
  const bus = element.attr('bus')
  const prefixes = prefixesOf[bus ?? ''] ?? (device?.attr('device') === 'floppy' ? ['fd'] : ['vd', 'sd', 'hd'])
  return prefixes.map((prefix) => ({ value: freeDiskName(domain, prefix, device), detail: 'free' }))
}

const prefixesOf = table<readonly string[]>({
  virtio: ['vd'],
  scsi: ['sd'],
  sata: ['sd'],
  usb: ['sd'],
  sd: ['sd'],
  ide: ['hd'],
  fdc: ['fd'],
  xen: ['xvd'],
  uml: ['ubd'],
})

function aliases({ domain, device }: Place): LiveValue[] {
  return domain.devices('interface').flatMap((nic) => {
    const value = nic === device ? undefined : nic.child('alias')?.attr('name')
    return value ? { value, detail: 'network card' } : []
  })
}

/** Whether an address is one on the host. */
function isOnHost(element: XmlElement): boolean {
  return element.parentElement?.name === 'source' || element.parentElement?.name === 'parentaddr'
}

function addressBus(place: Place): LiveValue[] {
  const { document, domain, element, device } = place
  if (isOnHost(element)) return []
  const type = element.attr('type')
  if (type === 'pci') {
    const { chosen, buses } = freePci(document, domain, device)
    return buses.map(({ bus, model, slots }) => {
      const free = slots.length === 1 ? 'free' : `${slots.length} free slots`
      return { value: `0x${hexadecimal(bus, 2)}`, detail: bus === chosen?.bus ? `${model}, libvirt's own choice` : `${model}, ${free}` }
    })
  }
  if (type === 'usb') return numbers(controllerIndexesOf(domain, 'usb'), 'USB controller')
  return type === 'drive' || type === 'virtio-serial' ? one(0, 'the usual one') : []
}

function addressSlot({ document, domain, element, device }: Place): LiveValue[] {
  if (isOnHost(element) || element.attr('type') !== 'pci') return []
  const bus = parsePciNumber(element.attr('bus') ?? '0')
  const { chosen, buses } = freePci(document, domain, device)
  const slots = buses.find((each) => each.bus === bus)?.slots ?? []
  const own = chosen?.bus === bus ? chosen?.slot : undefined
  return [...slots]
    .sort((a, b) => Number(b === own) - Number(a === own))
    .map((slot) => ({ value: `0x${hexadecimal(slot, 2)}`, detail: slot === own ? "libvirt's own choice" : 'free' }))
}

function addressController({ domain, element, device }: Place): LiveValue[] {
  const type = element.attr('type')
  const kind = type === 'virtio-serial' || type === 'ccid' ? type : device ? busOf(device) : 'scsi'
  const found = controllerIndexesOf(domain, kind)
  return numbers(found.length > 0 ? found : [0], `${kind} controller`)
}

function addressUnit({ domain, element, device }: Place): LiveValue[] {
  const controller = parseUnsigned(element.attr('controller') ?? '0')
  if (!device || controller === undefined) return []
  return numbers(freeUnits(domain, busOf(device), controller, device), 'free')
}

function busOf(device: XmlElement): string {
  return device.name === 'disk' ? new Disk(device).bus : 'scsi'
}
