import { describe, expect, test } from 'vitest'
import { broken, clean, folderWith, run } from './run.js'
import { mainframe, smallPc, workstation, workstationLater } from './topology-guests.js'

async function drawn(...texts: readonly string[]): Promise<string> {
  const names = texts.map((_, index) => `${index}.xml`)
  const cwd = folderWith(Object.fromEntries(texts.map((text, index) => [`${index}.xml`, text])))
  const { status, stdout, stderr } = await run(['topology', ...names], { cwd })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout
}

describe('the tree of', () => {
  test('a small PC: what stands in the text, what libvirt adds, and what the board has', async () => {
    expect(await drawn(smallPc)).toBe(`domain till  pc-i440fx-9.2, x86_64, kvm
├─ vCPUs              1, qemu64*
├─ memory             512 MiB
├─ controller pci 0*  pci-root
│  ├─ 00.0   host bridge 440FX°
│  ├─ 01.0   ISA bridge PIIX3°
│  ├─ 01.1   controller ide 0*
│  │  ├─ 0.0*  disk hda  ide
│  │  ├─ 1.0*  disk hdc  cdrom, ide
│  │  └─ free  units 0.1, 1.1
│  ├─ 01.2   controller usb 0*            piix3-uhci
│  │  ├─ 1  input tablet  usb
│  │  └─ free  port 2
│  ├─ 01.3   power management PIIX4°
│  ├─ 02.0   video vga
│  ├─ 03.0*  interface 52:54:00:0a:0b:0c  e1000
│  └─ free  slots 04-1f
└─ PS/2
   ├─ input mouse*     ps2
   └─ input keyboard*  ps2

* libvirt adds it: the text does not say so   ° comes with the machine type
`)
  })

  test('a workstation with root ports, NUMA cells and devices of the host', async () => {
    expect(await drawn(workstation)).toBe(`domain workstation  pc-q35-10.0, x86_64, kvm, efi
├─ vCPUs             16, 8 at start, host-passthrough, 2 sockets × 4 cores × 2 threads
├─ memory            40 GiB, up to 64 GiB in 4 slots
│  └─ 0*  memory dimm  8 GiB, NUMA cell 1
├─ NUMA cell 0       vCPUs 0-7, 16 GiB
├─ NUMA cell 1       vCPUs 8-15, 16 GiB
├─ controller pci 0  pcie-root
│  ├─ 00.0   host bridge MCH°
│  ├─ 01.0*  video virtio        2 heads
│  ├─ 02.0*  controller pci 1    pcie-root-port
│  │  └─ 00.0*  controller pci 2  pcie-to-pci-bridge
│  │     ├─ 01.0*  sound ich6
│  │     └─ free  slots 02-1f
│  ├─ 02.1   controller pci 3*   pcie-root-port
│  │  └─ 00.0*  interface 52:54:00:11:22:33  virtio, 4 queues
│  ├─ 02.2   controller pci 4*   pcie-root-port
│  │  └─ 00.0*  interface 52:54:00:11:22:34  e1000e
│  ├─ 02.3   controller pci 5*   pcie-root-port
│  │  └─ 00.0*  controller scsi 0  virtio-scsi
│  │     ├─ 0:0:0*  disk sda  scsi
│  │     └─ 0:0:1*  disk sdb  scsi
│  ├─ 02.4   controller pci 6*   pcie-root-port
│  │  └─ 00.0*  controller usb 0  qemu-xhci, 8 ports
│  │     ├─ 1  input tablet           usb
│  │     ├─ 2  hostdev 0x1050:0x0407  usb
│  │     ├─ 3  redirdev usb           spicevmc
│  │     └─ free  ports 4-8
│  ├─ 02.5   controller pci 7*   pcie-root-port
│  │  └─ 00.0  controller virtio-serial 0*
│  │     ├─ 1*  channel org.qemu.guest_agent.0
│  │     └─ 2*  channel com.redhat.spice.0
│  ├─ 02.6   controller pci 8*   pcie-root-port
│  │  └─ 00.0*  disk vda  virtio, serial SYSTEM01, boot order 1
│  ├─ 02.7   controller pci 9*   pcie-root-port
│  │  └─ 00.0*  hostdev 41:00.0  pci
│  ├─ 03.0   controller pci 10*  pcie-root-port
│  │  └─ 00.0*  hostdev 41:00.1  pci
│  ├─ 03.1   controller pci 11*  pcie-root-port
│  │  └─ 00.0  memballoon virtio*
│  ├─ 03.2   controller pci 12*  pcie-root-port
│  │  └─ 00.0*  rng virtio
│  ├─ 03.3   controller pci 13*  pcie-root-port
│  │  └─ 00.0*  vsock virtio  CID 42
│  ├─ 1f.0   ISA bridge ICH9°
│  ├─ 1f.2   controller sata 0*
│  │  ├─ 2*  disk sdc  cdrom, sata
│  │  └─ free  units 0-1, 3-5
│  └─ 1f.3   SMBus ICH9°
├─ PS/2
│  ├─ input mouse*     ps2
│  └─ input keyboard*  ps2
├─ on the board
│  └─ watchdog itco  poweroff
└─ ISA
   └─ tpm tpm-crb  version 2.0

* libvirt adds it: the text does not say so   ° comes with the machine type
`)
  })

  test("a mainframe's guest: the channel subsystem", async () => {
    expect(await drawn(mainframe)).toBe(`domain ledger  s390-ccw-virtio-9.2, s390x, qemu
├─ vCPUs              2, qemu*
├─ memory             4 GiB
├─ controller pci 0*  pci-root
│  ├─ 01.0*  hostdev 00:00.0  pci, zPCI uid 0x0001*
│  └─ free  slots 02-1f
├─ channel subsystem
│  ├─ fe.0.0000*  interface 52:54:00:77:88:99  virtio
│  ├─ fe.0.0001*  controller scsi 0            virtio-scsi
│  │  └─ 0:0:0*  disk sda  scsi
│  ├─ fe.0.0002   controller virtio-serial 0*
│  │  └─ 1*  channel org.qemu.guest_agent.0
│  ├─ fe.0.0003   memballoon virtio*
│  ├─ fe.0.0004*  rng virtio
│  └─ fe.0.0100   disk vda                     virtio
└─ on the board
   ├─ console 0  sclp
   └─ panic s390*

* libvirt adds it: the text does not say so
`)
  })
})

test('more than three free root ports in a row are one line', async () => {
  const ports = Array.from({ length: 6 }, (_, index) => `<controller type='pci' index='${index + 1}' model='pcie-root-port'/>`)
  const text = await drawn(clean.replace('</domain>', `<devices><controller type='usb' model='none'/>${ports.join('')}</devices></domain>`))
  expect(text).toContain(`
│  ├─ 01.0*       controller pci 1    pcie-root-port
│  │  └─ 00.0  memballoon virtio*
│  ├─ 01.1-01.5*  controller pci 2-6  5 × pcie-root-port, all free
`)
})

describe('with two files', () => {
  test('what is new, gone and different stands in one tree, with signs', async () => {
    expect(await drawn(workstation, workstationLater)).toBe(`  domain workstation  pc-q35-10.0, x86_64, kvm, efi
~ ├─ vCPUs             16, host-passthrough, 2 sockets × 4 cores × 2 threads  (was 8 at start)
~ ├─ memory            48 GiB, up to 64 GiB in 4 slots  (was 40 GiB)
  │  ├─ 0*  memory dimm  8 GiB, NUMA cell 1
+ │  └─ 1*  memory dimm  8 GiB, NUMA cell 0
  ├─ NUMA cell 0       vCPUs 0-7, 16 GiB
  ├─ NUMA cell 1       vCPUs 8-15, 16 GiB
  ├─ controller pci 0  pcie-root
  │  ├─ 00.0   host bridge MCH°
  │  ├─ 01.0*  video virtio        2 heads
  │  ├─ 02.0*  controller pci 1    pcie-root-port
  │  │  └─ 00.0*  controller pci 2  pcie-to-pci-bridge
  │  │     ├─ 01.0*  sound ich6
  │  │     └─ free  slots 02-1f
  │  ├─ 02.1   controller pci 3*   pcie-root-port
  │  │  └─ 00.0*  interface 52:54:00:11:22:33  virtio, 4 queues
  │  ├─ 02.2   controller pci 4*   pcie-root-port
~ │  │  └─ 00.0*  interface 52:54:00:11:22:34  igb  (was e1000e)
  │  ├─ 02.3   controller pci 5*   pcie-root-port
  │  │  └─ 00.0*  controller scsi 0  virtio-scsi
  │  │     ├─ 0:0:0*  disk sda  scsi
- │  │     └─ 0:0:1*  disk sdb  scsi
  │  ├─ 02.4   controller pci 6*   pcie-root-port
  │  │  └─ 00.0*  controller usb 0  qemu-xhci, 8 ports
  │  │     ├─ 1  input tablet           usb
  │  │     ├─ 2  hostdev 0x1050:0x0407  usb
~ │  │     ├─ 6  redirdev usb           spicevmc  (was at 3)
  │  │     └─ free  ports 3-5, 7-8
  │  ├─ 02.5   controller pci 7*   pcie-root-port
  │  │  └─ 00.0  controller virtio-serial 0*
  │  │     ├─ 1*  channel org.qemu.guest_agent.0
  │  │     └─ 2*  channel com.redhat.spice.0
  │  ├─ 02.6   controller pci 8*   pcie-root-port
  │  │  └─ 00.0*  disk vda  virtio, serial SYSTEM01, boot order 1
  │  ├─ 02.7   controller pci 9*   pcie-root-port
~ │  │  └─ 00.0*  hostdev 42:00.0  pci  (was hostdev 41:00.0)
  │  ├─ 03.0   controller pci 10*  pcie-root-port
  │  │  └─ 00.0*  hostdev 41:00.1  pci
  │  ├─ 03.1   controller pci 11*  pcie-root-port
  │  │  └─ 00.0  memballoon virtio*
  │  ├─ 03.2   controller pci 12*  pcie-root-port
  │  │  └─ 00.0*  rng virtio
  │  ├─ 03.3   controller pci 13*  pcie-root-port
  │  │  └─ 00.0*  vsock virtio  CID 42
  │  ├─ 1f.0   ISA bridge ICH9°
  │  ├─ 1f.2   controller sata 0*
  │  │  ├─ 2*  disk sdc  cdrom, sata
  │  │  └─ free  units 0-1, 3-5
  │  └─ 1f.3   SMBus ICH9°
  ├─ PS/2
  │  ├─ input mouse*     ps2
  │  └─ input keyboard*  ps2
  ├─ on the board
  │  └─ watchdog itco  poweroff
  └─ ISA
     └─ tpm tpm-crb  version 2.0

+ added   - removed   ~ changed   * libvirt adds it: the text does not say so   ° comes with the machine type
`)
  })

  test('the same machine has no signs, and is drawn whole', async () => {
    const both = await drawn(smallPc, smallPc)
    expect(both).not.toMatch(/^[-+~]/m)
    expect(both.replace(/^ {2}/gm, '')).toBe(await drawn(smallPc))
  })

  test('a network card with another MAC address in the same slot is the same card, changed', async () => {
    const other = smallPc.replace('52:54:00:0a:0b:0c', '52:54:00:0a:0b:0d')
    const changed = (await drawn(smallPc, other)).split('\n').filter((line) => /^[-+~] \W/.test(line))
    expect(changed).toEqual(['~ │  ├─ 03.0*  interface 52:54:00:0a:0b:0d  e1000  (was interface 52:54:00:0a:0b:0c)'])
  })

  test('a device that went to another controller says where it was', async () => {
    const moved = smallPc.replace(
      "<target dev='hdc' bus='ide'/>",
      "<target dev='hdc' bus='ide'/><address type='drive' controller='0' bus='0' unit='1'/>",
    )
    expect(await drawn(smallPc, moved)).toContain('~ │  │  ├─ 0.1   disk hdc  cdrom, ide  (was at 1.0)')
  })

  test('the guests of two lists are matched by name; one that only one list has is new or gone', async () => {
    const list = (...guests: readonly string[]) => `<domains>${guests.join('')}</domains>`
    const text = await drawn(list(smallPc, mainframe), list(mainframe, clean))
    expect(text.split('\n').filter((line) => / domain /.test(line))).toEqual([
      '  domain ledger  s390-ccw-virtio-9.2, s390x, qemu',
      '+ domain mail  pc-q35-9.2, x86_64, kvm',
      '- domain till  pc-i440fx-9.2, x86_64, kvm',
    ])
  })

  test('colours come on a terminal, and not where NO_COLOR is set', async () => {
    const cwd = folderWith({ 'a.xml': smallPc, 'b.xml': smallPc.replace("<model type='e1000'/>", "<model type='virtio'/>") })
    const coloured = await run(['topology', 'a.xml', 'b.xml'], { cwd, terminal: true })
    expect(coloured.stdout).toContain('\u001b[33m~ \u001b[39m')
    const plain = await run(['topology', 'a.xml', 'b.xml'], { cwd, terminal: true, env: { NO_COLOR: '1' } })
    expect(plain.stdout).not.toContain('\u001b')
    expect(plain.stdout).toMatch(/^~ .*virtio {2}\(was e1000\)$/m)
  })
})

describe('domlint topology', () => {
  test('reads standard input', async () => {
    const { status, stdout } = await run(['topology', '-'], { cwd: folderWith({}), stdin: smallPc })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^domain till /)
  })

  test('draws each domain of a file', async () => {
    const text = await drawn(`<domains>${smallPc}${mainframe}</domains>`)
    expect(text.match(/^domain \w+/gm)).toEqual(['domain till', 'domain ledger'])
  })

  test('with --abi-update USB devices get the ports that libvirt chooses for a new guest', async () => {
    const cwd = folderWith({ 'a.xml': smallPc.replace(/<address type='usb'.*/, '') })
    expect((await run(['topology', 'a.xml'], { cwd })).stdout).toContain('?  input tablet')
    expect((await run(['topology', '--abi-update', 'a.xml'], { cwd })).stdout).toContain('1*  input tablet')
  })

  test.each([
    ['a file that is not there', ['gone.xml'], 'no such file'],
    ['a file that is not well-formed', ['broken.xml'], 'not well-formed'],
    ['a network', ['net.xml'], 'holds no domain'],
    ['a third file', ['a.xml', 'a.xml', 'a.xml'], 'name a file to draw, or two'],
    ['no file', [], 'name a file to draw, or two'],
    ['standard input twice', ['-', '-'], 'not both'],
    ['an unknown format', ['--format', 'png', 'a.xml'], 'choose from text, mermaid, svg, json'],
  ])('%s: nothing is drawn, and the status is 2', async (_, words, message) => {
    const cwd = folderWith({ 'a.xml': clean, 'broken.xml': broken, 'net.xml': '<network/>' })
    const { status, stdout, stderr } = await run(['topology', ...words], { cwd })
    expect(stderr).toContain(message)
    expect([status, stdout]).toEqual([2, ''])
  })
})
