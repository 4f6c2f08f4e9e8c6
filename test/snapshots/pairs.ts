/** Two definitions of one guest, what libvirt 12.8 says about the change from one to the other, and what the guest sees of it. */
export interface Pair {
  readonly what: string
  readonly before: string
  readonly after: string
  readonly libvirt: 'accepts' | 'refuses'
  /** The paths of what differs for the guest, or for libvirt. */
  readonly differs: readonly string[]
}

interface GuestParts {
  readonly type?: string
  readonly vcpu?: string
  readonly memory?: string
  readonly os?: string
  readonly rest?: string
  readonly devices?: string
}

/** A guest of the parts given; all that is not given is the same. */
export function guestOf(parts: GuestParts = {}): string {
  const { type = 'kvm', vcpu = '<vcpu>2</vcpu>', memory = "<memory unit='GiB'>2</memory>", os = '', rest = '', devices = '' } = parts
  return `<domain type='${type}'>
  <name>guest</name>
  <uuid>8f9c1f0e-5b3d-4d38-8a3c-0f7c2b1d4e55</uuid>
  ${memory}
  ${vcpu}
  <os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type>${os}</os>
  ${rest}
  <devices>${devices}</devices>
</domain>`
}

type Verdict = Pair['libvirt']
type Row = readonly [what: string, before: string, after: string, libvirt: Verdict, differs: readonly string[]]

const pairsOf = (part: keyof GuestParts, wrap: (text: string) => string, rows: readonly Row[]): Pair[] =>
  rows.map(([what, before, after, libvirt, differs]) => ({
    what,
    before: guestOf({ [part]: wrap(before) }),
    after: guestOf({ [part]: wrap(after) }),
    libvirt,
    differs,
  }))

const asIs = (text: string): string => text
const within = (name: string) => (text: string) => `<${name}>${text}</${name}>`

const sizes = pairsOf('memory', asIs, [
  ['the memory', "<memory unit='GiB'>2</memory>", "<memory unit='GiB'>3</memory>", 'refuses', ['currentMemory', 'memory']],
  ['the unit of the memory', "<memory unit='GiB'>2</memory>", "<memory unit='MiB'>2048</memory>", 'accepts', []],
  [
    'the balloon at a restore',
    "<memory unit='GiB'>2</memory>",
    "<memory unit='GiB'>2</memory><currentMemory unit='GiB'>1</currentMemory>",
    'refuses',
    ['currentMemory'],
  ],
])

const cpus = pairsOf('vcpu', asIs, [
  ['the number of vCPUs', '<vcpu>2</vcpu>', '<vcpu>4</vcpu>', 'refuses', ['vcpu', 'vcpu@current']],
  ['vCPUs at start', '<vcpu>4</vcpu>', "<vcpu current='2'>4</vcpu>", 'refuses', ['vcpu@current']],
  ['where vCPUs run', '<vcpu>4</vcpu>', "<vcpu cpuset='0-1'>4</vcpu>", 'accepts', []],
  [
    'vCPUs at start, listed one by one',
    "<vcpu current='1'>2</vcpu>",
    "<vcpu>2</vcpu><vcpus><vcpu id='0' enabled='yes' hotpluggable='no'/><vcpu id='1' enabled='no' hotpluggable='yes'/></vcpus>",
    'accepts',
    [],
  ],
])

const firmware = pairsOf('os', asIs, [
  ['the SMBIOS mode', '', "<smbios mode='emulate'/>", 'refuses', ['os/smbios@mode']],
  ['the boot menu', '', "<bootmenu enable='yes'/>", 'accepts', ['os/bootmenu@enable']],
  ['the boot order', "<boot dev='hd'/>", "<boot dev='cdrom'/>", 'accepts', ['os/boot[0]@dev']],
  ['the kernel', '<kernel>/boot/a</kernel>', '<kernel>/boot/b</kernel>', 'accepts', ['os/kernel']],
  [
    'another firmware',
    "<loader readonly='yes' type='rom'>/firmware/a.fd</loader>",
    "<loader readonly='yes' type='rom'>/firmware/b.fd</loader>",
    'accepts',
    ['os/loader'],
  ],
])

const features = pairsOf('rest', within('features'), [
  ['ACPI', '', '<acpi/>', 'refuses', ['features/acpi']],
  ['a feature that is off is not one that is absent', '', "<vmport state='off'/>", 'refuses', ['features/vmport']],
  ['end of interrupt', '<apic/>', "<apic eoi='on'/>", 'refuses', ['features/apic@eoi']],
  [
    'a switch of Hyper-V',
    "<hyperv><relaxed state='on'/></hyperv>",
    "<hyperv><relaxed state='off'/></hyperv>",
    'refuses',
    ['features/hyperv/relaxed'],
  ],
  [
    'spinlocks that are off',
    "<hyperv><relaxed state='on'/></hyperv>",
    "<hyperv><relaxed state='on'/><spinlocks state='off'/></hyperv>",
    'accepts',
    [],
  ],
  [
    'retries of spinlocks',
    "<hyperv><spinlocks state='on' retries='4096'/></hyperv>",
    "<hyperv><spinlocks state='on' retries='8191'/></hyperv>",
    'refuses',
    ['features/hyperv/spinlocks@retries'],
  ],
  [
    'direct TLB flushes',
    "<hyperv><vapic state='on'/><vpindex state='on'/><tlbflush state='on'/></hyperv>",
    "<hyperv><vapic state='on'/><vpindex state='on'/><tlbflush state='on'><direct state='on'/></tlbflush></hyperv>",
    'accepts',
    ['features/hyperv/tlbflush/direct@state'],
  ],
  [
    'the vendor of Hyper-V',
    "<hyperv><vendor_id state='on' value='one'/></hyperv>",
    "<hyperv><vendor_id state='on' value='two'/></hyperv>",
    'refuses',
    ['features/hyperv/vendor_id@value'],
  ],
  ['KVM is hidden', '<acpi/>', "<acpi/><kvm><hidden state='on'/></kvm>", 'refuses', ['features/kvm', 'features/kvm/hidden']],
  ['the I/O APIC', '', "<ioapic driver='qemu'/>", 'refuses', ['features/ioapic@driver']],
  [
    'the size of TSEG',
    "<smm state='on'><tseg unit='MiB'>16</tseg></smm>",
    "<smm state='on'><tseg unit='MiB'>48</tseg></smm>",
    'refuses',
    ['features/smm/tseg'],
  ],
  [
    'the unit of TSEG',
    "<smm state='on'><tseg unit='MiB'>16</tseg></smm>",
    "<smm state='on'><tseg unit='KiB'>16384</tseg></smm>",
    'accepts',
    [],
  ],
])

const processor = pairsOf('rest', asIs, [
  [
    'the CPU model',
    "<cpu mode='custom'><model>Nehalem</model></cpu>",
    "<cpu mode='custom'><model>Westmere</model></cpu>",
    'refuses',
    ['cpu/model'],
  ],
  [
    'whether a CPU model may be replaced',
    "<cpu mode='custom' check='none'><model fallback='forbid'>Nehalem</model></cpu>",
    "<cpu mode='custom' check='none'><model fallback='allow'>Nehalem</model></cpu>",
    'accepts',
    [],
  ],
  [
    'the order of CPU features',
    "<cpu mode='custom'><model>Nehalem</model><feature name='vmx' policy='require'/><feature name='pcid' policy='require'/></cpu>",
    "<cpu mode='custom'><model>Nehalem</model><feature name='pcid' policy='require'/><feature name='vmx' policy='require'/></cpu>",
    'refuses',
    ['cpu/feature'],
  ],
  [
    'a CPU feature in front of others',
    "<cpu mode='custom'><model>Nehalem</model><feature name='vmx' policy='require'/></cpu>",
    "<cpu mode='custom'><model>Nehalem</model><feature name='pcid' policy='require'/><feature name='vmx' policy='require'/></cpu>",
    'refuses',
    ['cpu/feature[0]@name'],
  ],
  [
    'a topology with one die',
    "<cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='1'/></cpu>",
    "<cpu mode='host-passthrough'><topology sockets='1' dies='1' clusters='1' cores='2' threads='1'/></cpu>",
    'accepts',
    [],
  ],
  [
    'the shape of the topology',
    "<cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='1'/></cpu>",
    "<cpu mode='host-passthrough'><topology sockets='2' cores='1' threads='1'/></cpu>",
    'refuses',
    ['cpu/topology@sockets', 'cpu/topology@cores'],
  ],
])

const cells = (first: string, second: string, more = ''): string =>
  `<cpu mode='host-passthrough'><numa><cell id='0' cpus='0' memory='1' unit='GiB'${first}</cell><cell id='1' cpus='1' memory='1048576'${second}</cell>${more}</numa></cpu>`
const farther = (id: number, value: number) => `><distances><sibling id='${id}' value='${value}'/></distances>`

const numa = pairsOf('rest', asIs, [
  ['NUMA distances that are the usual ones', cells('>', '>'), cells(farther(1, 20), '>'), 'accepts', []],
  [
    'a NUMA distance',
    cells('>', '>'),
    cells(farther(1, 31), '>'),
    'refuses',
    ['cpu/numa/cell[0]/distances/sibling[1]', 'cpu/numa/cell[1]/distances/sibling[0]'],
  ],
  ['a NUMA distance said from both sides', cells(farther(1, 31), '>'), cells(farther(1, 31), farther(0, 31)), 'accepts', []],
  [
    'the latency of memory',
    cells('>', '>', "<interconnects><latency initiator='0' target='0' type='access' value='5'/></interconnects>"),
    cells('>', '>', "<interconnects><latency initiator='0' target='0' type='access' value='6'/></interconnects>"),
    'accepts',
    ['cpu/numa/interconnects/latency[0]@value'],
  ],
])

const machine = pairsOf('rest', asIs, [
  ['a timer', '', "<clock offset='utc'><timer name='hpet' present='no'/></clock>", 'refuses', ['clock/timer[0]@name']],
  [
    'what becomes of lost ticks',
    "<clock offset='utc'><timer name='rtc' tickpolicy='delay'/></clock>",
    "<clock offset='utc'><timer name='rtc' tickpolicy='catchup'/></clock>",
    'accepts',
    ['clock/timer[0]@tickpolicy'],
  ],
  [
    'the frequency of the TSC',
    "<clock offset='utc'><timer name='tsc' frequency='3000000000'/></clock>",
    "<clock offset='utc'><timer name='tsc' frequency='3000000001'/></clock>",
    'refuses',
    ['clock/timer[0]@frequency'],
  ],
  ['the clock', "<clock offset='utc'/>", "<clock offset='localtime'/>", 'accepts', ['clock@offset']],
  [
    'SMBIOS',
    "<sysinfo type='smbios'><system><entry name='serial'>one</entry></system></sysinfo>",
    "<sysinfo type='smbios'><system><entry name='serial'>two</entry></system></sysinfo>",
    'refuses',
    ['sysinfo[0]/system/entry[serial]'],
  ],
  [
    'an OEM string',
    "<sysinfo type='smbios'><oemStrings><entry>one</entry></oemStrings></sysinfo>",
    "<sysinfo type='smbios'><oemStrings><entry>two</entry></oemStrings></sysinfo>",
    'accepts',
    ['sysinfo[0]/oemStrings/entry[0]'],
  ],
  ['power management', '', "<pm><suspend-to-disk enabled='no'/></pm>", 'accepts', ['pm/suspend-to-disk@enabled']],
  ['where the memory comes from', '', "<memoryBacking><source type='memfd'/></memoryBacking>", 'refuses', ['memoryBacking/source@type']],
  ['huge pages', '', '<memoryBacking><hugepages/></memoryBacking>', 'accepts', []],
  ['the title', '', '<title>A guest</title>', 'accepts', []],
  [
    'protected memory',
    "<launchSecurity type='sev'><cbitpos>47</cbitpos><reducedPhysBits>1</reducedPhysBits><policy>0x1</policy></launchSecurity>",
    "<launchSecurity type='sev'><cbitpos>47</cbitpos><reducedPhysBits>1</reducedPhysBits><policy>0x3</policy></launchSecurity>",
    'accepts',
    ['launchSecurity/policy'],
  ],
])

const disk = (attributes: string, target = "dev='vda' bus='virtio'", more = '') =>
  `<disk type='file' device='disk'><driver name='qemu' type='qcow2'${attributes}/><source file='/images/a'/><target ${target}/>${more}</disk>`
const card = (more: string, mac = '52:54:00:11:22:33') =>
  `<interface type='user'><mac address='${mac}'/><model type='virtio'/>${more}</interface>`
const bridged = (more: string) => card(more).replace("<interface type='user'>", "<interface type='bridge'><source bridge='br0'/>")
const at = (slot: number) =>
  `<address type='pci' domain='0x0000' bus='0x00' slot='0x${slot.toString(16).padStart(2, '0')}' function='0x0'/>`
const hostDevice = (bus: string, more: string) =>
  `<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0' bus='${bus}' slot='0' function='0'/></source>${more}</hostdev>`

const storage = pairsOf('devices', asIs, [
  ['the cache of a disk', disk(" cache='none'"), disk(" cache='writeback'"), 'accepts', []],
  ['a write-through cache', disk(" cache='none'"), disk(" cache='directsync'"), 'accepts', ['devices/disk[0]/driver@cache']],
  ['two write-through caches', disk(" cache='writethrough'"), disk(" cache='directsync'"), 'accepts', []],
  ['the queues of a disk', disk(" queues='2'"), disk(" queues='4'"), 'refuses', ['devices/disk[0]/driver@queues']],
  ['packed queues', disk(''), disk(" packed='on'"), 'refuses', ['devices/disk[0]/driver@packed']],
  ['event index', disk(''), disk(" event_idx='off'"), 'accepts', ['devices/disk[0]/driver@event_idx']],
  ['the serial number', disk(''), disk('', "dev='vda' bus='virtio'", '<serial>a</serial>'), 'refuses', ['devices/disk[0]/serial']],
  ['the target of a disk', disk(''), disk('', "dev='vdb' bus='virtio'"), 'refuses', ['devices/disk[0]/target@dev']],
  [
    'the boot order of a disk',
    disk('', undefined, "<boot order='1'/>"),
    disk('', undefined, "<boot order='2'/>"),
    'accepts',
    ['devices/disk[0]/boot@order'],
  ],
  ['the image of a disk', disk(''), disk('').replace('/images/a', '/images/b'), 'accepts', []],
  [
    'the model of a SCSI controller',
    "<controller type='scsi' model='virtio-scsi'/>",
    "<controller type='scsi' model='virtio-non-transitional'/>",
    'refuses',
    ['devices/controller[0]@model'],
  ],
  [
    'the queues of a SCSI controller',
    "<controller type='scsi' model='virtio-scsi'><driver queues='2'/></controller>",
    "<controller type='scsi' model='virtio-scsi'><driver queues='4'/></controller>",
    'accepts',
    ['devices/controller[0]/driver@queues'],
  ],
  [
    'the chassis of a root port',
    "<controller type='pci' index='1' model='pcie-root-port'><target chassis='1' port='0x10'/></controller>",
    "<controller type='pci' index='1' model='pcie-root-port'><target chassis='7' port='0x11'/></controller>",
    'accepts',
    ['devices/controller[1]/target@chassis', 'devices/controller[1]/target@port'],
  ],
  [
    'the ports of a USB controller',
    "<controller type='usb' model='qemu-xhci' ports='8'/>",
    "<controller type='usb' model='qemu-xhci' ports='15'/>",
    'refuses',
    ['devices/controller[0]@ports'],
  ],
])

const network = pairsOf('devices', asIs, [
  ['the MAC address', card(''), card('', '52:54:00:11:22:44'), 'refuses', ['devices/interface[0]/mac@address']],
  ['the first option of a card', card(''), card("<driver name='vhost'/>"), 'refuses', ['devices/interface[0]/driver']],
  ['the queues of a card', card("<driver queues='4'/>"), card("<driver queues='8'/>"), 'refuses', ['devices/interface[0]/driver@queues']],
  [
    'the receive queue of a card',
    card("<driver name='vhost' rx_queue_size='256'/>"),
    card("<driver name='vhost' rx_queue_size='512'/>"),
    'accepts',
    ['devices/interface[0]/driver@rx_queue_size'],
  ],
  [
    'an offload',
    card("<driver><host csum='on'/></driver>"),
    card("<driver><host csum='off'/></driver>"),
    'accepts',
    ['devices/interface[0]/driver/host@csum'],
  ],
  ['the case of a model', card(''), card('').replace("'virtio'", "'VIRTIO'"), 'accepts', []],
  ['the MTU', bridged(''), bridged("<mtu size='1400'/>"), 'refuses', ['devices/interface[0]/mtu@size']],
  ['the ROM', card(''), card("<rom bar='off'/>"), 'accepts', ['devices/interface[0]/rom@bar']],
  ['the ACPI index', card(''), card("<acpi index='3'/>"), 'refuses', ['devices/interface[0]/acpi@index']],
  ['the slot', card(at(3)), card(at(4)), 'refuses', ['devices/interface[0]/address@slot']],
  ['the name on the host', card("<target dev='one'/>"), card("<target dev='two'/>"), 'accepts', []],
  [
    'the order of cards',
    card(at(3)) + card(at(4), '52:54:00:11:22:44'),
    card(at(4), '52:54:00:11:22:44') + card(at(3)),
    'refuses',
    ['devices/interface'],
  ],
  [
    'a card between others',
    card(at(3)) + card(at(4), '52:54:00:11:22:44'),
    card(at(3)) + card(at(5), '52:54:00:11:22:55') + card(at(4), '52:54:00:11:22:44'),
    'refuses',
    ['devices/interface[1]'],
  ],
])

const otherDevices = pairsOf('devices', asIs, [
  [
    'the multifunction flag',
    `<rng model='virtio'><backend model='random'/>${at(3)}</rng>`,
    `<rng model='virtio'><backend model='random'/>${at(3).replace('/>', " multifunction='on'/>")}</rng>`,
    'accepts',
    ['devices/rng[0]/address@multifunction'],
  ],
  ['a mouse that every machine has', '', "<input type='mouse' bus='ps2'/>", 'accepts', []],
  ['another input', '', `<input type='keyboard' bus='virtio'>${at(3)}</input>`, 'refuses', ['devices/input[0]']],
  [
    'the port of a USB tablet',
    "<input type='tablet' bus='usb'><address type='usb' bus='0' port='1'/></input>",
    "<input type='tablet' bus='usb'><address type='usb' bus='0' port='2'/></input>",
    'accepts',
    ['devices/input[0]/address@port'],
  ],
  [
    'the codec of a sound card',
    "<sound model='ich9'><codec type='duplex'/></sound>",
    "<sound model='ich9'><codec type='micro'/></sound>",
    'accepts',
    ['devices/sound[0]/codec[0]@type'],
  ],
  [
    'the memory of a video card',
    "<video><model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1'/></video>",
    "<video><model type='qxl' ram='65536' vram='131072' vgamem='16384' heads='1'/></video>",
    'refuses',
    ['devices/video[0]/model@vram'],
  ],
  [
    'the resolution',
    "<video><model type='virtio'><resolution x='800' y='600'/></model></video>",
    "<video><model type='virtio'><resolution x='1024' y='768'/></model></video>",
    'accepts',
    ['devices/video[0]/model/resolution@x', 'devices/video[0]/model/resolution@y'],
  ],
  ['a device of the host in another place there', hostDevice('0x06', at(3)), hostDevice('0x07', at(3)), 'accepts', []],
  [
    'a PCI device that becomes a mediated one',
    hostDevice('0x06', at(3)),
    `<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='8f9c1f0e-5b3d-4d38-8a3c-0f7c2b1d4e99'/></source>${at(3)}</hostdev>`,
    'accepts',
    ['devices/hostdev[0]@type', 'devices/hostdev[0]@model', 'devices/hostdev[0]@display'],
  ],
  ['a serial port', "<serial type='pty'/>", "<serial type='pty'/><serial type='pty'/>", 'refuses', ['devices/serial[1]']],
  ['what a serial port is connected to', "<serial type='pty'/>", "<serial type='null'/>", 'accepts', []],
  [
    'the name of a channel',
    "<channel type='pty'><target type='virtio' name='a'/></channel>",
    "<channel type='pty'><target type='virtio' name='b'/></channel>",
    'refuses',
    ['devices/channel[0]/target@name'],
  ],
  [
    'the mode of a smartcard',
    "<smartcard mode='host'/><graphics type='spice'/>",
    "<smartcard mode='passthrough' type='spicevmc'/><graphics type='spice'/>",
    'accepts',
    ['devices/smartcard[0]@mode'],
  ],
  [
    'what a USB redirection is connected to',
    "<redirdev bus='usb' type='spicevmc'/><graphics type='spice'/>",
    "<redirdev bus='usb' type='pty'/><graphics type='spice'/>",
    'refuses',
    ['devices/redirdev[0]@type'],
  ],
  [
    'a filter of USB redirection',
    "<redirdev bus='usb' type='pty'/><redirfilter><usbdev allow='no'/></redirfilter>",
    "<redirdev bus='usb' type='pty'/><redirfilter><usbdev allow='yes'/></redirfilter>",
    'refuses',
    ['devices/redirfilter[0]/usbdev[0]@allow'],
  ],
  ['what a watchdog does', "<watchdog model='i6300esb' action='reset'/>", "<watchdog model='i6300esb' action='poweroff'/>", 'accepts', []],
  [
    'the balloon',
    "<memballoon model='virtio'/>",
    "<memballoon model='virtio' autodeflate='on'/>",
    'refuses',
    ['devices/memballoon[0]@autodeflate'],
  ],
  [
    'how often the balloon reports',
    "<memballoon model='virtio'/>",
    "<memballoon model='virtio'><stats period='5'/></memballoon>",
    'accepts',
    [],
  ],
  ['a panic device', '', "<panic model='isa'/>", 'refuses', ['devices/panic[0]']],
  [
    'the size of shared memory',
    "<shmem name='a'><model type='ivshmem-plain'/><size unit='M'>4</size></shmem>",
    "<shmem name='a'><model type='ivshmem-plain'/><size unit='M'>8</size></shmem>",
    'refuses',
    ['devices/shmem[0]/size'],
  ],
  [
    'the usual size of shared memory',
    "<shmem name='a'><model type='ivshmem-plain'/></shmem>",
    "<shmem name='a'><model type='ivshmem-plain'/><size unit='KiB'>4096</size></shmem>",
    'accepts',
    [],
  ],
  [
    'the TPM',
    "<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>",
    "<tpm model='tpm-tis'><backend type='emulator' version='2.0'/></tpm>",
    'refuses',
    ['devices/tpm[0]@model'],
  ],
  [
    'the IOMMU',
    "<iommu model='intel'/>",
    "<iommu model='intel'><driver aw_bits='48'/></iommu>",
    'refuses',
    ['devices/iommu[0]/driver@aw_bits'],
  ],
  [
    'the context id',
    "<vsock model='virtio'><cid auto='no' address='4'/></vsock>",
    "<vsock model='virtio'><cid auto='no' address='5'/></vsock>",
    'accepts',
    ['devices/vsock[0]/cid@address'],
  ],
  [
    'a crypto device',
    '',
    `<crypto model='virtio' type='qemu'><backend model='builtin' queues='1'/>${at(3)}</crypto>`,
    'accepts',
    ['devices/crypto[0]'],
  ],
  [
    'graphics',
    "<graphics type='vnc'/><video><model type='vga'/></video>",
    "<graphics type='vnc' port='5999'/><video><model type='vga'/></video>",
    'accepts',
    [],
  ],
])

/** One for each kind of fact. */
export const pairs: readonly Pair[] = [
  ...sizes,
  ...cpus,
  ...firmware,
  ...features,
  ...processor,
  ...numa,
  ...machine,
  ...storage,
  ...network,
  ...otherDevices,
]
