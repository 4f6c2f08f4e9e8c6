import type { CanonicalElement } from '../canonical/canonical-element.js'
import { sizeKiB } from '../canonical/memory-size.js'
import { withPresentNames } from '../domain/qemu-arguments.js'
import { parseUnsigned } from '../domain/values/number.js'
import type { AbiFact, AbiLevel } from './abi-fact.js'
import { type Origin, readRows } from './read-rows.js'
import { cellFacts, cpuFacts } from './tables/cpu-facts.js'

/** The facts that no single place of a definition tells, in libvirt's order. */
export function computedFacts(domain: CanonicalElement, origin: Origin): AbiFact[] {
  const cpu = domain.child('cpu')
  return [
    ...firmware(domain, origin),
    ...memory(domain, origin),
    ...vcpus(domain, origin),
    ...(cpu ? processor(cpu, origin) : []),
    ...nativeArguments(domain, origin),
  ]
}

function fact(path: string, what: string, value: string, source: AbiFact['source'], level: AbiLevel = 'libvirt'): AbiFact {
  return { path, device: path.replace(/\W.*$/, ''), fact: what, value, level, source }
}

/** The file that the guest starts from, or what is asked of the host where only the host knows the file. */
function firmware(domain: CanonicalElement, origin: Origin): AbiFact[] {
  const os = domain.child('os')
  const loader = os?.child('loader')
  const file = loader?.text.trim()
  if (os && loader && file) return [fact('os/loader', 'the firmware', file, origin(loader), 'guest')]
  const kind = os?.get('firmware')
  if (!os || kind === undefined) return []
  const features = os.child('firmware')?.elements('feature') ?? []
  const wishes = features.map((feature) => ` ${feature.get('name')}=${feature.get('enabled')}`).join('')
  return [fact('os/loader', 'the firmware', `${kind} of the host${wishes}`, origin(os), 'guest')]
}

/** What the guest boots with is what memory devices leave of the memory (section 3.1). */
function memory(domain: CanonicalElement, origin: Origin): AbiFact[] {
  const devices = domain.child('devices')?.elements('memory') ?? []
  const plugged = devices.reduce((sum, device) => sum + (sizeKiB(device.path('target/size')) ?? 0), 0)
  const element = domain.child('memory')
  return [fact('memory', 'the memory at start in KiB', `${(sizeKiB(element) ?? 0) - plugged}`, element && origin(element))]
}

/** How many vCPUs there are, which are online at start, and in which order they are plugged, whichever way it is written (section 3.3). */
function vcpus(domain: CanonicalElement, origin: Origin): AbiFact[] {
  const vcpu = domain.child('vcpu')
  const source = vcpu && origin(vcpu)
  const count = vcpu?.text.trim() || '1'
  const current = vcpu?.get('current') ?? count
  const facts = [fact('vcpu', 'the number of vCPUs', count, source), fact('vcpu@current', 'the number of vCPUs at start', current, source)]
  for (const [index, one] of (domain.child('vcpus')?.elements('vcpu') ?? []).entries()) {
    const id = parseUnsigned(one.get('id') ?? '') ?? index
    const online = one.get('enabled') ?? 'yes'
    const isUsual = online === (id < Number(current) ? 'yes' : 'no')
    if (!isUsual) facts.push(fact(`vcpus/vcpu[${id}]@enabled`, `whether vCPU ${id} is online`, online, origin(one)))
    const order = one.get('order') ?? '0'
    if (order !== '0') facts.push(fact(`vcpus/vcpu[${id}]@order`, `the order of vCPU ${id}`, order, origin(one)))
  }
  return facts
}

function processor(cpu: CanonicalElement, origin: Origin): AbiFact[] {
  const facts = [fact('cpu', 'the CPU', 'present', origin(cpu))]
  facts.push(...readRows(cpuFacts, { element: cpu, prefix: 'cpu/', device: 'cpu', origin }))
  for (const [index, cell] of (cpu.child('numa')?.elements('cell') ?? []).entries()) {
    const id = cell.get('id') ?? `${index}`
    const path = `cpu/numa/cell[${id}]`
    facts.push(fact(path, 'the NUMA cell', 'present', origin(cell)))
    facts.push(...readRows(cellFacts, { element: cell, prefix: `${path}/`, device: 'cpu', origin }))
    for (const sibling of cell.child('distances')?.elements('sibling') ?? []) {
      const to = sibling.get('id') ?? ''
      const value = sibling.get('value') ?? ''
      if (value === usualDistance(id, to)) continue
      facts.push(fact(`${path}/distances/sibling[${to}]`, `the distance to NUMA cell ${to}`, value, origin(sibling)))
    }
  }
  return facts
}

/** What ACPI's SLIT holds where no distance is written (numa_conf.c, virDomainNumaGetNodeDistance). */
function usualDistance(from: string, to: string): string {
  return from === to ? '10' : '20'
}

/** What is handed to QEMU as it stands may be about a device or about the host: nobody knows. An old name of QEMU means its present one. */
function nativeArguments(domain: CanonicalElement, origin: Origin): AbiFact[] {
  const words = domain.child('qemu:commandline')?.elements('qemu:arg') ?? []
  return words.map((word, index) => {
    const value = word.get('value') ?? ''
    const option = words[index - 1]?.get('value') ?? ''
    const path = `qemu:commandline/qemu:arg[${index}]@value`
    return {
      ...fact(path, 'an argument of QEMU', withPresentNames(option, value)?.value ?? value, origin(word), 'guest'),
      device: 'qemu:commandline',
    }
  })
}
