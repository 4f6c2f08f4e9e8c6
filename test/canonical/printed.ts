import { canonicalize } from '../../src/canonical/canonicalize.js'
import { libvirtLayout } from '../../src/canonical/layout/libvirt-layout.js'
import type { CanonicalSettings } from '../../src/canonical/working-domain.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { scan } from '../../src/xml/scan.js'

export interface WrittenGuest {
  readonly type?: string
  readonly arch?: string
  readonly machine?: string
  /** What stands in `<os>` beside the type. */
  readonly os?: string
  /** Attributes of `<os>`. */
  readonly osAttributes?: string
  readonly target?: string
  readonly abiUpdate?: boolean
  readonly hostArch?: string
  readonly descriptors?: CanonicalSettings['descriptors']
}

/** A definition with these elements beside `<devices>` and these devices, and what of it is unknown. */
export function canonicalText(beside: string, devices: string, guest: WrittenGuest = {}): { text: string; unknowns: string[] } {
  const { type = 'kvm', arch = 'x86_64', machine = 'q35', os = '', osAttributes = '' } = guest
  const osType = `<type${arch ? ` arch='${arch}'` : ''}${machine ? ` machine='${machine}'` : ''}>hvm</type>`
  const memory = beside.includes('<memory ') || beside.includes('<memory>') ? '' : '<memory>1048576</memory>'
  const source = `<domain type='${type}'><name>g</name>${memory}<os${osAttributes}>${osType}${os}</os>${beside}<devices>${devices}</devices></domain>`
  const { element } = scan(source).document
  if (!element) throw new Error('no element')
  const target = targetFrom(guest.target ?? 'libvirt=12.8.0,qemu=11.1.3')
  const { element: canonical, unknowns } = canonicalize(element, {
    target,
    hostArch: guest.hostArch ?? 'x86_64',
    abiUpdate: guest.abiUpdate ?? true,
    randomBytes: (count) => new Uint8Array(count).fill(0xab),
    ...(guest.descriptors ? { descriptors: guest.descriptors } : {}),
  })
  return { text: libvirtLayout(canonical, target.libvirt), unknowns: unknowns.map(({ what }) => what) }
}

/** All elements of a name as libvirt prints them, one after another, without addresses and indentation. */
export function printed(name: string, beside: string, devices: string, guest: WrittenGuest = {}): string[] {
  const { text } = canonicalText(beside, devices, guest)
  const found = text.match(new RegExp(`^( *)<${name}(?:/>|[ >](?:.*(?:/>|</${name}>)|[^]*?^\\1</${name}>))$`, 'gm')) ?? []
  return found.flatMap((one) => one.split('\n').map((line) => line.trim())).filter((line) => !line.startsWith('<address type='))
}
