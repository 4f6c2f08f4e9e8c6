import type { CanonicalElement } from '../canonical/canonical-element.js'
import { deviceOrder } from '../canonical/device-order.js'
import { sizeKiB } from '../canonical/memory-size.js'
import { deviceName, nameOfDevice } from '../domain/device-name.js'
import type { XmlElement } from '../xml/tree.js'
import type { AbiFact, AbiRow } from './abi-fact.js'
import type { ComparedForm } from './migratable.js'
import { cellFacts, cpuFacts } from './tables/cpu-facts.js'
import { addressFacts, commonFacts, deviceFacts, unguardedKinds } from './tables/device-facts.js'
import { domainFacts } from './tables/domain-facts.js'

/** All that the guest can see of a definition, and what libvirt guards besides, one fact each, in libvirt's order. */
export function extractAbi({ compared, canonical }: ComparedForm): AbiFact[] {
  const extraction = new Extraction()
  extraction.rows(domainFacts, compared, canonical, '', undefined)
  memory(extraction, compared, canonical)
  vcpus(extraction, compared, canonical)
  const cpu = compared.child('cpu')
  if (cpu) processor(extraction, cpu, canonical.child('cpu'))
  const devices = compared.child('devices')
  for (const kind of [...deviceOrder, 'redirfilter']) {
    const written = canonical.child('devices')?.elements(kind) ?? []
    devices?.elements(kind).forEach((device, index) => {
      const level = unguardedKinds.has(kind) ? 'guest' : 'libvirt'
      const name = nameOf(device)
      const path = `devices/${kind}[${index}]`
      extraction.add({ path, device: name, fact: 'the device', value: 'present', level, source: written[index]?.source })
      const type = device.child('address')?.get('type') ?? 'none'
      extraction.add({
        path: `${path}/address@type`,
        device: name,
        fact: 'the type of address',
        value: type,
        level,
        source: written[index]?.source,
      })
      const rows = [...(deviceFacts[kind] ?? []), ...(addressFacts[type] ?? []), ...commonFacts]
      const ofKind = level === 'guest' ? rows.map((row): AbiRow => ({ ...row, level })) : rows
      extraction.rows(ofKind, device, written[index], `${path}/`, name)
    })
  }
  return extraction.facts
}

class Extraction {
  readonly facts: AbiFact[] = []

  add(fact: AbiFact): void {
    this.facts.push(fact)
  }

  rows(
    rows: readonly AbiRow[],
    element: CanonicalElement,
    written: CanonicalElement | undefined,
    prefix: string,
    device: string | undefined,
  ): void {
    for (const row of rows) {
      const [way = '', attribute] = row.at.split('@')
      const steps = way === '' ? [] : way.split('/')
      const first = steps[0]?.replace(/\W.*$/, '') ?? 'domain'
      for (const place of placesBelow(element, written, steps, prefix)) {
        const value = readValue(row, place.element, attribute)
        if (value === undefined) continue
        const path = attribute === undefined ? place.path : `${place.path.replace(/\/$/, '')}@${attribute}`
        this.add({ path, device: device ?? first, fact: row.what, value, level: row.level, source: place.source })
      }
    }
  }

  one(path: string, fact: string, value: string, source: XmlElement | undefined): void {
    this.add({ path, device: path.replace(/\W.*$/, ''), fact, value, level: 'libvirt', source })
  }
}

interface Place {
  readonly path: string
  readonly element: CanonicalElement
  readonly source: XmlElement | undefined
}

/** The elements that a way leads to: `timer*` is each, `entry[serial]` the one of that name. */
function placesBelow(element: CanonicalElement, written: CanonicalElement | undefined, steps: readonly string[], path: string): Place[] {
  const [step, ...rest] = steps
  if (step === undefined) return [{ path, element, source: written?.source }]
  const [, name = step, entry, each] = /^([^[*]+)(?:\[(.+)\])?(\*)?$/.exec(step) ?? []
  const filter = (of: CanonicalElement | undefined) =>
    (of?.elements(name) ?? []).filter((child) => entry === undefined || child.get('name') === entry)
  const found = filter(element)
  const originals = filter(written)
  const separator = path === '' || path.endsWith('/') ? path : `${path}/`
  return (each === undefined ? found.slice(0, 1) : found).flatMap((child, index) =>
    placesBelow(child, originals[index] ?? written, rest, `${separator}${entry ? `${name}[${entry}]` : name}${each ? `[${index}]` : ''}`),
  )
}

function readValue(row: AbiRow, element: CanonicalElement, attribute: string | undefined): string | undefined {
  if (row.reading === 'presence') return 'present'
  if (row.reading === 'switch') return element.get('state') ?? 'on'
  const text = attribute === undefined ? element.text.trim() : element.get(attribute)
  const value = row.reading === 'size' && attribute === undefined ? `${sizeKiB(element) ?? text}` : text
  if (value === undefined || value === '') return undefined
  const plain =
    row.reading === 'number' && /^(0x[\da-f]+|\d+)$/i.test(value)
      ? `${BigInt(/^0x/i.test(value) ? value : value.replace(/^0+(?=\d)/, ''))}`
      : value
  return plain === row.absent ? undefined : plain
}

function nameOf(device: CanonicalElement): string {
  const { source } = device
  const root = source?.document.element
  return source && root ? deviceName(source, root) : nameOfDevice(device, (element, attribute) => element.get(attribute))
}

/** What the guest boots with is what memory devices leave of the memory. */
function memory(extraction: Extraction, domain: CanonicalElement, written: CanonicalElement): void {
  const devices = domain.child('devices')?.elements('memory') ?? []
  const plugged = devices.reduce((sum, device) => sum + (sizeKiB(device.path('target/size')) ?? 0), 0)
  const boot = (sizeKiB(domain.child('memory')) ?? 0) - plugged
  extraction.one('memory', 'the memory at start in KiB', `${boot}`, written.child('memory')?.source)
}

function vcpus(extraction: Extraction, domain: CanonicalElement, written: CanonicalElement): void {
  const vcpu = domain.child('vcpu')
  const source = written.child('vcpu')?.source
  const count = vcpu?.text.trim() || '1'
  extraction.one('vcpu', 'the number of vCPUs', count, source)
  extraction.one('vcpu@current', 'the number of vCPUs at start', vcpu?.get('current') ?? count, source)
  for (const one of domain.child('vcpus')?.elements('vcpu') ?? []) {
    const id = one.get('id') ?? ''
    extraction.one(`vcpus/vcpu[${id}]@enabled`, `whether vCPU ${id} is online`, one.get('enabled') ?? 'yes', source)
    extraction.one(`vcpus/vcpu[${id}]@order`, `the order of vCPU ${id}`, one.get('order') ?? '0', source)
  }
}

function processor(extraction: Extraction, cpu: CanonicalElement, written: CanonicalElement | undefined): void {
  extraction.one('cpu', 'the CPU', 'present', written?.source)
  extraction.rows(cpuFacts, cpu, written, 'cpu/', 'cpu')
  const cells = cpu.child('numa')?.elements('cell') ?? []
  const originals = written?.child('numa')?.elements('cell') ?? []
  for (const [index, cell] of cells.entries()) {
    const id = cell.get('id') ?? `${index}`
    const path = `cpu/numa/cell[${id}]`
    extraction.one(path, 'the NUMA cell', 'present', originals[index]?.source)
    extraction.rows(cellFacts, cell, originals[index], `${path}/`, 'cpu')
    for (const sibling of cell.child('distances')?.elements('sibling') ?? [])
      extraction.one(
        `${path}/distances/${sibling.get('id')}`,
        'the distance of NUMA cells',
        sibling.get('value') ?? '',
        originals[index]?.source,
      )
  }
}
