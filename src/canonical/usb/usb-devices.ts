import type { CanonicalElement } from '../canonical-element.js'
import type { WorkingDomain } from '../working-domain.js'

type Test = (device: CanonicalElement) => boolean

/** The devices that sit in a USB port, in the order in which libvirt gives them ports (asked of 12.8.0). */
const usbDeviceKinds: readonly (readonly [kind: string, isUsb: Test])[] = [
  ['disk', (disk) => disk.child('target')?.get('bus') === 'usb'],
  ['interface', isUsbNic],
  ['sound', (sound) => sound.get('model') === 'usb'],
  ['hostdev', (hostdev) => hostdev.get('type') === 'usb'],
  ['controller', (controller) => controller.get('type') === 'ccid'],
  ['serial', (serial) => serial.child('target')?.get('type') === 'usb-serial'],
  ['input', (input) => input.get('bus') === 'usb'],
  ['filesystem', (filesystem) => filesystem.child('driver')?.get('type') === 'mtp'],
  ['redirdev', (redirdev) => (redirdev.get('bus') ?? 'usb') === 'usb'],
]

/** A device of the host is what it is there, whatever model the interface names. */
export function isUsbNic(nic: CanonicalElement): boolean {
  return nic.get('type') === 'hostdev' ? nic.path('source/address')?.get('type') === 'usb' : nic.child('model')?.get('type') === 'usb-net'
}

/** Whether a device sits in a USB port, hubs aside. */
export function isUsbDevice(device: CanonicalElement): boolean {
  return usbDeviceKinds.some(([kind, isUsb]) => kind === device.name && isUsb(device))
}

/** The USB devices of a guest, hubs aside. */
export function usbDevices(domain: WorkingDomain): CanonicalElement[] {
  const byKind = domain.devicesByKind()
  return usbDeviceKinds.flatMap(([kind, isUsb]) => (byKind.get(kind) ?? []).filter(isUsb))
}
