import { describe, expect, it } from 'vitest'
import { printed, type WrittenGuest } from './printed.js'

// The expected forms are those of libvirt 12.8, asked, where no other version is named.
const device = (text: string, guest?: WrittenGuest, beside = '') => printed(/^<([\w-]+)/.exec(text)?.[1] ?? '', beside, text, guest)

const old: WrittenGuest = { target: 'libvirt=11.3.0,qemu=10.0.0' }

describe('disks', () => {
  it.each<[string, string[]]>([
    [
      "<disk><source file='/a'/><target dev='ioemu:hda'/></disk>",
      [
        "<disk type='file' device='disk'>",
        "<driver name='qemu' type='raw'/>",
        "<source file='/a'/>",
        "<target dev='hda' bus='ide'/>",
        '</disk>',
      ],
    ],
    [
      "<disk type='block' device='cdrom'><target dev='sda' bus='sata'/></disk>",
      ["<disk type='file' device='cdrom'>", "<driver name='qemu' type='raw'/>", "<target dev='sda' bus='sata'/>", '<readonly/>', '</disk>'],
    ],
    [
      "<disk type='block' device='floppy'><source dev=''/><target dev='fda'/></disk>",
      ["<disk type='block' device='floppy'>", "<driver name='qemu' type='raw'/>", "<target dev='fda' bus='fdc'/>", '</disk>'],
    ],
    [
      "<disk type='volume'><source pool='a' volume='b'/><target dev='vdd'/></disk>",
      [
        "<disk type='volume' device='disk'>",
        "<driver name='qemu'/>",
        "<source pool='a' volume='b'/>",
        "<target dev='vdd' bus='virtio'/>",
        '</disk>',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(device(text, { machine: 'pc' })).toEqual(expected)
  })

  it.each([
    ['hdb', 'ide'],
    ['sdb', 'scsi'],
    ['vdb', 'virtio'],
    ['xvdb', 'xen'],
    ['ubdb', 'uml'],
    ['nvme0', 'ide'],
  ])('called %s are on the bus %s', (name, bus) => {
    expect(device(`<disk><source file='/a'/><target dev='${name}'/></disk>`)).toContain(`<target dev='${name}' bus='${bus}'/>`)
  })

  it('have a unit of an iSCSI target', () => {
    const iscsi = "<source protocol='iscsi' name='iqn.2020-01.com.example'><host name='h' port='3260'/></source>"
    expect(device(`<disk type='network'>${iscsi}<target dev='vda'/></disk>`)).toContain(
      "<source protocol='iscsi' name='iqn.2020-01.com.example/0'>",
    )
    expect(device(`<hostdev type='scsi'>${iscsi}</hostdev>`)).toContain("<source protocol='iscsi' name='iqn.2020-01.com.example/0'>")
  })

  it('are encrypted by QEMU, down to what they are based on', () => {
    const encryption = "<encryption format='luks'><secret type='passphrase' usage='x'/></encryption>"
    const backing = `<backingStore type='file'><format type='raw'/><source file='/b'>${encryption}</source></backingStore>`
    const lines = device(`<disk><driver type='qcow2'/><source file='/a'>${encryption}</source>${backing}<target dev='vda'/></disk>`)
    expect(lines.filter((line) => line.startsWith('<encryption'))).toEqual([
      "<encryption format='luks' engine='qemu'>",
      "<encryption format='luks' engine='qemu'>",
    ])
  })

  it('end the chain of images at one that does not say where it is', () => {
    const backing = "<backingStore><format type='qcow2'/><source file='/c'/></backingStore>"
    expect(device(`<disk><driver type='qcow2'/><source file='/a'/>${backing}<target dev='vda'/></disk>`)).toContain('<backingStore/>')
  })

  it('on USB have a model since libvirt 11.5', () => {
    const cdrom = "<disk device='cdrom'><target dev='sda' bus='usb'/></disk>"
    expect(device(cdrom)[0]).toBe("<disk type='file' device='cdrom' model='usb-bot'>")
    expect(device(cdrom, { abiUpdate: false })[0]).toBe("<disk type='file' device='cdrom' model='usb-storage'>")
    expect(device(cdrom, old)[0]).toBe("<disk type='file' device='cdrom'>")
  })

  it('of a group share their limits', () => {
    const disks = `<disk><source file='/a'/><target dev='vda'/><iotune><group_name>g</group_name></iotune></disk>
      <disk><source file='/b'/><target dev='vdb'/><iotune><total_bytes_sec>5</total_bytes_sec><group_name>g</group_name></iotune></disk>`
    expect(printed('iotune', '', disks)).toEqual([
      ...['<iotune>', '<total_bytes_sec>5</total_bytes_sec>', '<group_name>g</group_name>', '</iotune>'],
      ...['<iotune>', '<total_bytes_sec>5</total_bytes_sec>', '<group_name>g</group_name>', '</iotune>'],
    ])
  })
})

describe('network cards', () => {
  const mac = "<mac address='52:54:00:ab:ab:ab'/>"

  it.each<[string, string[]]>([
    ['<interface/>', ["<interface type='user'>", mac, "<model type='rtl8139'/>", '</interface>']],
    [
      "<interface type='direct'><mac address='52:54:00:0A:0B:0C'/><source dev='eth0'/><target dev='macvtap3'/><model type='ViRtIo'/></interface>",
      [
        "<interface type='direct'>",
        "<mac address='52:54:00:0a:0b:0c'/>",
        "<source dev='eth0' mode='vepa'/>",
        "<model type='virtio'/>",
        '</interface>',
      ],
    ],
    [
      "<interface type='ethernet'><target dev='vnet7' managed='no'/><model type='netfront2'/></interface>",
      ["<interface type='ethernet'>", mac, "<target dev='vnet7' managed='no'/>", "<model type='netfront2'/>", '</interface>'],
    ],
    [
      "<interface type='vdpa'><source dev='/dev/v'/></interface>",
      ["<interface type='vdpa'>", mac, "<source dev='/dev/v'/>", "<model type='virtio'/>", '</interface>'],
    ],
    [
      "<interface type='bridge'><source bridge='b'/><virtualport type='openvswitch'/></interface>",
      [
        "<interface type='bridge'>",
        mac,
        "<source bridge='b'/>",
        "<virtualport type='openvswitch'>",
        "<parameters interfaceid='abababab-abab-4bab-abab-abababababab'/>",
        '</virtualport>',
        "<model type='rtl8139'/>",
        '</interface>',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(device(text)).toEqual(expected)
  })

  it.each([
    ['aarch64', 'virt', 'virtio'],
    ['armv7l', 'versatilepb', 'scm91c111'],
    ['armv7l', 'vexpress-a9', 'lan9118'],
    ['s390x', 's390-ccw-virtio', 'virtio'],
    ['ppc64', 'pseries', 'rtl8139'],
    ['riscv64', 'virt', 'virtio'],
  ])('of %s and %s are of the model %s', (arch, machine, model) => {
    expect(device('<interface/>', { type: 'qemu', arch, machine })).toContain(`<model type='${model}'/>`)
  })
})

describe('video cards', () => {
  const model = (text: string, guest?: WrittenGuest) => device(`<video>${text}</video>`, guest)[1]

  it.each([
    ['', "<model type='cirrus' vram='16384' heads='1' primary='yes'/>"],
    ["<model type='vga' vram='17000'/>", "<model type='vga' vram='32768' heads='1' primary='yes'/>"],
    [
      "<model type='qxl' ram='70000' vgamem='5000'/>",
      "<model type='qxl' ram='131072' vram='65536' vgamem='5000' heads='1' primary='yes'/>",
    ],
    ["<model type='none' heads='3'/>", "<model type='none'/>"],
    ["<model type='virtio' heads='0'/>", "<model type='virtio' primary='yes' device='virtio-vga'/>"],
    ["<driver name='vhostuser'/><model type='virtio'/>", "<driver name='vhostuser'/>"],
  ])('%s', (text, expected) => {
    expect(model(text)).toBe(expected)
  })

  it('of the model virtio say which device of QEMU they are since libvirt 12.5', () => {
    expect(model("<model type='virtio'/>", old)).toBe("<model type='virtio' heads='1' primary='yes'/>")
    const lines = device("<video><model type='virtio'><acceleration accel3d='yes'/></model></video><video><model type='virtio'/></video>")
    expect(lines.filter((line) => line.startsWith('<model'))).toEqual([
      "<model type='virtio' heads='1' primary='yes' device='virtio-vga-gl'>",
      "<model type='virtio' heads='1' device='virtio-gpu'/>",
    ])
  })

  it.each([
    ['aarch64', 'virt', 'virtio', 'virtio-gpu'],
    ['riscv64', 'virt', 'virtio', 'virtio-vga'],
    ['s390x', 's390-ccw-virtio', 'virtio', 'virtio-gpu'],
  ])('of %s and %s are %s', (arch, machine, type, qemu) => {
    expect(model('', { type: 'qemu', arch, machine })).toBe(`<model type='${type}' heads='1' primary='yes' device='${qemu}'/>`)
  })
})

describe('graphics', () => {
  const open = (type: string, rest: string) => [`<graphics type='${type}'${rest}>`]
  const any = "<listen type='address'/>"

  it.each<[string, string[]]>([
    ["<graphics type='vnc'/>", [...open('vnc', " port='-1' autoport='yes'"), any]],
    ["<graphics type='vnc' port='0'/>", [...open('vnc', " port='-1' autoport='yes'"), any]],
    ["<graphics type='vnc' port='5901'/>", [...open('vnc', " port='5901' autoport='no'"), any]],
    ["<graphics type='vnc' port='5901' autoport='yes' listen=''/>", [...open('vnc', " port='-1' autoport='yes'"), any]],
    ["<graphics type='vnc' autoport='no'/>", [...open('vnc', " autoport='no'"), any]],
    ["<graphics type='vnc' port='-1' autoport='no'/>", [...open('vnc', " port='-1' autoport='no'"), any]],
    ["<graphics type='vnc' port='5901'><listen type='none'/></graphics>", [...open('vnc', ''), "<listen type='none'/>"]],
    [
      "<graphics type='vnc' listen='1.2.3.4'/>",
      [...open('vnc', " port='-1' autoport='yes' listen='1.2.3.4'"), "<listen type='address' address='1.2.3.4'/>"],
    ],
    [
      "<graphics type='vnc' listen='1.2.3.4'><listen type='network' network='n'/></graphics>",
      [...open('vnc', " port='-1' autoport='yes'"), "<listen type='network' network='n'/>"],
    ],
    [
      "<graphics type='vnc' socket='/s' port='5900'><listen type='address' address='1.1.1.1'/></graphics>",
      [...open('vnc', " socket='/s'"), "<listen type='socket' socket='/s'/>"],
    ],
    [
      "<graphics type='vnc'><listen type='socket' socket='/s'/></graphics>",
      [...open('vnc', " socket='/s'"), "<listen type='socket' socket='/s'/>"],
    ],
    [
      "<graphics type='vnc' socket='/var/lib/libvirt/qemu/domain-1-x/vnc.sock'/>",
      [...open('vnc', " port='-1' autoport='yes'"), "<listen type='address'/>"],
    ],
    ["<graphics type='spice'/>", [...open('spice', ''), "<listen type='none'/>"]],
    ["<graphics type='spice' autoport='yes' port='5'/>", [...open('spice', " autoport='yes'"), any]],
    ["<graphics type='spice' port='-1' tlsPort='-1'/>", [...open('spice', " autoport='yes'"), any]],
    ["<graphics type='spice' tlsPort='-1'/>", [...open('spice', " tlsPort='-1' autoport='no'"), any]],
    ["<graphics type='spice' port='5901' tlsPort='0'/>", [...open('spice', " port='5901' autoport='no'"), any]],
    [
      "<graphics type='spice'><listen type='network' network='n'/></graphics>",
      [...open('spice', " autoport='no'"), "<listen type='network' network='n'/>"],
    ],
    [
      "<graphics type='spice' autoport='yes'><listen type='socket' socket='/s'/></graphics>",
      [...open('spice', ''), "<listen type='socket' socket='/s'/>"],
    ],
  ])('%s', (text, expected) => {
    expect(device(text).slice(0, 2)).toEqual(expected)
  })
})

describe('character devices', () => {
  it.each([
    ['x86_64', 'q35', "<target type='isa-serial' port='0'>", "<model name='isa-serial'/>"],
    ['aarch64', 'virt', "<target type='system-serial' port='0'>", "<model name='pl011'/>"],
    ['riscv64', 'virt', "<target type='system-serial' port='0'>", "<model name='16550a'/>"],
    ['ppc64', 'pseries', "<target type='spapr-vio-serial' port='0'>", "<model name='spapr-vty'/>"],
    ['s390x', 's390-ccw-virtio', "<target type='sclp-serial' port='0'>", "<model name='sclpconsole'/>"],
  ])('of %s and %s are %s', (arch, machine, target, model) => {
    for (const text of ["<serial><target type='isa-serial'/></serial>", '<serial/>', '<console/>']) {
      expect(printed('serial', '', text, { type: 'qemu', arch, machine }).slice(0, 3)).toEqual(["<serial type='pty'>", target, model])
    }
  })

  it('take free ports on the ISA bus where they say that they are there, and count on where they do not', () => {
    const ports = (text: string) => device(text).flatMap((line) => /port='(\d+)'/.exec(line)?.[1] ?? [])
    expect(ports("<serial/><serial><target type='isa-serial'/></serial><serial><target type='isa-serial' port='2'/></serial>")).toEqual([
      '3',
      '0',
      '2',
    ])
    expect(ports("<serial/><serial><target port='3'/></serial><serial/>")).toEqual(['4', '3', '5'])
  })

  it('connect unless they say otherwise', () => {
    const serials = `<serial type='tcp'><source host='h' service='1'/></serial><serial type='udp'><source host='h' service='1'/></serial>
      <serial type='unix'><source path='/x'/></serial>`
    expect(device(serials).filter((line) => /^<(?:source|protocol)/.test(line))).toEqual([
      "<source mode='connect' host='h' service='1'/>",
      "<protocol type='raw'/>",
      "<source mode='connect' host='h' service='1'/>",
      "<source mode='connect' path='/x'/>",
    ])
  })

  it.each([
    ['/var/lib/libvirt/qemu/channel/target/domain-3-x/org.a', false],
    ['/run/libvirt/qemu/channel/3-x/org.a', false],
    ['/var/lib/libvirt/qemu/channel/target/guest.org.a', false],
    ['/var/lib/libvirt/qemu/channel/target/x/org.a', true],
    ['/var/lib/libvirt/qemu/channel/target/domain-3-x/other', true],
    ['/tmp/3-x/org.a', true],
  ])('at %s: kept is %s', (path, isKept) => {
    const channel = `<channel type='unix'><source mode='bind' path='${path}'/><target type='virtio' name='org.a'/></channel>`
    expect(device(channel).includes(`<source mode='bind' path='${path}'/>`)).toBe(isKept)
  })
})

describe('other devices', () => {
  it.each<[string, string[]]>([
    ["<tpm><backend type='emulator'/></tpm>", ["<tpm model='tpm-tis'>", "<backend type='emulator' version='1.2'/>", '</tpm>']],
    [
      "<tpm model='tpm-crb'><backend type='passthrough'/></tpm>",
      ["<tpm model='tpm-crb'>", "<backend type='passthrough'>", "<device path='/dev/tpm0'/>", '</backend>', '</tpm>'],
    ],
    ['<panic/>', ["<panic model='isa'/>"]],
    ['<vsock/>', ["<vsock model='virtio'>", "<cid auto='yes'/>", '</vsock>']],
    ["<vsock><cid address='7'/></vsock>", ["<vsock model='virtio'>", "<cid auto='no' address='7'/>", '</vsock>']],
    [
      "<shmem name='y'><model type='ivshmem-plain'/></shmem>",
      ["<shmem name='y'>", "<model type='ivshmem-plain'/>", "<size unit='M'>4</size>", '</shmem>'],
    ],
    [
      "<shmem name='z'><model type='ivshmem-doorbell'/><server path='/s'/></shmem>",
      ["<shmem name='z'>", "<model type='ivshmem-doorbell'/>", "<server path='/s'/>", "<msi ioeventfd='on'/>", '</shmem>'],
    ],
    [
      "<rng model='virtio'><backend model='random'/></rng>",
      ["<rng model='virtio'>", "<backend model='random'>/dev/random</backend>", '</rng>'],
    ],
    [
      "<filesystem><source dir='/a'/><target dir='b'/></filesystem>",
      ["<filesystem type='mount' accessmode='passthrough'>", "<source dir='/a'/>", "<target dir='b'/>", '</filesystem>'],
    ],
    [
      "<filesystem><driver type='virtiofs'/><source socket='/a'/><target dir='b'/></filesystem>",
      ["<filesystem type='mount'>", "<driver type='virtiofs'/>", "<source socket='/a'/>", "<target dir='b'/>", '</filesystem>'],
    ],
    ["<sound model='virtio'/>", ["<sound model='virtio' streams='2'>", '</sound>']],
    [
      "<watchdog model='i6300esb'/>",
      ["<watchdog model='i6300esb' action='reset'>", '</watchdog>', "<watchdog model='itco' action='reset'/>"],
    ],
    ["<redirdev type='spicevmc'/>", ["<redirdev bus='usb' type='spicevmc'>", '</redirdev>']],
    [
      "<pstore backend='acpi-erst'><size>128</size></pstore>",
      ["<pstore backend='acpi-erst'>", '<path>/var/lib/libvirt/qemu/nvram/g_PSTORE.raw</path>', "<size unit='KiB'>128</size>", '</pstore>'],
    ],
  ])('%s', (text, expected) => {
    expect(device(text)).toEqual(expected)
  })

  it('for input are where the machine has a place for them', () => {
    const bus = (text: string, guest?: WrittenGuest) => device(text, guest)[0]
    expect(bus("<input type='tablet'/>")).toBe("<input type='tablet' bus='usb'>")
    expect(bus("<input type='mouse'/>")).toBe("<input type='mouse' bus='ps2'/>")
    expect(bus("<input type='passthrough'><source evdev='/dev/a'/></input>")).toBe("<input type='passthrough' bus='virtio'>")
    expect(bus("<input type='evdev' bus='usb'><source dev='/dev/a'/></input>")).toBe("<input type='evdev'>")
    const s390: WrittenGuest = { type: 'qemu', arch: 's390x', machine: 's390-ccw-virtio' }
    expect(bus("<input type='tablet'/>", s390)).toBe("<input type='tablet' bus='virtio'>")
  })

  it('of the host are given to the guest as parts of a subsystem', () => {
    const mdev = "<hostdev type='mdev' model='vfio-pci'><source><address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/></source></hostdev>"
    expect(device(mdev)[0]).toBe("<hostdev mode='subsystem' type='mdev' managed='no' model='vfio-pci' display='off'>")
  })

  it('of POWER guests are plugged in whole pieces of memory', () => {
    const pseries: WrittenGuest = { type: 'qemu', arch: 'ppc64', machine: 'pseries' }
    const dimm = "<memory model='dimm'><target><size>300000</size></target></memory>"
    const beside = '<memory>4194304</memory><maxMemory slots="4">8388608</maxMemory>'
    expect(printed('size', beside, dimm, pseries)).toEqual(["<size unit='KiB'>524288</size>"])
    expect(printed('size', beside, dimm, { ...pseries, abiUpdate: false })).toEqual(["<size unit='KiB'>300000</size>"])
    const nvdimm =
      "<memory model='nvdimm'><source><path>/x</path></source><target><size>550000</size><label><size>128</size></label></target></memory>"
    expect(printed('size', beside, nvdimm, pseries)[0]).toBe("<size unit='KiB'>524416</size>")
    expect(printed('uuid', beside, nvdimm, pseries)).toHaveLength(2)
  })
})
