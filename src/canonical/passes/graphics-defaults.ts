import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Where libvirt's own sockets were, when it wrote them down. */
const ownFolder = '/var/lib/libvirt/qemu/'

/** Where graphics can be reached: the same told in attributes and in `<listen>`. */
export const graphicsDefaults: Pass = {
  name: 'complete graphics',
  mirrors:
    'domain_conf.c, virDomainGraphicsListensParseXML and virDomainGraphicsDefParseXML; qemu_postparse.c, qemuDomainDeviceGraphicsDefPostParse; canonical-form 2.10',
  run(domain) {
    for (const graphics of domain.devices('graphics')) {
      switch (graphics.get('type')) {
        case 'vnc':
          completeListens(graphics)
          completeVnc(graphics)
          break
        case 'spice':
          completeListens(graphics)
          completeSpice(graphics)
          break
        case 'rdp':
          completeListens(graphics)
          if (!graphics.get('port')) graphics.set('autoport', 'yes')
      }
    }
  },
}

function completeListens(graphics: CanonicalElement): void {
  for (const listen of graphics.elements('listen')) completeListen(listen, graphics)
  const listens = graphics.elements('listen')
  const [first] = listens
  const socket = graphics.get('type') === 'vnc' ? graphics.get('socket') : undefined
  const address = graphics.get('listen') || undefined
  if (socket) {
    replaceFirst(graphics, first?.get('type') === 'socket' ? undefined : first, { type: 'socket', socket })
  } else if (listens.length === 0) {
    graphics.append(CanonicalElement.create('listen', { attributes: { type: 'address', address } }))
  } else if (address !== undefined && first?.get('type') === 'address') first.setDefault('address', address)
  const [chosen] = graphics.elements('listen')
  graphics.set('listen', chosen?.get('type') === 'address' ? chosen.get('address') : undefined)
}

function completeListen(listen: CanonicalElement, graphics: CanonicalElement): void {
  listen.setDefault('type', 'address')
  if (listen.get('address') === '') listen.set('address', undefined)
  const socket = listen.get('socket')
  if (listen.get('type') === 'socket' && socket !== undefined && graphics.get('type') === 'vnc') graphics.setDefault('socket', socket)
}

/** A socket is listened on in place of what the first listener was. */
function replaceFirst(
  graphics: CanonicalElement,
  first: CanonicalElement | undefined,
  attributes: Readonly<Record<'type' | 'socket', string>>,
): void {
  const listen = first ?? graphics.child('listen') ?? graphics.append(CanonicalElement.create('listen'))
  for (const name of ['type', 'address', 'network', 'socket']) listen.set(name, undefined)
  for (const [name, value] of Object.entries(attributes)) listen.set(name, value)
}

/** Ways to reach graphics that need no port. */
const portless = new Set(['none', 'socket'])

function completeVnc(graphics: CanonicalElement): void {
  const listen = graphics.child('listen')
  if (listen?.get('type') === 'socket' && listen.get('socket')?.startsWith(ownFolder)) {
    listen.set('type', 'address')
    listen.set('socket', undefined)
    for (const name of ['socket', 'port', 'autoport']) graphics.set(name, undefined)
  }
  if (portless.has(listen?.get('type') ?? '')) {
    for (const name of ['port', 'autoport']) graphics.set(name, undefined)
    return
  }
  if (graphics.get('port') === '0') graphics.set('port', undefined)
  const port = graphics.get('port')
  const isAuto = graphics.get('autoport') === 'yes' || (graphics.get('autoport') !== 'no' && (port === undefined || port === '-1'))
  graphics.set('autoport', isAuto ? 'yes' : 'no')
  if (isAuto) graphics.set('port', '-1')
}

const spicePorts = ['port', 'tlsPort'] as const

function completeSpice(graphics: CanonicalElement): void {
  if (spicePorts.every((name) => graphics.get(name) === '-1')) graphics.set('autoport', 'yes')
  for (const name of spicePorts) if (graphics.get(name) === '0') graphics.set(name, undefined)
  const isAuto = graphics.get('autoport') === 'yes'
  const listen = graphics.child('listen')
  if (!isAuto && listen?.get('type') === 'address' && spicePorts.every((name) => graphics.get(name) === undefined)) {
    listen.set('type', 'none')
    listen.set('address', undefined)
    graphics.set('listen', undefined)
  }
  const isPortless = portless.has(listen?.get('type') ?? '')
  if (isAuto || isPortless) for (const name of spicePorts) graphics.set(name, undefined)
  graphics.set('autoport', isPortless ? undefined : isAuto ? 'yes' : 'no')
}
