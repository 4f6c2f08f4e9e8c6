interface ReadableElement {
  get(attribute: string): string | undefined
  has(name: string): boolean
  child(name: string): ReadableElement | undefined
}

/** A value that libvirt writes where the definition leaves it out. */
export interface DeviceDefault {
  readonly device: string
  readonly when?: (device: ReadableElement) => boolean
  /** The child element that holds it; the device itself where there is none. */
  readonly child?: string
  /** The text of the element where there is none. */
  readonly attribute?: string
  readonly value: string
}

/** What holds for every guest (libvirt 11.3, domain_conf.c, virDomain*DefParseXML, and qemu_postparse.c), in an order that conditions rely on. */
export const deviceDefaults: readonly DeviceDefault[] = [
  { device: 'watchdog', attribute: 'action', value: 'reset' },
  { device: 'redirdev', attribute: 'bus', value: 'usb' },
  {
    device: 'redirdev',
    when: (device) => device.get('type') === 'dbus',
    child: 'source',
    attribute: 'channel',
    value: 'org.qemu.usbredir',
  },
  { device: 'filesystem', attribute: 'type', value: 'mount' },
  {
    device: 'filesystem',
    when: (device) => device.child('source')?.get('socket') === undefined,
    attribute: 'accessmode',
    value: 'passthrough',
  },
  { device: 'vsock', attribute: 'model', value: 'virtio' },
  { device: 'sound', when: (device) => device.get('model') === 'virtio', attribute: 'streams', value: '2' },
  { device: 'hostdev', attribute: 'mode', value: 'subsystem' },
  { device: 'hostdev', when: (device) => device.get('mode') === 'subsystem', attribute: 'managed', value: 'no' },
  {
    device: 'hostdev',
    when: (device) => device.get('type') === 'mdev' && device.get('model') === 'vfio-pci',
    attribute: 'display',
    value: 'off',
  },
  { device: 'memory', when: (device) => device.get('model') === 'virtio-pmem', attribute: 'access', value: 'shared' },
  { device: 'rng', when: (device) => device.child('backend')?.get('model') === 'random', child: 'backend', value: '/dev/random' },
]
