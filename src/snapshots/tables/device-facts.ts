import { table } from '../../domain/table.js'
import { type AbiRow, guarded, seen } from '../abi-fact.js'

const presence = { reading: 'presence' } as const
const number = { reading: 'number', absent: '0' } as const
const plain = { absent: 'default' } as const

const virtioOptions: readonly AbiRow[] = [
  guarded('driver', 'whether there are driver options', { ...presence, unseen: true }),
  ...['iommu', 'ats', 'packed', 'page_per_vq'].map((name) => guarded(`driver@${name}`, `the virtio option ${name}`)),
]
const unguardedVirtioOptions = virtioOptions.filter(({ at }) => at !== 'driver').map((row): AbiRow => ({ ...row, level: 'guest' }))
const model = guarded('@model', 'the model', plain)

/** What the guest sees of each kind of device, besides its address (domain_conf.c, virDomain*DefCheckABIStability; section 4 and 6). */
export const deviceFacts = table<readonly AbiRow[]>({
  disk: [
    guarded('@device', 'the kind of disk', { absent: 'disk' }),
    guarded('target@bus', 'the bus'),
    guarded('target@dev', 'the target name'),
    guarded('serial', 'the serial number'),
    guarded('wwn', 'the world wide name'),
    guarded('readonly', 'whether it is read-only', presence),
    model,
    guarded('target@rotation_rate', 'the rotation rate', number),
    guarded('target@dpofua', 'DPO and FUA'),
    guarded('driver@queues', 'the number of queues', number),
    guarded('driver@queue_size', 'the size of the queues', number),
    guarded('blockio@logical_block_size', 'the logical block size', number),
    guarded('blockio@physical_block_size', 'the physical block size', number),
    guarded('blockio@discard_granularity', 'the discard granularity', number),
    ...virtioOptions,
    seen('vendor', 'the vendor'),
    seen('product', 'the product'),
    seen('target@removable', 'whether it is removable'),
    seen('driver@event_idx', 'event index'),
    // QEMU tells the guest of a cache that it has to flush, unless every write goes through (qemu_command.c, qemuBuildDiskDeviceProps).
    seen('driver@cache', 'a write-through cache', { only: ['writethrough', 'directsync'], means: { directsync: 'writethrough' } }),
    ...['cyls', 'heads', 'secs', 'trans'].map((name) => seen(`geometry@${name}`, `the ${name} of the geometry`)),
  ],
  controller: [
    guarded('@type', 'the type'),
    guarded('@index', 'the index'),
    guarded('@model', 'the model', { absent: '' }),
    guarded('@ports', 'the number of ports', { where: { attribute: 'type', is: ['usb', 'virtio-serial'] } }),
    guarded('@vectors', 'the number of vectors', { where: { attribute: 'type', is: ['virtio-serial'] } }),
    ...virtioOptions,
    ...['chassisNr', 'chassis', 'port', 'busNr', 'index', 'hotplug', 'memReserve'].map((name) => seen(`target@${name}`, name)),
    seen('target/node', 'the NUMA node'),
    seen('pcihole64', 'the size of the 64-bit PCI hole', { reading: 'size' }),
    seen('model@name', 'the device name'),
    seen('driver@queues', 'the number of queues'),
    seen('driver@cmd_per_lun', 'the number of commands per LUN'),
    seen('driver@max_sectors', 'the maximum of sectors'),
    seen('master@startport', 'the first port'),
    seen('serial', 'the serial number'),
    seen('@maxGrantFrames', 'the number of grant frames'),
    seen('@maxEventChannels', 'the number of event channels'),
  ],
  filesystem: [
    guarded('target@dir', 'the mount tag'),
    guarded('readonly', 'whether it is read-only', presence),
    model,
    ...virtioOptions,
    seen('driver@type', 'the driver type'),
  ],
  interface: [
    guarded('mac@address', 'the MAC address'),
    guarded('model@type', 'the model', { reading: 'name' }),
    // A card of the host is in libvirt's list of host devices too, ahead of all others.
    guarded('@type', 'whether it is a device of the host', { only: ['hostdev'] }),
    guarded('source/address@type', 'the type of the device of the host'),
    guarded('mtu@size', 'the MTU', number),
    ...virtioOptions,
    // libvirt 11.3 did not compare it; 12.8 does.
    guarded('driver@queues', 'the number of queues', number),
    seen('driver@rx_queue_size', 'the size of the receive queue'),
    seen('driver@tx_queue_size', 'the size of the transmit queue'),
    seen('driver@rss', 'receive-side scaling'),
    seen('driver@rss_hash_report', 'hash reports'),
    seen('driver@event_idx', 'event index'),
    ...['csum', 'gso', 'tso4', 'tso6', 'ecn', 'ufo', 'mrg_rxbuf'].map((name) => seen(`driver/host@${name}`, `the host offload ${name}`)),
    ...['csum', 'tso4', 'tso6', 'ecn', 'ufo'].map((name) => seen(`driver/guest@${name}`, `the guest offload ${name}`)),
    seen('link@state', 'the state of the link', { absent: 'up' }),
  ],
  input: [
    guarded('@type', 'the type'),
    guarded('@bus', 'the bus'),
    model,
    ...virtioOptions,
    seen('source@evdev', 'the device of the host'),
  ],
  sound: [
    model,
    guarded('@multichannel', 'multichannel mode'),
    seen('codec*@type', 'the codec'),
    seen('@streams', 'the number of streams'),
    ...unguardedVirtioOptions,
  ],
  video: [
    guarded('model@type', 'the model'),
    ...['ram', 'vram', 'vram64', 'vgamem', 'heads'].map((name) => guarded(`model@${name}`, name, number)),
    guarded('model@edid', 'display identification data'),
    guarded('model/acceleration', 'whether acceleration is set', { ...presence, unseen: true }),
    guarded('model/acceleration@accel2d', '2D acceleration'),
    guarded('model/acceleration@accel3d', '3D acceleration'),
    ...virtioOptions,
    seen('model/resolution@x', 'the width'),
    seen('model/resolution@y', 'the height'),
    seen('model@blob', 'blob resources', { absent: 'off' }),
    seen('model@device', 'the device name'),
    seen('driver@vgaconf', 'the VGA configuration'),
    seen('driver@name', 'the driver'),
  ],
  hostdev: [
    guarded('@mode', 'the mode'),
    // libvirt lets a PCI device become a mediated one, and back.
    guarded('@type', 'the type', { alike: { mdev: 'pci' } }),
    seen('@model', 'the model'),
    seen('@display', 'the display'),
    seen('@ramfb', 'the boot display'),
  ],
  smartcard: [seen('@mode', 'the mode'), seen('certificate*', 'the certificate')],
  serial: [guarded('target@type', 'the type of port'), guarded('target/model@name', 'the model'), guarded('target@port', 'the port')],
  parallel: [guarded('target@port', 'the port')],
  channel: [
    guarded('target@type', 'the type of channel'),
    guarded('target@name', 'the name'),
    guarded('target@address', 'the IP address'),
    guarded('target@port', 'the port'),
    // A channel without a name gets one by what it is connected to.
    guarded('@type', 'whether it is connected to SPICE', { only: ['spicevmc'], without: 'target@name' }),
  ],
  console: [guarded('target@type', 'the type of console')],
  hub: [guarded('@type', 'the type')],
  redirdev: [guarded('@bus', 'the bus'), guarded('@type', 'the type')],
  redirfilter: ['class', 'vendor', 'product', 'version', 'allow'].map((name) =>
    guarded(`usbdev*@${name}`, `the ${name} of a filtered USB device`),
  ),
  watchdog: [model],
  memballoon: [
    model,
    guarded('@autodeflate', 'automatic deflating'),
    guarded('@freePageReporting', 'the reporting of free pages'),
    ...virtioOptions,
  ],
  rng: [model, ...virtioOptions],
  panic: [model],
  shmem: [
    guarded('@role', 'the role', plain),
    guarded('model@type', 'the model'),
    guarded('size', 'the size in bytes', { reading: 'bytes' }),
    guarded('server', 'whether there is a server', presence),
    guarded('msi', 'message signalled interrupts', presence),
    guarded('msi@vectors', 'the number of vectors', number),
    guarded('msi@ioeventfd', 'the I/O event of interrupts'),
  ],
  tpm: [
    guarded('backend@type', 'the backend'),
    model,
    guarded('backend@version', 'the version', { where: { attribute: 'type', is: ['emulator'] } }),
    ...['sha1', 'sha256', 'sha384', 'sha512'].map((name) => guarded(`backend/active_pcr_banks/${name}`, `the PCR bank ${name}`, presence)),
    ...['name', 'source', 'removeDisabled'].map((name) =>
      seen(`backend/profile@${name}`, name === 'name' ? 'the profile' : `${name} of the profile`),
    ),
  ],
  memory: [
    model,
    guarded('alias@name', 'the alias', { unseen: true }),
    guarded('target/node', 'the NUMA node'),
    guarded('target/size', 'the size in KiB', { reading: 'size' }),
    guarded('target/label/size', 'the size of the label', { reading: 'size' }),
    guarded('source/alignsize', 'the alignment', { reading: 'size' }),
    guarded('source/pmem', 'persistent memory', presence),
    guarded('target/readonly', 'whether it is read-only', presence),
    guarded('uuid', 'the UUID'),
    guarded('target/block', 'the size of a block', { reading: 'size' }),
    guarded('target/requested', 'the requested size', { reading: 'size' }),
    guarded('target/address@base', 'the base address'),
    guarded('target@dynamicMemslots', 'dynamic memory slots'),
  ],
  iommu: [
    model,
    // libvirt compares what it knows of (12.8 does): the first six since they are there, the others since 11.5 and 12.7.
    ...['intremap', 'caching_mode', 'eim', 'iotlb', 'aw_bits', 'dma_translation'].map((name) => guarded(`driver@${name}`, name, number)),
    ...['passthrough', 'xtsup', 'ats', 'ril', 'ssidsize', 'oas'].map((name) => guarded(`driver@${name}`, name, number)),
    ...['accel', 'cmdqv'].map((name) => guarded(`driver@${name}`, name, { absent: 'off' })),
    seen('driver@pciBus', 'the PCI bus that it is for', number),
    seen('driver/granule@mode', 'the mode of the granule'),
    seen('driver/granule@size', 'the size of the granule', { reading: 'size' }),
  ],
  vsock: [model, ...virtioOptions, seen('cid@address', 'the context id'), seen('cid@auto', 'whether the context id is chosen')],
  pstore: [guarded('@backend', 'the backend'), guarded('size', 'the size', { reading: 'size' })],
  crypto: [
    seen('@model', 'the model'),
    seen('@type', 'the type'),
    seen('backend@queues', 'the number of queues'),
    ...unguardedVirtioOptions,
  ],
  nvram: [],
})

/** Kinds of devices that libvirt neither compares nor counts. */
export const unguardedKinds: ReadonlySet<string> = new Set(['crypto', 'nvram'])

/** What counts of an address, by its type (domain_conf.c, virDomainDeviceInfoCheckABIStability). */
export const addressFacts = table<readonly AbiRow[]>({
  pci: [
    ...['domain', 'bus', 'slot', 'function'].map((name) => guarded(`address@${name}`, `the PCI ${name}`, number)),
    seen('address@multifunction', 'whether the slot has several functions', { absent: 'off' }),
    seen('address/zpci@uid', 'the zPCI uid'),
    seen('address/zpci@fid', 'the zPCI fid'),
  ],
  drive: [
    ...['controller', 'bus', 'unit'].map((name) => guarded(`address@${name}`, `the ${name} of the drive address`, number)),
    seen('address@target', 'the target of the drive address', number),
  ],
  'virtio-serial': ['controller', 'bus', 'port'].map((name) =>
    guarded(`address@${name}`, `the ${name} of the virtio-serial address`, number),
  ),
  ccid: ['controller', 'slot'].map((name) => guarded(`address@${name}`, `the ${name} of the smartcard address`, number)),
  isa: ['iobase', 'irq'].map((name) => guarded(`address@${name}`, `the ISA ${name}`, number)),
  dimm: ['slot', 'base'].map((name) => guarded(`address@${name}`, `the memory ${name}`, number)),
  ccw: ['cssid', 'ssid', 'devno'].map((name) => guarded(`address@${name}`, `the ccw ${name}`, number)),
  usb: [seen('address@bus', 'the USB bus', number), seen('address@port', 'the USB port')],
  'spapr-vio': [seen('address@reg', 'the register of the address', number)],
})

/** What devices of all kinds have. */
export const commonFacts: readonly AbiRow[] = [
  guarded('acpi@index', 'the ACPI index', number),
  seen('acpi@nodeset', 'the NUMA nodes of the device'),
  seen('boot@order', 'the boot order'),
  seen('boot@loadparm', 'the load parameter'),
  seen('rom@bar', 'the ROM bar'),
  seen('rom@file', 'the ROM file'),
  seen('rom@enabled', 'the ROM'),
]
