import { deviceName } from '../domain/device-name.js'
import { Domain } from '../domain/domain.js'
import { cpuVerdict } from '../domain/facts/cpu-verdict.js'
import { machineVerdict } from '../domain/facts/machine-verdict.js'
import { type QemuConstruct, qemuConstructs } from '../domain/facts/qemu-since.js'
import { type RemovedConstruct, removedConstructs } from '../domain/facts/removed.js'
import {
  compareVersions,
  formatVersion,
  newestLibvirt,
  newestQemu,
  parseVersion,
  type Target,
  type Version,
} from '../domain/facts/target.js'
import { problemsOf } from '../domain/vocabulary/problems.js'
import { rangeOf } from '../lint/engine.js'
import { DispatchTable } from '../lint/patterns.js'
import { domainsOf } from '../lint/roots.js'
import type { Place } from '../rules/rule.js'
import { type ScanOptions, scan } from '../xml/scan.js'
import type { Point } from '../xml/source.js'
import type { XmlElement } from '../xml/tree.js'

/** One construct that not every libvirt or QEMU has. */
export interface Need {
  readonly program: 'libvirt' | 'QEMU'
  readonly version: Version
  /** The construct as it is written: `<disk type='vhostvdpa'>`. */
  readonly what: string
  readonly start: Point
  readonly device: string
}

/** What a definition asks of libvirt and QEMU. */
export interface Compat {
  readonly domain: string
  /** The oldest versions that have all of it; absent where nothing in it tells. */
  readonly libvirt?: Version
  readonly qemu?: Version
  /** The first versions that lack something of it; absent where the newest known one has it all. */
  readonly goneFrom: { readonly libvirt?: Version; readonly qemu?: Version }
  /** What asks for a version or later, the latest first. */
  readonly needs: readonly Need[]
  /** What is gone from a version on, the earliest first. */
  readonly limits: readonly Need[]
}

/** What is known of the versions that the domains of a text need. Never throws; a text without a domain gives none. */
export function compatOf(text: string, hostArch: string, options: ScanOptions = {}): Compat[] {
  const { document } = scan(text, options)
  return domainsOf(document).map((element) => compatOfDomain(new Domain(element, hostArch)))
}

function compatOfDomain(domain: Domain): Compat {
  const found = new Findings(domain)
  found.vocabulary()
  if (domain.isQemu) found.qemu()
  const needs = [...found.needs].sort((a, b) => compareVersions(b.version, a.version) || a.start.offset - b.start.offset)
  const limits = [...found.limits].sort((a, b) => compareVersions(a.version, b.version) || a.start.offset - b.start.offset)
  const first = (list: readonly Need[], program: Need['program']) => list.find((need) => need.program === program)?.version
  const libvirt = first(needs, 'libvirt')
  const qemu = first(needs, 'QEMU')
  const goneLibvirt = first(limits, 'libvirt')
  const goneQemu = first(limits, 'QEMU')
  return {
    domain: domain.name,
    ...(libvirt && { libvirt }),
    ...(qemu && { qemu }),
    goneFrom: { ...(goneLibvirt && { libvirt: goneLibvirt }), ...(goneQemu && { qemu: goneQemu }) },
    needs,
    limits,
  }
}

/** The oldest versions that are asked about. */
const oldest: Version = [0, 0, 1]

class Findings {
  readonly needs: Need[] = []
  readonly limits: Need[] = []
  readonly #domain: Domain

  constructor(domain: Domain) {
    this.#domain = domain
  }

  /**
   * What the vocabulary knows the versions of. An old libvirt is asked first; what it does not know hides what stands inside, so each
   * version that something asks for is asked next.
   */
  vocabulary(): void {
    const asked = new Set<string>()
    const known = new Set<string>()
    const open: Version[] = [oldest, newestLibvirt]
    for (let libvirt = open.shift(); libvirt; libvirt = open.shift()) {
      if (asked.has(formatVersion(libvirt))) continue
      asked.add(formatVersion(libvirt))
      for (const problem of problemsOf(this.#domain.element, targetWith(libvirt, newestQemu))) {
        if (problem.kind !== 'other-version') continue
        const { element, attribute, value, life } = problem
        const at = attribute ?? element
        const key = `${rangeOf(at).start} ${value ?? ''}`
        if (known.has(key)) continue
        known.add(key)
        const what = value === undefined ? shown(element, attribute?.name) : `'${value}' of ${shown(element, attribute?.name)}`
        if (life.since) this.#add(this.needs, 'libvirt', life.since, what, at)
        if (life.removed) this.#add(this.limits, 'libvirt', life.removed, what, at)
        if (life.since) open.push(life.since)
      }
    }
  }

  /** What the tables tell of QEMU: constructs, the machine type, the CPU model. */
  qemu(): void {
    constructs().walk(this.#domain.element, ({ construct, removal }, element) => {
      if (construct && uses(element, construct)) this.#construct(this.needs, construct.attribute, construct.since, element)
      if (removal?.by === 'QEMU') this.#construct(this.limits, removal.attribute, removal.removed, element)
    })
    const { osType, arch } = this.#domain
    const machine = osType?.attribute('machine')
    const of = (verdict: (target: Target) => { readonly kind: string; readonly since?: string }) => ({
      old: verdict(targetWith(newestLibvirt, oldest)),
      today: verdict(targetWith(newestLibvirt, newestQemu)),
    })
    if (machine)
      this.#life(
        of((target) => machineVerdict(machine.value, arch, target)),
        `the machine type ${machine.value}`,
        machine,
      )
    const model = this.#domain.element.path('cpu/model')
    const name = model?.text.trim()
    if (model && name)
      this.#life(
        of((target) => cpuVerdict(name, arch, target)),
        `the CPU model ${name}`,
        model,
      )
  }

  #life(
    { old, today }: Readonly<Record<'old' | 'today', { readonly kind: string; readonly since?: string }>>,
    what: string,
    at: Place,
  ): void {
    const came = old.kind === 'notYet' ? versionIn(old.since) : undefined
    if (came) this.#add(this.needs, 'QEMU', came, what, at)
    const went = today.kind === 'removed' ? versionIn(today.since) : undefined
    if (went) this.#add(this.limits, 'QEMU', went, what, at)
  }

  #construct(list: Need[], attribute: string | undefined, version: Version, element: XmlElement): void {
    const at = attribute === undefined ? element : element.attributeOrSelf(attribute)
    const written = attribute === undefined ? undefined : element.attr(attribute)
    const what = written === undefined ? `<${element.name}>` : `<${element.name} ${attribute}='${written}'>`
    this.#add(list, 'QEMU', version, what, at)
  }

  #add(list: Need[], program: Need['program'], version: Version, what: string, at: Place): void {
    const { element } = this.#domain
    const owner = 'element' in at ? at.element : 'children' in at ? at : element
    list.push({ program, version, what, start: element.document.source.point(rangeOf(at).start), device: deviceName(owner, element) })
  }
}

/** `QEMU 9.1` as a version; undefined for what is no release of QEMU. */
function versionIn(release: string | undefined): Version | undefined {
  return release?.startsWith('QEMU ') ? parseVersion(release.slice('QEMU '.length)) : undefined
}

function targetWith(libvirt: Version, qemu: Version): Target {
  return { libvirt, qemu, keepAliases: false, name: '' }
}

function shown(element: XmlElement, attribute: string | undefined): string {
  return attribute === undefined ? `<${element.name}>` : `<${element.name} ${attribute}=...>`
}

/** Whether an element at the path of a construct is one: a feature that is written down to be off needs nothing. */
function uses(element: XmlElement, { attribute, value }: QemuConstruct): boolean {
  if (attribute === undefined) return element.attr('state') !== 'off' && element.attr('enabled') !== 'no'
  const written = element.attr(attribute)
  return written !== undefined && (value === undefined || written === value)
}

interface Construct {
  readonly construct?: QemuConstruct
  readonly removal?: RemovedConstruct
}

let table: DispatchTable<Construct> | undefined

function constructs(): DispatchTable<Construct> {
  if (table) return table
  table = new DispatchTable()
  for (const construct of qemuConstructs()) table.add(construct.path, { construct })
  for (const removal of removedConstructs) table.add(removal.path, { removal })
  return table
}
