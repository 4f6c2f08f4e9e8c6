import { defaultSerialModels, nativeSerialOf } from '../../domain/facts/serial-models.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

const kinds = ['serial', 'parallel', 'console', 'channel'] as const
const kindsWithSource = [...kinds, 'smartcard', 'redirdev'] as const

/** Character devices: what they are connected to, and what the guest sees of them. */
export const characterDevices: Pass = {
  name: 'complete character devices',
  mirrors:
    'domain_conf.c, virDomainChrDefParseXML and virDomainChrSourceDefParseXML; qemu_postparse.c, qemuDomainChrDefPostParse; canonical-form 2.11',
  run(domain) {
    for (const kind of kinds) for (const device of domain.devices(kind)) device.setDefault('type', 'pty')
    for (const kind of kindsWithSource) for (const device of domain.devices(kind)) completeSource(device)
    for (const rng of domain.devices('rng')) for (const backend of rng.elements('backend')) completeSource(backend)
    const serials = domain.devices('serial')
    fillGaps(serials.filter((serial) => serial.child('target')?.get('type') === 'isa-serial'))
    for (const serial of serials) completeSerial(serial, domain)
    countOn(serials)
    countOn(domain.devices('parallel'))
    for (const channel of domain.devices('channel')) dropOwnPath(channel)
  },
}

function completeSource(device: CanonicalElement): void {
  const source = device.child('source')
  switch (device.get('type')) {
    case 'tcp':
      source?.setDefault('mode', 'connect')
      device.ensure('protocol').setDefault('type', 'raw')
      break
    case 'unix':
      if (source?.get('path') !== undefined) source.setDefault('mode', 'connect')
      break
    case 'udp':
      for (const one of device.elements('source')) one.setDefault('mode', 'connect')
  }
}

function completeSerial(serial: CanonicalElement, domain: WorkingDomain): void {
  const target = serial.ensure('target')
  const type = target.get('type') ?? 'isa-serial'
  const native = nativeSerialOf(domain)
  // isa-serial is what libvirt once wrote for the port of every machine.
  target.set('type', type === 'isa-serial' ? native?.type : type)
  const model = type === 'isa-serial' ? native?.model : type === 'system-serial' ? native?.model : defaultSerialModels[type]
  const named = target.child('model')
  if (model === undefined || (type === 'isa-serial' && !native)) return
  if (named?.get('name') === undefined) target.ensure('model').set('name', model)
}

/**
 * Sockets that libvirt once made for each start of a guest: below its folder, under a name with the guest's or the domain's in it
 * (qemu_domain.c, qemuDomainChrRemoveDefaultPath).
 */
const ownPath = /^\/(?:var\/lib|var\/run|run)\/libvirt\/qemu\/channel\/(?:target\/)?(?:[^/]+\.|domain-[^/]+\/|\d+-[^/]+\/)/

function dropOwnPath(channel: CanonicalElement): void {
  const source = channel.child('source')
  const path = source?.get('path') ?? ''
  const name = channel.child('target')?.get('name')
  if (channel.get('type') !== 'unix' || !name || !path.endsWith(name)) return
  const folder = path.slice(0, -name.length)
  if (ownPath.exec(folder)?.[0] === folder) channel.remove(source)
}

function portOf(device: CanonicalElement): number | undefined {
  return parseUnsigned(device.child('target')?.get('port') ?? '')
}

/** Serial ports that say they are on the ISA bus take the lowest free ports. */
function fillGaps(devices: readonly CanonicalElement[]): void {
  const used = new Set(devices.map(portOf))
  let next = 0
  for (const device of devices) {
    if (portOf(device) !== undefined) continue
    while (used.has(next)) next++
    used.add(next)
    device.ensure('target').set('port', String(next))
  }
}

/** The other ones count on from the highest. */
function countOn(devices: readonly CanonicalElement[]): void {
  let highest = devices.reduce((most, device) => Math.max(most, portOf(device) ?? -1), -1)
  for (const device of devices) {
    if (portOf(device) === undefined) device.ensure('target').set('port', String(++highest))
  }
}
