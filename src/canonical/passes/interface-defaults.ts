import { defaultNetModel, netModelName } from '../../domain/facts/net-models.js'
import { formatMac, parseMac } from '../../domain/values/mac.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import { randomUuid } from '../random-uuid.js'
import type { WorkingDomain } from '../working-domain.js'

/** QEMU's own range of MAC addresses (libvirt qemu_conf.h, QEMU_QEMU_MAC_PREFIX). */
const macPrefix = [0x52, 0x54, 0x00]

/** Names of host devices that libvirt makes itself for each start of a guest (domain_conf.c, virDomainNetDefParseXML). */
const generatedTarget = /^(?:vnet|macvtap|macvlan)/

/** Network cards: how they are connected, who they are, and of what model. */
export const interfaceDefaults: Pass = {
  name: 'complete network cards',
  mirrors: 'domain_conf.c, virDomainNetDefParseXML; qemu_postparse.c, qemuDomainDeviceNetDefPostParse; canonical-form 2.8',
  run(domain) {
    for (const card of domain.devices('interface')) completeInterface(card, domain)
  },
}

function completeInterface(card: CanonicalElement, domain: WorkingDomain): void {
  card.setDefault('type', 'user')
  const type = card.get('type') ?? 'user'
  const source = card.child('source')
  completeMac(card, domain)
  completeModel(card, type, domain)
  if (type === 'direct') source?.setDefault('mode', 'vepa')
  if (type === 'hostdev') completeHostAddress(source)
  else completeTarget(card)
  completePort(card.child('virtualport'), type, domain)
}

function completeMac(card: CanonicalElement, { settings }: WorkingDomain): void {
  const mac = card.ensure('mac')
  const octets = parseMac(mac.get('address') ?? '')
  if (octets?.some((octet) => octet !== 0)) return
  mac.set('address', formatMac([...macPrefix, ...settings.randomBytes(3)]))
}

function completeModel(card: CanonicalElement, type: string, domain: WorkingDomain): void {
  const written = card.child('model')?.get('type')
  const model = written === undefined ? defaultNetModel(type, domain) : netModelName(written)
  if (model !== undefined) card.ensure('model').set('type', model)
}

function completeTarget(card: CanonicalElement): void {
  const target = card.child('target')
  if (!target || target.get('managed') === 'no' || !generatedTarget.test(target.get('dev') ?? '')) return
  target.set('dev', undefined)
  if (target.attributes.size === 0) card.remove(target)
}

/** A device of the host that is given to the guest as its card: named by its ids, it is one of USB. */
function completeHostAddress(source: CanonicalElement | undefined): void {
  const address = source?.child('address')
  if (address) address.setDefault('type', source?.has('vendor') ? 'usb' : 'pci')
}

/** Kinds of ports that need an id of their own, with its name. */
const portIds = new Map([
  ['openvswitch', 'interfaceid'],
  ['802.1Qbg', 'instanceid'],
])

/** A card that is plugged into a virtual switch by itself needs an id there; a network gives it its own. */
function completePort(port: CanonicalElement | undefined, type: string, { settings }: WorkingDomain): void {
  const id = portIds.get(port?.get('type') ?? '')
  if (!port || id === undefined || type === 'network') return
  const parameters = port.ensure('parameters')
  if (parameters.get(id) === undefined) parameters.set(id, randomUuid(settings.randomBytes))
}
