import { expect, test } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { readTopology } from '../../src/snapshots/topology/read-topology.js'
import type { TopologyNode } from '../../src/snapshots/topology/topology.js'
import { scan } from '../../src/xml/scan.js'

interface Guest {
  readonly type?: string
  readonly arch?: string
  readonly machine?: string
  readonly rest?: string
}

function topology(devices: string, { type = 'kvm', arch = 'x86_64', machine = 'pc-i440fx-9.2', rest = '' }: Guest = {}): TopologyNode {
  const text = `<domain type='${type}'><name>guest</name><memory unit='GiB'>2</memory>
    <os><type arch='${arch}' machine='${machine}'>hvm</type></os>${rest}<devices>${devices}</devices></domain>`
  const { element } = scan(text).document
  if (!element) throw new Error('no root')
  const settings = {
    target: targetFrom('libvirt=12.8.0,qemu=11.1.3'),
    hostArch: 'x86_64',
    abiUpdate: false,
    randomBytes: (count: number) => new Uint8Array(count),
  }
  return readTopology(element, settings)
}

const all = (node: TopologyNode): TopologyNode[] => [node, ...node.children.flatMap(all)]

/** The way to a node, by names and places. */
function wayTo(root: TopologyNode, name: string): string[] {
  const way = (node: TopologyNode): string[] | undefined => {
    const shown = [node.place?.text, node.name].filter(Boolean).join(' ')
    if (node.name === name) return [shown]
    for (const child of node.children) {
      const rest = way(child)
      if (rest) return [shown, ...rest]
    }
    return undefined
  }
  return way(root)?.slice(1) ?? []
}

const named = (root: TopologyNode, name: string) => all(root).find((node) => node.name === name)

test('a device behind bridges stands behind them', () => {
  const root = topology(`
    <controller type='pci' index='1' model='pci-bridge'><address type='pci' slot='5'/></controller>
    <controller type='pci' index='2' model='pci-bridge'><address type='pci' bus='1' slot='6'/></controller>
    <sound model='ac97'><address type='pci' bus='2' slot='7' function='1'/></sound>`)
  expect(wayTo(root, 'sound ac97')).toEqual(['controller pci 0', '05.0 controller pci 1', '06.0 controller pci 2', '07.1 sound ac97'])
  expect(named(root, 'controller pci 2')?.free).toBe('slots 01-06, 08-1f')
})

test('a USB device hangs on its hub, and ports are counted on both', () => {
  const root = topology(`
    <controller type='usb' index='0' model='qemu-xhci' ports='3'/>
    <hub type='usb'><address type='usb' bus='0' port='2'/></hub>
    <input type='tablet' bus='usb'><address type='usb' bus='0' port='2.4'/></input>`)
  expect(wayTo(root, 'input tablet').slice(-3)).toEqual(['02.0 controller usb 0', '2 hub', '2.4 input tablet'])
  expect(named(root, 'controller usb 0')?.free).toBe('ports 1, 3')
  expect(named(root, 'hub')?.free).toBe('ports 1-3, 5-8')
})

test('the companions of a USB controller say from which port on they serve it, and its devices are its own', () => {
  const root = topology(`
    <controller type='usb' index='0' model='ich9-uhci1'/>
    <controller type='usb' index='0' model='ich9-ehci1'/>
    <input type='tablet' bus='usb'><address type='usb' bus='0' port='1'/></input>`)
  const [master, companion] = [true, false].map((isMaster) =>
    all(root).find((node) => node.name === 'controller usb 0' && node.details.length === (isMaster ? 1 : 2)),
  )
  expect(master?.children.map(({ name }) => name)).toEqual(['input tablet'])
  expect(companion?.details.map(({ text }) => text)).toEqual(['ich9-uhci1', 'companion from port 1'])
  expect(companion?.children).toEqual([])
})

test('on POWER devices have registers of the virtual I/O bus', () => {
  const root = topology("<serial type='pty'/>", { type: 'qemu', arch: 'ppc64', machine: 'pseries-9.2' })
  expect(wayTo(root, 'serial 0')).toEqual(['spapr-vio', '0x30000000 serial 0'])
})

test('boards without PCI have virtio devices at addresses of memory', () => {
  const root = topology("<disk type='file'><target dev='vda' bus='virtio'/></disk>", {
    type: 'qemu',
    arch: 'armv7l',
    machine: 'vexpress-a15',
  })
  expect(wayTo(root, 'disk vda')).toEqual(['virtio-mmio', 'disk vda'])
})

test('NUMA cells have their processors and memory, and modules stand in slots', () => {
  const root = topology("<memory model='dimm'><target><size unit='MiB'>512</size><node>1</node></target></memory>", {
    rest: `<maxMemory slots='4' unit='GiB'>8</maxMemory><vcpu>4</vcpu><cpu><numa>
      <cell id='0' cpus='0-1' memory='1' unit='GiB'/><cell id='1' cpus='2-3' memory='1' unit='GiB'/></numa></cpu>`,
  })
  expect(named(root, 'NUMA cell 1')?.details.map(({ text }) => text)).toEqual(['vCPUs 2-3', '1 GiB'])
  expect(wayTo(root, 'memory dimm')).toEqual(['memory', '0 memory dimm'])
  expect(named(root, 'memory dimm')?.details.map(({ text }) => text)).toEqual(['512 MiB', 'NUMA cell 1'])
})

test('what is in the text, what libvirt adds, and what the board has are told apart', () => {
  const root = topology("<interface type='user'><mac address='52:54:00:00:00:01'/></interface>")
  expect(named(root, 'interface 52:54:00:00:00:01')).toMatchObject({
    origin: 'text',
    place: { text: '02.0', isWritten: false },
    details: [{ what: 'model', text: 'rtl8139', isWritten: false }],
  })
  expect(named(root, 'controller usb 0')?.origin).toBe('libvirt')
  expect(named(root, 'host bridge 440FX')?.origin).toBe('machine')
})

test('a MAC address that libvirt would make up is not shown', () => {
  const root = topology("<interface type='network'><source network='default'/></interface>")
  expect(
    all(root)
      .filter(({ element }) => element === 'interface')
      .map(({ name }) => name),
  ).toEqual(['interface default'])
})

test('the power management of the PC is there with ACPI only', () => {
  const name = 'power management PIIX4'
  expect(named(topology(''), name)).toBeUndefined()
  expect(wayTo(topology('', { rest: '<features><acpi/></features>' }), name)).toEqual(['controller pci 0', `01.3 ${name}`])
})

test('the console that shows the first serial port is no second device', () => {
  const root = topology("<serial type='pty'/><console type='pty'/>")
  expect(all(root).filter(({ element }) => element === 'console')).toEqual([])
  expect(wayTo(root, 'serial 0')).toEqual(['ISA', 'serial 0'])
})

test('nothing is lost on a bus that is not there, and bridges that are plugged into each other end somewhere', () => {
  const root = topology(`
    <controller type='pci' index='1' model='pci-bridge'><address type='pci' bus='2' slot='1'/></controller>
    <controller type='pci' index='2' model='pci-bridge'><address type='pci' bus='1' slot='1'/></controller>
    <sound model='ac97'><address type='pci' bus='2' slot='4'/></sound>
    <disk type='file'><target dev='sda' bus='scsi'/><address type='drive' controller='77777'/></disk>`)
  expect(wayTo(root, 'sound ac97').at(0)).toBe('behind itself')
  expect(wayTo(root, 'sound ac97').at(-2)).toBe('01.0 controller pci 2')
  expect(wayTo(root, 'disk sda')).toEqual(['scsi 77777, which no controller has', '0:0:0 disk sda'])
})

test('no two nodes have one key', () => {
  const root = topology("<interface type='user'/><interface type='user'/><sound model='ac97'/><sound model='ac97'/>")
  const keys = all(root).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
})
