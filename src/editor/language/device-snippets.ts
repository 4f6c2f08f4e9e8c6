import type { Domain } from '../../domain/domain.js'
import type { Version } from '../../domain/facts/target.js'
import type { Insertion } from './insertion.js'

/** What has to stand elsewhere in the guest. */
export type Need = 'shared-memory' | 'smm' | 'efi'

/** A device as people want one, written out. */
export interface Snippet {
  readonly name: string
  readonly says: string
  /** Stops are `{1:default}`; `%vd%` is the next free name: see fill-in.ts. */
  readonly xml: Insertion
  /** The path of the element that it belongs in, `*` for any last step: the devices, if nothing is said. */
  readonly place?: string
  readonly needs?: readonly Need[]
  readonly since?: Version
  /** The element of which a guest has one at most. */
  readonly single?: string
  readonly when?: (domain: Domain) => boolean
}

const hasPcie = ({ machine: { family } }: Domain): boolean => family === 'q35' || family === 'virt'
const hasPci = ({ machine: { family } }: Domain): boolean => family === 'q35' || family === 'virt' || family === 'i440fx'
const isX86 = ({ isX86 }: Domain): boolean => isX86

/** In the order of libvirt's documentation: what most guests have comes first in its kind. */
export const snippets: readonly Snippet[] = [
  {
    name: 'disk-file',
    says: 'A disk from an image file',
    xml: `<disk type='file' device='disk'>
  <driver name='qemu' type='{1|qcow2,raw}' discard='unmap'/>
  <source file='{2:/var/lib/libvirt/images/%guest%-%vd%.qcow2}'/>
  <target dev='%vd%' bus='virtio'/>
</disk>{0}`,
  },
  {
    name: 'disk-block',
    says: 'A disk from a block device of the host',
    xml: `<disk type='block' device='disk'>
  <driver name='qemu' type='raw' cache='none' io='native' discard='unmap'/>
  <source dev='{1:/dev/disk/by-id/}'/>
  <target dev='%vd%' bus='virtio'/>
</disk>{0}`,
  },
  {
    name: 'disk-scsi',
    says: 'A SCSI disk from an image file',
    xml: `<disk type='file' device='disk'>
  <driver name='qemu' type='{1|qcow2,raw}' discard='unmap'/>
  <source file='{2:/var/lib/libvirt/images/%guest%-%sd%.qcow2}'/>
  <target dev='%sd%' bus='scsi'/>
</disk>{0}`,
  },
  {
    name: 'disk-cdrom',
    says: 'A CD-ROM drive with an ISO image',
    xml: `<disk type='file' device='cdrom'>
  <driver name='qemu' type='raw'/>
  <source file='{1:/var/lib/libvirt/images/install.iso}'/>
  <target dev='%sd%' bus='sata'/>
  <readonly/>
</disk>{0}`,
  },
  {
    name: 'disk-volume',
    says: 'A volume of a libvirt storage pool',
    xml: `<disk type='volume' device='disk'>
  <driver name='qemu' type='{1|qcow2,raw}'/>
  <source pool='{2:default}' volume='{3:%guest%-%vd%.qcow2}'/>
  <target dev='%vd%' bus='virtio'/>
</disk>{0}`,
  },
  {
    name: 'disk-rbd',
    says: 'An image of a Ceph cluster',
    xml: `<disk type='network' device='disk'>
  <driver name='qemu' type='raw' cache='writeback' discard='unmap'/>
  <source protocol='rbd' name='{1:pool/%guest%-%vd%}'>
    <host name='{2:ceph-mon.example.org}' port='6789'/>
    <auth username='{3:libvirt}'>
      <secret type='ceph' uuid='{4:%uuid%}'/>
    </auth>
  </source>
  <target dev='%vd%' bus='virtio'/>
</disk>{0}`,
  },
  {
    name: 'disk-nbd',
    says: 'An export of an NBD server',
    xml: `<disk type='network' device='disk'>
  <driver name='qemu' type='raw'/>
  <source protocol='nbd' name='{1:%guest%}'>
    <host name='{2:nbd.example.org}' port='10809'/>
  </source>
  <target dev='%vd%' bus='virtio'/>
</disk>{0}`,
  },
  {
    name: 'disk-nvme',
    says: 'An NVMe device of the host that QEMU drives itself',
    since: [6, 0, 0],
    xml: `<disk type='nvme' device='disk'>
  <driver name='qemu' type='raw'/>
  <source type='pci' managed='yes' namespace='{1:1}'>
    <address domain='0x0000' bus='{2:0x01}' slot='{3:0x00}' function='0x0'/>
  </source>
  <target dev='%vd%' bus='virtio'/>
</disk>{0}`,
  },
  {
    name: 'controller-scsi',
    says: 'A virtio-scsi controller',
    xml: "<controller type='scsi' index='%scsi%' model='virtio-scsi'/>{0}",
  },
  {
    name: 'controller-root-port',
    says: 'A PCI Express port into which a device can be plugged later',
    when: hasPcie,
    xml: "<controller type='pci' index='%pciController%' model='pcie-root-port'/>{0}",
  },
  {
    name: 'filesystem-virtiofs',
    says: 'A folder of the host by virtiofs, with shared memory',
    since: [6, 2, 0],
    needs: ['shared-memory'],
    xml: `<filesystem type='mount' accessmode='passthrough'>
  <driver type='virtiofs'/>
  <source dir='{1:/srv/%guest%}'/>
  <target dir='{2:data}'/>
</filesystem>{0}`,
  },
  {
    name: 'interface-network',
    says: 'A network card on a libvirt network',
    xml: `<interface type='network'>
  <mac address='%mac%'/>
  <source network='{1:default}'/>
  <model type='virtio'/>
</interface>{0}`,
  },
  {
    name: 'interface-bridge',
    says: 'A network card on a bridge of the host',
    xml: `<interface type='bridge'>
  <mac address='%mac%'/>
  <source bridge='{1:br0}'/>
  <model type='virtio'/>
</interface>{0}`,
  },
  {
    name: 'interface-macvtap',
    says: 'A network card on a network device of the host',
    xml: `<interface type='direct'>
  <mac address='%mac%'/>
  <source dev='{1:eth0}' mode='{2|bridge,vepa,private,passthrough}'/>
  <model type='virtio'/>
</interface>{0}`,
  },
  {
    name: 'interface-passt',
    says: "A network card on its user's network, without privileges",
    since: [9, 0, 0],
    xml: `<interface type='user'>
  <mac address='%mac%'/>
  <model type='virtio'/>
  <backend type='passt'/>
</interface>{0}`,
  },
  {
    name: 'interface-hostdev',
    says: 'A virtual function of a network card of the host',
    xml: `<interface type='hostdev' managed='yes'>
  <mac address='%mac%'/>
  <source>
    <address type='pci' domain='0x0000' bus='{1:0x01}' slot='{2:0x10}' function='{3:0x0}'/>
  </source>
</interface>{0}`,
  },
  {
    name: 'hostdev-pci',
    says: 'A PCI device of the host',
    xml: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='{1:0x01}' slot='{2:0x00}' function='{3:0x0}'/>
  </source>
</hostdev>{0}`,
  },
  {
    name: 'hostdev-usb',
    says: 'A USB device of the host',
    xml: `<hostdev mode='subsystem' type='usb' managed='yes'>
  <source>
    <vendor id='{1:0x1234}'/>
    <product id='{2:0xabcd}'/>
  </source>
</hostdev>{0}`,
  },
  {
    name: 'hostdev-mdev',
    says: 'A mediated device, such as a share of a graphics card',
    since: [3, 2, 0],
    xml: `<hostdev mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <address uuid='{1:%uuid%}'/>
  </source>
</hostdev>{0}`,
  },
  {
    name: 'graphics-spice',
    says: 'A SPICE server on this host only, with its channel',
    when: isX86,
    xml: `<graphics type='spice' autoport='yes'>
  <listen type='address' address='127.0.0.1'/>
</graphics>
<channel type='spicevmc'>
  <target type='virtio' name='com.redhat.spice.0'/>
</channel>{0}`,
  },
  {
    name: 'graphics-vnc',
    says: 'A VNC server on this host only',
    xml: `<graphics type='vnc' port='-1' autoport='yes'>
  <listen type='address' address='127.0.0.1'/>
</graphics>{0}`,
  },
  {
    name: 'video-virtio',
    says: 'A virtio graphics card',
    xml: `<video>
  <model type='virtio' heads='1' primary='yes'/>
</video>{0}`,
  },
  {
    name: 'console-serial',
    says: 'A text console on the first serial port',
    xml: `<serial type='pty'>
  <target port='0'/>
</serial>
<console type='pty'>
  <target type='serial' port='0'/>
</console>{0}`,
  },
  {
    name: 'channel-agent',
    says: "The channel of QEMU's guest agent",
    xml: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>{0}`,
  },
  {
    name: 'tpm-emulator',
    says: 'A TPM 2.0 that swtpm emulates',
    since: [4, 5, 0],
    single: 'tpm',
    xml: `<tpm model='tpm-crb'>
  <backend type='emulator' version='2.0'/>
</tpm>{0}`,
    when: isX86,
  },
  {
    name: 'rng-random',
    says: 'Random numbers from the host',
    xml: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
</rng>{0}`,
  },
  {
    name: 'watchdog-i6300esb',
    says: 'A timer that resets the guest when it hangs',
    when: isX86,
    xml: "<watchdog model='i6300esb' action='{1|reset,poweroff,pause,none,dump}'/>{0}",
  },
  {
    name: 'vsock-auto',
    says: 'Sockets between host and guest without a network',
    since: [4, 4, 0],
    single: 'vsock',
    xml: `<vsock model='virtio'>
  <cid auto='yes'/>
</vsock>{0}`,
  },
  {
    name: 'shmem-plain',
    says: 'Memory that is shared with other guests or programs',
    xml: `<shmem name='{1:%guest%}'>
  <model type='ivshmem-plain'/>
  <size unit='M'>{2:4}</size>
</shmem>{0}`,
  },
  {
    name: 'memballoon-reporting',
    says: 'A balloon that tells the host of memory that the guest does not use',
    single: 'memballoon',
    since: [6, 9, 0],
    xml: "<memballoon model='virtio' autodeflate='on' freePageReporting='on'/>{0}",
  },
  {
    name: 'iommu-intel',
    says: 'An IOMMU that the guest sees, as nested guests with devices of the host need it',
    single: 'iommu',
    since: [3, 4, 0],
    when: ({ machine: { family } }) => family === 'q35',
    xml: `<iommu model='intel'>
  <driver caching_mode='on'/>
</iommu>{0}`,
  },
  {
    name: 'address-pci',
    says: 'The next free PCI address',
    place: 'domain/devices/*',
    single: 'address',
    when: hasPci,
    xml: '%pci%{0}',
  },
  {
    name: 'uefi-secure-boot',
    says: 'UEFI with secure boot and enrolled keys',
    place: 'domain/os',
    since: [8, 6, 0],
    single: 'firmware',
    when: hasPcie,
    needs: ['efi', 'smm'],
    xml: `<firmware>
  <feature enabled='yes' name='secure-boot'/>
  <feature enabled='yes' name='enrolled-keys'/>
</firmware>
<loader secure='yes'/>{0}`,
  },
]
