import type { Domain } from '../../domain/domain.js'
import { cpuVerdict } from '../../domain/facts/cpu-verdict.js'
import { machineBehind } from '../../domain/facts/machine-alias.js'
import type { MachineVerdict } from '../../domain/facts/machine-types.js'
import { machineVerdict } from '../../domain/facts/machine-verdict.js'
import type { Target } from '../../domain/facts/target.js'
import { formatMac, isMulticastMac, parseMac } from '../../domain/values/mac.js'
import { formatPciAddress, isCompletePciAddress, parsePciAddress } from '../../domain/values/pci-address.js'
import { parseSize, unitBytes } from '../../domain/values/size.js'
import type { XmlElement } from '../../xml/tree.js'

/** Elements with a size as their text, counted in KiB where no unit is written. */
const sizes = new Set(['memory', 'currentMemory', 'maxMemory', 'hard_limit', 'soft_limit', 'min_guarantee', 'swap_hard_limit'])

/** The size that an element gives, in bytes: its text with `unit`, or the memory of a NUMA cell, or the size of a huge page. */
export function sizeOf(element: XmlElement): bigint | undefined {
  const unit = element.attr('unit')
  if (element.name === 'cell') return sizeFrom(element.attr('memory'), unit)
  if (element.name === 'page') return sizeFrom(element.attr('size'), unit)
  const isSize = sizes.has(element.name) && element.elements().length === 0
  const isPart = unit !== undefined && unitBytes(unit) !== undefined
  if (!isSize && !isPart && !memoryParts.has(`${element.parentElement?.name}/${element.name}`)) return undefined
  return sizeFrom(element.text.trim(), unit)
}

const memoryParts = new Set(['target/size', 'target/block', 'target/requested', 'label/size'])

function sizeFrom(text: string | undefined, unit: string | undefined): bigint | undefined {
  return text === undefined || text === '' ? undefined : parseSize(text, unit).bytes
}

/** Where a PCI address is, as lspci writes it: in the guest, or on the host. Undefined for other addresses. */
export function pciInWords(address: XmlElement): string | undefined {
  const isOnHost = address.parentElement?.name === 'source' || address.parentElement?.name === 'parentaddr'
  if (address.attr('type') !== 'pci' && !(isOnHost && address.attr('slot') !== undefined)) return undefined
  const parsed = parsePciAddress(address)
  if (!parsed) return undefined
  if (isOnHost) return `${formatPciAddress(parsed)} on the host`
  if (!isCompletePciAddress(parsed)) return 'no place yet: libvirt chooses one'
  return `${formatPciAddress(parsed)} in the guest: bus ${parsed.bus}, slot ${parsed.slot}, function ${parsed.function}`
}

/** Owners of MAC prefixes that hypervisors use (IEEE's registry; 52:54:00 is QEMU's by custom, being locally administered). */
const owners: ReadonlyMap<string, string> = new Map([
  ['52:54:00', "QEMU's and libvirt's own prefix"],
  ['00:16:3e', "Xen's prefix"],
  ['00:0c:29', "VMware's prefix"],
  ['00:50:56', "VMware's prefix"],
  ['00:15:5d', "Hyper-V's prefix"],
  ['08:00:27', "VirtualBox's prefix"],
])

/** What a MAC address says of itself; undefined if it is none. */
export function macInWords(text: string): string | undefined {
  const octets = parseMac(text)
  if (!octets) return undefined
  const owner = owners.get(formatMac(octets).slice(0, 8))
  const kind = isMulticastMac(octets) ? 'a multicast address, which no card may have' : 'unicast'
  const scope = ((octets[0] ?? 0) & 2) === 2 ? 'locally administered' : 'from a manufacturer'
  return [kind, scope, ...(owner ? [owner] : [])].join(', ')
}

/** What a machine type is on a target: what an alias stands for, and whether QEMU still has it. */
export function machineInWords(name: string, domain: Domain, target: Target): string[] {
  const behind = machineBehind(name, domain.arch, target)
  const verdict = machineVerdict(name, domain.arch, target)
  const next = verdict.successor ? `; the nearest one that stays is ${verdict.successor}` : ''
  const alias = behind && behind !== name ? [`on the target ${name} stands for ${behind}`] : []
  return [...alias, ...verdictInWords(verdict).map((words) => `${words}${next}`)]
}

/** What a CPU model is on a target. */
export function cpuModelInWords(name: string, domain: Domain, target: Target): string[] {
  const verdict = cpuVerdict(name, domain.arch, target)
  const next = verdict.replacement ? `; QEMU names ${verdict.replacement} in its place` : ''
  const alias = verdict.aliasOf ? [`the same as ${verdict.aliasOf}`] : []
  return [...alias, ...verdictInWords(verdict).map((words) => `${words}${next}`)]
}

/** Whether a target has something, where there is anything to say about it. */
function verdictInWords({ kind, since, until }: { kind: MachineVerdict['kind']; since?: string; until?: string }): string[] {
  switch (kind) {
    case 'deprecated':
      return [`deprecated${since ? ` since ${since}` : ''}${until ? `, gone in ${until}` : ''}`]
    case 'removed':
      return [`removed${since ? ` in ${since}` : ''}: the target does not have it`]
    case 'notYet':
      return [`new${since ? ` in ${since}` : ''}: the target does not have it yet`]
    case 'absent':
    case 'foreign':
      return ['the target does not have it']
    case 'present':
    case 'unknown':
      return []
  }
}
