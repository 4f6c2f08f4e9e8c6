import { describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { definition } from '../../../src/editor/language/definition.js'
import { documentHighlights } from '../../../src/editor/language/document-highlight.js'
import { linkedEditingRanges } from '../../../src/editor/language/linked-editing.js'
import { references } from '../../../src/editor/language/references.js'
import { prepareRename, rename } from '../../../src/editor/language/rename.js'
import { marked, withDevices } from './marked.js'

/** The lines on which something is, with the text there. */
const placesAt = (text: string, find: typeof definition): string[] | undefined => {
  const { document, position } = marked(text)
  return find(document, position)?.map(({ range }) => `${range.start.line}: ${document.textDocument.getText(range)}`)
}
const definitionAt = (text: string) => placesAt(text, definition)
const referencesAt = (text: string) => placesAt(text, (document, position) => references(document, position, false))

/** The text after a rename, or why there is none. */
function renamed(text: string, name: string): string {
  const { document, position } = marked(text)
  const result = rename(document, position, name)
  if ('reason' in result) return result.reason
  return TextDocument.applyEdits(document.textDocument, result.changes?.[document.textDocument.uri] ?? [])
}

/** A guest in lines of its own; the first device stands on line 8. */
const guest = (devices: readonly string[], before = '') => withDevices(devices.join('\n'), before)

describe('definition', () => {
  test('of a PCI bus: the controller of that index', () => {
    const port = "<controller type='pci' index='10' model='pcie-root-port'/>"
    expect(definitionAt(guest([port, "<rng model='virtio'><address type='pci' bus='0x|0a' slot='0'/></rng>"]))).toEqual(['8: 10'])
  })

  test('of a drive: the controller of the disk’s bus', () => {
    const controllers = ["<controller type='sata' index='0'/>", "<controller type='scsi' index='0'/>"]
    const disk = (bus: string) => `<disk><target dev='sda' bus='${bus}'/><address type='drive' controller='|0'/></disk>`
    expect(definitionAt(guest([...controllers, disk('scsi')]))).toEqual(['9: 0'])
    expect(definitionAt(guest([...controllers, disk('sata')]))).toEqual(['8: 0'])
  })

  test('of a USB bus, of a virtio-serial controller', () => {
    const usb = ["<controller type='usb' index='1'/>", "<input type='tablet' bus='usb'><address type='usb' bus='|1' port='1'/></input>"]
    expect(definitionAt(guest(usb))).toEqual(['8: 1'])
    const channel = "<channel type='unix'><address type='virtio-serial' controller='|0'/></channel>"
    expect(definitionAt(guest(["<controller type='virtio-serial' index='0'/>", channel]))).toEqual(['8: 0'])
  })

  test('a controller without an index has the next one', () => {
    expect(
      definitionAt(
        guest(["<controller type='scsi'/>", "<disk><target dev='sda' bus='scsi'/><address type='drive' controller='|0'/></disk>"]),
      ),
    ).toEqual(['8: controller'])
  })

  test('an address on the host names nothing in the guest', () => {
    const port = "<controller type='pci' index='1' model='pcie-root-port'/>"
    expect(definitionAt(guest([port, "<hostdev type='pci'><source><address bus='0x|01' slot='0'/></source></hostdev>"]))).toBeUndefined()
  })

  test('of an I/O thread: its id, or the number of threads', () => {
    const disk = "<disk><driver iothread='|2'/></disk>"
    expect(definitionAt(guest([disk], "  <iothreadids><iothread id='2'/></iothreadids>\n"))).toEqual(['4: 2'])
    expect(definitionAt(guest([disk], '  <iothreads>2</iothreads>\n'))).toEqual(['4: 2'])
  })

  test('of a NUMA cell', () => {
    const cells = "  <cpu><numa><cell memory='1'/><cell id='1' memory='1'/></numa></cpu>\n"
    expect(definitionAt(guest(["<memory model='dimm'><target><node>|1</node></target></memory>"], cells))).toEqual(['4: 1'])
    expect(definitionAt(guest(["<memory model='dimm'><target><node>|0</node></target></memory>"], cells))).toEqual(['4: cell'])
  })

  test('of a disk of a snapshot', () => {
    const snapshot =
      "<domainsnapshot><disks>\n<disk name='v|da'/></disks>\n<domain type='kvm'><devices>\n<disk><target dev='vda'/></disk></devices></domain></domainsnapshot>"
    expect(definitionAt(snapshot)).toEqual(['3: vda'])
  })
})

describe('references', () => {
  test('of a controller', () => {
    const nic = "<interface type='user'><address type='pci' bus='0x01' slot='0'/></interface>"
    expect(referencesAt(guest(["<controller type='pci' index='|1' model='pcie-root-port'/>", nic]))).toEqual(['9: 0x01'])
  })

  test('of a NUMA cell, ranges included', () => {
    const before =
      "  <cpu><numa><cell id='|1' memory='1'/></numa></cpu>\n  <memoryBacking><hugepages><page size='2048' nodeset='0-1'/></hugepages></memoryBacking>\n  <numatune><memnode cellid='1' mode='strict' nodeset='1'/></numatune>\n"
    expect(referencesAt(guest([], before))).toEqual(['5: 0-1', '6: 1'])
  })

  test('of a boot order: all of them', () => {
    const devices = ["<disk><boot order='|1'/></disk>", "<interface type='user'><boot order='2'/></interface>"]
    expect(referencesAt(guest(devices))).toEqual(['8: 1', '9: 2'])
  })

  test('are highlighted, and tags as a pair', () => {
    const kindsAt = (text: string) => {
      const { document, position } = marked(text)
      return documentHighlights(document, position)?.map(({ kind }) => kind)
    }
    expect(kindsAt(guest(["<interface><alias name='ua-|a'/></interface>", "<interface><teaming persistent='ua-a'/></interface>"]))).toEqual(
      [3, 2],
    )
    expect(kindsAt(guest(['<di|sk></disk>']))).toEqual([1, 1])
    expect(kindsAt(guest(["<disk ty|pe='file'/>"]))).toBeUndefined()
  })
})

describe('rename', () => {
  test('a controller with all addresses, each as it is written', () => {
    const port = "<controller type='pci' index='|1' model='pcie-root-port'/>"
    const text = renamed(guest([port, "<rng><address type='pci' bus='0x01'/></rng>", "<rng><address type='pci' bus='1'/></rng>"]), '17')
    expect(text).toContain("index='17'")
    expect(text).toContain("bus='0x11'")
    expect(text).toContain("bus='17'")
  })

  test('an I/O thread, an alias, a cell', () => {
    const threads =
      "  <iothreadids><iothread id='4'/></iothreadids>\n  <cputune><iothreadsched iothreads='4,5' scheduler='batch'/></cputune>\n"
    expect(renamed(guest(["<disk><driver iothread='|4'/></disk>"], threads), '9')).toMatch(
      /id='9'[\s\S]*iothreads='9,5'[\s\S]*iothread='9'/,
    )
    const team = ["<interface><alias name='ua-|a'/></interface>", "<interface><teaming persistent='ua-a'/></interface>"]
    expect(renamed(guest(team), 'ua-b')).toMatch(/name='ua-b'[\s\S]*persistent='ua-b'/)
    const cells = "  <cpu><numa><cell id='|0' memory='1'><distances><sibling id='0' value='10'/></distances></cell></numa></cpu>\n"
    expect(renamed(guest([], cells), '3')).toMatch(/cell id='3'[\s\S]*sibling id='3'/)
  })

  test('to a name that is written with references', () => {
    const group = '<throttlegroups><throttlegroup><group_name>|slow</group_name></throttlegroup></throttlegroups>'
    const filter = "<disk><throttlefilters><throttlefilter group='slow'/></throttlefilters></disk>"
    const text = renamed(guest([filter], group), "a<b&c'd")
    expect(text).toMatch(/<group_name>a&lt;b&amp;c'd<\/group_name>[\s\S]*group='a&lt;b&amp;c&apos;d'/)
  })

  test('never of what is written with references itself', () => {
    const cells = "  <cpu><numa><cell id='|0' memory='1'/></numa></cpu>\n"
    const pages = "  <memoryBacking><hugepages><page size='2' unit='M' nodeset='&#49;,0'/></hugepages></memoryBacking>\n"
    expect(renamed(guest([], cells + pages), '3')).toContain('write it there first')
  })

  test('the tags of an element', () => {
    expect(renamed(guest(['<di|sk><source/></disk>']), 'hostdev')).toContain('<hostdev><source/></hostdev>')
    expect(renamed(guest(['<disk><source/></di|sk>']), 'hostdev')).toContain('<hostdev><source/></hostdev>')
    expect(renamed(guest(['<ru|b/>']), 'hub')).toContain('<hub/>')
  })

  test('what would not work is refused, with a reason', () => {
    const port = (index: string) => `<controller type='pci' index='${index}' model='pcie-root-port'/>`
    expect(renamed(guest([port('|1'), port('2')]), '2')).toBe('there is a pci controller 2 already')
    expect(renamed(guest([port('|1'), port('2')]), '02')).toBe("'02' cannot name this: the pci controller needs a whole number")
    expect(renamed(guest([port('|1')]), 'x')).toBe("'x' cannot name this: the pci controller needs a whole number")
    expect(renamed(guest(['<di|sk/>']), '1 2')).toBe("'1 2' is no name of an element")
    expect(renamed(guest(["<disk><driver iothread='|2'/></disk>"], '  <iothreads>2</iothreads>\n'), '5')).toContain(
      'on line 5: write it there first',
    )
    expect(renamed(guest(["<disk ty|pe='file'/>"]), 'x')).toBe('nothing that can be renamed stands here')
  })

  test('tells before what it would rename', () => {
    const at = (text: string) => {
      const { document, position } = marked(text)
      return prepareRename(document, position)?.placeholder
    }
    expect(at(guest(["<rng><address type='pci' bus='0x|01'/></rng>"]))).toBe('1')
    expect(at(guest(['<rn|g/>']))).toBe('rng')
    expect(at(guest(["<disk><boot order='|1'/></disk>"]))).toBeUndefined()
    expect(at('<network><na|me/></network>')).toBeUndefined()
  })
})

test('both tags change together, unless they differ', () => {
  const at = (text: string) => {
    const { document, position } = marked(text)
    return linkedEditingRanges(document, position)?.ranges.map((range) => document.textDocument.getText(range))
  }
  expect(at(guest(['<di|sk></disk>']))).toEqual(['disk', 'disk'])
  expect(at(guest(['<disk></dis|k>']))).toEqual(['disk', 'disk'])
  expect(at(guest(['<disc|></disk>']))).toBeUndefined()
  expect(at(guest(['<disk|/>']))).toBeUndefined()
})
