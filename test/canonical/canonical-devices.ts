import { CanonicalElement } from '../../src/canonical/canonical-element.js'
import { passes } from '../../src/canonical/passes.js'
import { WorkingDomain } from '../../src/canonical/working-domain.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { scan } from '../../src/xml/scan.js'

export interface Guest {
  readonly arch?: string
  readonly machine?: string
  readonly libvirt?: string
  readonly abiUpdate?: boolean
  /** Elements beside `<devices>`. */
  readonly beside?: string
}

/** A guest with these devices, after all passes. */
export function canonicalGuest(devices: string, guest: Guest = {}): WorkingDomain {
  const { arch = 'x86_64', machine = 'q35', libvirt = '11.3.0', abiUpdate = false, beside = '' } = guest
  const type = `<os><type arch='${arch}' machine='${machine}'>hvm</type></os>`
  const text = `<domain type='qemu'><name>g</name><memory>1048576</memory>${beside}${type}<devices>${devices}</devices></domain>`
  const { element } = scan(text).document
  if (!element) throw new Error('no element')
  const domain = new WorkingDomain(CanonicalElement.of(element), {
    target: targetFrom(`libvirt=${libvirt},qemu=latest`),
    hostArch: 'x86_64',
    abiUpdate,
    randomBytes: (count) => new Uint8Array(count),
  })
  for (const pass of passes) pass.run(domain)
  return domain
}

/** The devices of some kinds, a line each: attributes, what `describe` knows of the kind, and the address. */
export function lines(domain: WorkingDomain, ...kinds: readonly string[]): string[] {
  return kinds.flatMap((kind) => domain.devices(kind)).map((device) => [describe(device), addressOf(device)].filter(Boolean).join(' @ '))
}

/** All devices with their addresses, in the order of the kinds given. */
export function deviceLines(devices: string, guest: Guest, ...kinds: readonly string[]): string[] {
  return lines(canonicalGuest(devices, guest), ...kinds)
}

function describe(device: CanonicalElement): string {
  const attributes = ['type', 'index', 'model', 'bus'].flatMap((name) => device.get(name) ?? [])
  const target = device.child('target')
  switch (device.name) {
    case 'controller':
      return [...attributes, device.child('model')?.get('name'), ...numbers(target), ...numbers(device.child('master'))]
        .filter(Boolean)
        .join(' ')
    case 'disk':
      return target?.get('dev') ?? ''
    case 'interface':
    case 'video':
      return device.child('model')?.get('type') ?? ''
    default:
      return [device.name, ...attributes].join(' ')
  }
}

function numbers(element: CanonicalElement | undefined): string[] {
  return [...(element?.attributes ?? [])].map(([name, value]) => `${name}=${value}`)
}

const addressParts = ['type', 'controller', 'bus', 'target', 'unit', 'port', 'slot', 'reg', 'cssid', 'ssid', 'devno']

function addressOf(device: CanonicalElement): string {
  const address = device.child('address')
  const part = (name: string) => (address?.get(name) ?? '').replace(/^0x/, '')
  switch (address?.get('type')) {
    case undefined:
      return ''
    case 'pci': {
      const multifunction = address.get('multifunction') === 'on' ? ' multifunction' : ''
      const zpci = address.child('zpci')
      return `${part('bus')}:${part('slot')}.${part('function')}${multifunction}${zpci ? ` zpci ${numbers(zpci).join(' ')}` : ''}`
    }
    default:
      return addressParts.flatMap((name) => address?.get(name) ?? []).join(' ')
  }
}
