import { describe, expect, test } from 'vitest'
import type { DocumentSymbol } from 'vscode-languageserver'
import { documentSymbols, workspaceSymbols } from '../../../src/editor/language/document-symbols.js'
import { marked, withDevices } from './marked.js'

const outline = (text: string) => documentSymbols(marked(text).document)
const namesIn = (symbols: readonly DocumentSymbol[]): string[] => symbols.flatMap(({ name, children = [] }) => [name, ...namesIn(children)])

/** The name that one device has in the outline. */
function titleOf(device: string): string | undefined {
  return namesIn(outline(withDevices(device))).at(-1)
}

describe('the outline', () => {
  test('is the guest, what it is, and its devices', () => {
    expect(namesIn(outline(withDevices("<rng model='virtio'><backend model='random'/></rng>")))).toEqual([
      'web1',
      'memory 4 GiB',
      'vcpu 2',
      'os q35 x86_64',
      'devices',
      'rng random',
    ])
  })

  test.each([
    ["<disk type='file'><driver type='qcow2'/><source file='/a/web1.qcow2'/><target dev='vda'/></disk>", 'disk vda (qcow2, web1.qcow2)'],
    ["<disk device='cdrom'><target dev='sda'/></disk>", 'cdrom sda'],
    [
      "<interface type='network'><mac address='52:54:00:1:2:3'/><source network='default'/><model type='virtio'/></interface>",
      'NIC virtio default 52:54:00:1:2:3',
    ],
    ["<controller type='pci' index='3' model='pcie-root-port'/>", 'controller pci 3 pcie-root-port'],
    ["<filesystem><source dir='/srv'/><target dir='data'/></filesystem>", 'filesystem data (/srv)'],
    ["<graphics type='vnc' port='5901'/>", 'graphics vnc 5901'],
    ["<hostdev type='pci'><source><address bus='0x3b' slot='0'/></source></hostdev>", 'hostdev 3b:00.0'],
    ["<memory model='dimm'><target><size unit='GiB'>2</size></target></memory>", 'memory dimm 2 GiB'],
    ["<watchdog model='itco'/>", 'watchdog itco'],
    ['<disk>', 'disk'],
  ])('%s is %s', (device, title) => {
    expect(titleOf(device)).toBe(title)
  })

  test('has an entry for each definition of a snapshot', () => {
    const text = "<domainsnapshot><domain type='kvm'><name>a</name></domain><inactiveDomain type='kvm'/></domainsnapshot>"
    expect(outline(text).map(({ name }) => name)).toEqual(['a', 'domain'])
  })

  test('is empty for other documents', () => {
    expect(outline('<network><name>default</name></network>')).toEqual([])
    expect(outline('')).toEqual([])
  })
})

test('guests and MAC addresses are found from elsewhere', () => {
  const { document } = marked(withDevices("<interface type='user'><mac address='52:54:00:12:34:56'/></interface>"))
  const symbols = workspaceSymbols(document).map(({ name, containerName, location }) => {
    return [name, containerName, 'range' in location && document.textDocument.getText(location.range)]
  })
  expect(symbols).toEqual([
    ['web1', undefined, 'web1'],
    ['52:54:00:12:34:56', 'web1', '52:54:00:12:34:56'],
  ])
})
