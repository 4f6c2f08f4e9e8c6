import type { Domain } from '../domain/domain.js'
import { insertAfter, removeAttribute, removeElement, setAttribute } from '../xml/change.js'
import type { TextEdit } from '../xml/edit.js'
import type { XmlElement } from '../xml/tree.js'

/** A part of a guest that works with a SPICE server only. */
export interface SpicePart {
  readonly element: XmlElement
  /** What it is, as a message says it. */
  readonly what: string
  /** What makes the guest run without: of all parts together. */
  readonly edits: readonly TextEdit[]
}

/** What only SPICE graphics have: VNC reads the rest. */
const spiceAttributes = new Set(['tlsPort', 'defaultMode'])
const spiceChildren = new Set(['channel', 'image', 'jpeg', 'zlib', 'playback', 'streaming', 'clipboard', 'mouse', 'filetransfer', 'gl'])

/** The sizes of QXL's memory, which no other card has. */
const qxlSizes = new Set(['ram', 'vram', 'vgamem', 'vram64'])

const redirected = new Set(['redirdev', 'smartcard', 'channel'])
const terminals = new Set(['serial', 'console', 'parallel'])

/**
 * All that needs SPICE in a guest, in document order, with the edits that turn it into one with VNC (as `virt-xml --convert-to-vnc`
 * does): they belong together, since libvirt refuses each part without the others.
 */
export function spiceParts(domain: Domain): readonly SpicePart[] {
  return domain.allDevices.flatMap((device) => partOf(device, domain))
}

function partOf(device: XmlElement, domain: Domain): SpicePart[] {
  const type = device.attr('type')
  switch (device.name) {
    case 'graphics':
      return type === 'spice' ? [{ element: device, what: 'the SPICE server', edits: toVnc(device, domain) }] : []
    case 'video': {
      const model = device.child('model')
      return model?.attr('type') === 'qxl' ? [{ element: model, what: 'the QXL card', edits: withoutQxl(model, domain) }] : []
    }
    case 'audio':
      return type === 'spice' ? [{ element: device, what: 'sound over SPICE', edits: [setAttribute(device, 'type', 'none')] }] : []
    default:
      break
  }
  if (type !== 'spicevmc' && type !== 'spiceport') return []
  if (redirected.has(device.name)) {
    return [{ element: device, what: `the ${device.name} over SPICE`, edits: [removeElement(device), ...filterOf(device, domain)] }]
  }
  if (!terminals.has(device.name)) return []
  const source = device.child('source')
  const edits = [setAttribute(device, 'type', 'pty'), ...(source ? [removeElement(source)] : [])]
  return [{ element: device, what: `the ${device.name} over SPICE`, edits }]
}

function toVnc(graphics: XmlElement, domain: Domain): TextEdit[] {
  const gl = graphics.child('gl')
  const headless = gl?.attr('enable') === 'yes' && !domain.has('graphics', 'type', 'egl-headless') ? [eglHeadless(graphics, gl)] : []
  if (domain.has('graphics', 'type', 'vnc') || domain.devices('graphics').some((other) => isEarlierSpice(other, graphics))) {
    // What is inserted behind an element that goes would share its place.
    return headless.length > 0
      ? [setAttribute(graphics, 'type', 'egl-headless'), ...stripped(graphics, () => true)]
      : [removeElement(graphics)]
  }
  const connected = graphics.attribute('connected')
  return [
    setAttribute(graphics, 'type', 'vnc'),
    ...stripped(graphics, (name) => spiceAttributes.has(name)),
    // VNC keeps its viewer when a password changes, and reads no other word.
    ...(connected && connected.value !== 'keep' ? [removeAttribute(connected)] : []),
    ...headless,
  ]
}

function isEarlierSpice(other: XmlElement, graphics: XmlElement): boolean {
  return other.attr('type') === 'spice' && other.start < graphics.start
}

function stripped(graphics: XmlElement, isSpices: (attribute: string) => boolean): TextEdit[] {
  return [
    ...graphics.attributeList.filter(({ name }) => name !== 'type' && isSpices(name)).map(removeAttribute),
    ...graphics
      .elements()
      .filter(({ name }) => spiceChildren.has(name))
      .map(removeElement),
  ]
}

function eglHeadless(graphics: XmlElement, gl: XmlElement): TextEdit {
  const rendernode = gl.attr('rendernode')
  const children = rendernode === undefined ? [] : [{ name: 'gl', attributes: { rendernode } }]
  return insertAfter(graphics, { name: 'graphics', attributes: { type: 'egl-headless' }, children })
}

/** The first card may be plain VGA, which each guest can show; only some others are for a second head. */
function withoutQxl(model: XmlElement, domain: Domain): TextEdit[] {
  const first = domain.devices('video')[0]
  const type = model.parentElement === first ? 'vga' : 'virtio'
  const isExtra = (name: string, value: string): boolean => qxlSizes.has(name) || (type === 'vga' && name === 'heads' && value !== '1')
  return [setAttribute(model, 'type', type), ...model.attributeList.filter(({ name, value }) => isExtra(name, value)).map(removeAttribute)]
}

/** A filter of redirected devices goes with the last of them. */
function filterOf(device: XmlElement, domain: Domain): TextEdit[] {
  const redirdevs = domain.devices('redirdev')
  if (device !== redirdevs[0] || redirdevs.some((redirdev) => redirdev.attr('type') !== 'spicevmc')) return []
  return domain.devices('redirfilter').map(removeElement)
}
