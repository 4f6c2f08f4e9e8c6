import { describe, expect, test } from 'vitest'
import type { CompletionItem, TextEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { completion } from '../../../src/editor/language/completion.js'
import { snippets } from '../../../src/editor/language/device-snippets.js'
import { lint } from '../../../src/lint/lint-text.js'
import { marked, withDevices } from './marked.js'

const disk = "    <disk type='file' device='disk'><source file='/a.img'/><target dev='vda' bus='virtio'/></disk>\n"

function itemsAt(text: string, { snippets = true, target }: { snippets?: boolean; target?: string } = {}): CompletionItem[] {
  const { document, position } = marked(text, target)
  return [...(completion(document, position, { snippets })?.items ?? [])].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1))
}

const labelsAt = (text: string, target?: string) => itemsAt(text, target === undefined ? {} : { target }).map(({ label }) => label)
const inDevices = (text: string) => withDevices(disk + text)

/** The text after a completion has been taken, without snippets. */
function taken(text: string, label: string, target?: string): string {
  const { document, position, text: clean } = marked(text, target)
  const item = completion(document, position, { snippets: false })?.items.find((one) => one.label === label)
  if (!item) throw new Error(`no completion ${label}`)
  const edits: TextEdit[] = [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])]
  return TextDocument.applyEdits(TextDocument.create('file:///guest.xml', 'xml', 1, clean), edits)
}

describe('elements', () => {
  test('what an element must have comes first', () => {
    expect(labelsAt(inDevices("<disk type='file'>|</disk>"))[0]).toBe('target')
  })

  test('what there can be one of and is there does not come', () => {
    expect(labelsAt(inDevices("<disk type='file'><target dev='vdb'/>|</disk>"))).not.toContain('target')
    expect(labelsAt(inDevices("<disk type='file'><target dev='vdb'/><|</disk>"))).toContain('driver')
  })

  test('what there can be many of comes again', () => {
    expect(labelsAt(inDevices('|'))).toEqual(expect.arrayContaining(['disk', 'interface']))
  })

  test('a case of the element decides', () => {
    const inSource = (protocol: string) => labelsAt(inDevices(`<disk type='network'><source protocol='${protocol}'>|</source></disk>`))
    expect(inSource('rbd')).toContain('snapshot')
    expect(inSource('nbd')).not.toContain('snapshot')
  })

  test('what the target is too old for does not come', () => {
    expect(labelsAt(inDevices('|'), 'libvirt=9.0.0')).not.toContain('crypto')
    expect(labelsAt(inDevices('|'), 'libvirt=9.1.0')).toContain('crypto')
  })

  test('the version is told', () => {
    expect(itemsAt(inDevices('|')).find(({ label }) => label === 'crypto')?.detail).toBe('since libvirt 9.1.0')
  })

  test('a half-written name is replaced, and the required attributes come along', () => {
    expect(taken(inDevices('<tp|'), 'disk')).toMatch(/<disk type='file' device='disk'>\s*<\/disk>/)
    expect(taken(inDevices('<boo|'), 'hub')).toContain("<hub type='usb'")
    expect(taken(inDevices("<disk type='file'><ta|</disk>"), 'target')).toContain("<disk type='file'><target dev='' bus='virtio'/></disk>")
  })

  test('without the bracket it is written too', () => {
    expect(taken(inDevices("<disk type='file'>ta|</disk>"), 'target')).toContain("<disk type='file'><target dev='' bus='virtio'/></disk>")
  })

  test('of a tag that goes on only the name is replaced', () => {
    expect(taken(inDevices("<disk type='file'><tar| dev='vdb'/></disk>"), 'target')).toContain("<target dev='vdb'/></disk>")
  })

  test('snippets have stops, plain text has none', () => {
    const text = inDevices("<disk type='file'><|</disk>")
    const edit = (snippets: boolean) => itemsAt(text, { snippets }).find(({ label }) => label === 'boot')?.textEdit
    expect(edit(true)).toMatchObject({ newText: "boot order='$1'/>$0" })
    expect(edit(false)).toMatchObject({ newText: "boot order=''/>" })
  })

  test('plain text is one line: editors without snippets cannot take more', () => {
    const texts = itemsAt(inDevices('<|'), { snippets: false }).map(({ textEdit }) => textEdit?.newText ?? '')
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.filter((text) => text.includes('\n'))).toEqual([])
  })

  test('new attributes have the quotes of their neighbours', () => {
    expect(taken(`<domain type="kvm"><devices><disk type="file"><|</disk></devices></domain>`, 'target')).toContain(
      '<target dev="" bus="virtio"/>',
    )
  })

  test('the open element can be closed', () => {
    expect(taken(inDevices("<disk type='file'></|"), 'disk>')).toContain("<disk type='file'></disk>")
    expect(taken(inDevices("<disk type='file'><|"), '/disk>')).toContain("<disk type='file'></disk>")
  })

  test('a driver’s elements need its namespace', () => {
    expect(labelsAt("<domain type='kvm'>|</domain>")).not.toContain('qemu:commandline')
    const declared = "<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>|</domain>"
    expect(labelsAt(declared)).toContain('qemu:commandline')
    expect(labelsAt(declared)).not.toContain('bhyve:commandline')
  })

  test('other documents get nothing', () => {
    expect(labelsAt('<network><|</network>')).toEqual([])
    expect(labelsAt('|')).toEqual([])
    expect(labelsAt(inDevices('<!-- <| -->'))).toEqual([])
  })
})

describe('with each key that is typed', () => {
  const after = "\n    <interface type='user'>\n      <model type='virtio'/>\n    </interface>"

  test.each([
    ['<|', 'disk'],
    ['<d|', 'disk'],
    ['<di|', 'disk'],
    ['<disk |', 'type'],
    ['<disk t|', 'type'],
    ['<disk type|', 'type'],
    ['<disk type=|', 'file'],
    ["<disk type='|", 'file'],
    ["<disk type='f|", 'file'],
    ["<disk type='|'", 'file'],
    ["<disk type='f|'", 'file'],
    ["<disk type='file' |", 'device'],
    ["<disk type='file'>|", 'target'],
    ["<disk type='file'>|</disk>", 'target'],
    ["<disk type='file'>\n      <|", 'target'],
    ["<disk type='file'>\n      <|\n    </disk>", 'target'],
    ["<disk type='file'>\n      <so|\n    </disk>", 'source'],
    ["<disk type='file'>\n      <source |\n    </disk>", 'file'],
    ["<disk type='file'>\n      <source fi|\n      <target dev='vdb'/>\n    </disk>", 'file'],
    ["<disk type='file'>\n      <target dev='vdb' |\n    </disk>", 'bus'],
    ["<disk type='file'>\n      <target dev='vdb' bus='|\n    </disk>", 'virtio'],
    ["<disk type='file'>\n      <target dev='vdb' bus='|/>\n    </disk>", 'virtio'],
    ["<disk type='file'>\n      <target dev='vdb' bus=|/>\n    </disk>", 'virtio'],
    ["<disk type='file'>\n      <target dev='vdb' bus='|'/>\n    </", 'virtio'],
  ])('%j offers %s', (typed, label) => {
    expect(labelsAt(inDevices(`    ${typed}${after}`))).toContain(label)
    expect(labelsAt(inDevices(`    ${typed}`))).toContain(label)
  })
})

describe('attributes', () => {
  test('of the case that holds', () => {
    expect(labelsAt(inDevices("<disk type='file'><source |/></disk>"))).toContain('file')
    expect(labelsAt(inDevices("<disk type='file'><source |/></disk>"))).not.toContain('dev')
    expect(labelsAt(inDevices("<disk type='block'><source |/></disk>"))).toContain('dev')
  })

  test('while the kind is open, the attribute that tells it', () => {
    expect(labelsAt(inDevices("<interface type='user'><address |/></interface>"))).toEqual(['type'])
  })

  test('all words of the one that tells kinds apart', () => {
    const edit = itemsAt(inDevices('<disk ty|')).find(({ label }) => label === 'type')?.textEdit
    expect(edit).toMatchObject({ newText: expect.stringContaining('file,block,dir,network') })
  })

  test('those that are written do not come', () => {
    expect(labelsAt(inDevices("<disk type='file' |>"))).not.toContain('type')
  })

  test('the range is the half-written name; a value that is there stays', () => {
    expect(taken(inDevices("<disk dev|='disk' type='file'/>"), 'device')).toContain("<disk device='disk' type='file'/>")
    expect(taken(inDevices("<disk dev| type='file'/>"), 'device')).toContain("<disk device='disk' type='file'/>")
  })

  test('right behind a value a space comes along', () => {
    expect(taken(inDevices("<disk type='file'|"), 'device')).toContain("<disk type='file' device='disk'")
  })
})

describe('values', () => {
  test('words, in the order of the format', () => {
    expect(labelsAt(inDevices("<memballoon model='virtio' autodeflate='|'/>"))).toEqual(['on', 'off'])
    expect(labelsAt(inDevices("<hostdev type='pci' managed='|'/>"))).toEqual(['yes', 'no'])
  })

  test('of the case that holds', () => {
    expect(labelsAt(inDevices("<controller type='scsi' model='|'/>"))).toContain('virtio-scsi')
    expect(labelsAt(inDevices("<controller type='pci' model='|'/>"))).not.toContain('virtio-scsi')
  })

  test('an open quote is closed, and missing ones are written', () => {
    expect(taken(inDevices("<disk type='fi|\n"), 'file')).toContain("<disk type='file'\n")
    expect(taken(inDevices("<disk type='fi| device='disk'>"), 'file')).toContain("<disk type='file' device='disk'>")
    expect(taken(inDevices('<disk type=|'), 'block')).toContain("<disk type='block'")
    expect(taken(inDevices("<disk type='|'/>"), 'block')).toContain("<disk type='block'/>")
  })

  test('words that the target lacks do not come', () => {
    expect(labelsAt(inDevices("<disk type='|'/>"), 'libvirt=9.7.0')).not.toContain('vhostvdpa')
    expect(labelsAt(inDevices("<disk type='|'/>"), 'libvirt=9.8.0')).toContain('vhostvdpa')
  })

  test('the next name of a disk, by its bus', () => {
    expect(labelsAt(inDevices("<disk><target dev='|' bus='virtio'/></disk>"))).toEqual(['vdb'])
    expect(labelsAt(inDevices("<disk><target dev='|' bus='sata'/></disk>"))).toEqual(['sda'])
  })

  test('a free PCI slot', () => {
    const nic = (address: string) =>
      `<interface type='user'><address type='pci' bus='0x00' slot='0x07'/></interface><interface type='user'>${address}</interface>`
    const guest = withDevices(nic("<address type='pci' bus='0x00' slot='|'/>")).replace("machine='q35'", "machine='pc'")
    const slots = labelsAt(guest)
    expect(slots.length).toBeGreaterThan(10)
    expect(slots).not.toContain('0x07')
    expect(slots).toContain('0x08')
  })

  test('a free PCI bus is of the kind that the device goes to, libvirt’s own choice first', () => {
    const text = (model: string) => inDevices(`<interface type='user'><model type='${model}'/><address type='pci' bus='|'/></interface>`)
    const details = (model: string) => itemsAt(text(model)).map(({ detail }) => detail)
    expect(details('virtio')[0]).toBe("pcie-root-port, libvirt's own choice")
    expect(details('virtio').every((detail) => detail?.startsWith('pcie-root-port'))).toBe(true)
    expect(details('rtl8139')).toEqual(["pcie-to-pci-bridge, libvirt's own choice"])
  })

  test('units, boot orders and indexes that are free', () => {
    const sata = "<disk><target dev='sda' bus='sata'/><address type='drive' controller='0' unit='1'/></disk>"
    expect(labelsAt(inDevices(`${sata}<disk><target dev='sdb' bus='sata'/><address type='drive' unit='|'/></disk>`))).not.toContain('1')
    expect(labelsAt(inDevices("<interface type='user'><boot order='1'/></interface><interface type='user'><boot order='|'/>"))).toEqual([
      '2',
    ])
    expect(labelsAt(inDevices("<controller type='scsi' index='0'/><controller type='scsi' index='|'/>"))).toEqual(['1'])
  })

  test('the I/O threads of the guest', () => {
    const guest = withDevices("<disk><driver iothread='|'/></disk>", '  <iothreads>2</iothreads>\n')
    expect(labelsAt(guest)).toEqual(['1', '2'])
  })

  test('the machine types that the target has, pinned ones first', () => {
    const labels = labelsAt(withDevices('').replace("'q35'", "'|'"))
    expect(labels[0]).toBe('pc-q35-10.0')
    expect(labels).toContain('q35')
    expect(labels).not.toContain('pc-q35-11.0')
  })

  test('the CPU models that the target has', () => {
    const models = (target: string) => labelsAt("<domain type='kvm'><cpu mode='custom'><model>|</model></cpu></domain>", target)
    expect(models('qemu=9.0.0')).not.toContain('SierraForest')
    expect(models('qemu=9.1.0')).toContain('SierraForest')
  })

  test('what other devices have', () => {
    const nics = "<interface type='network'><source network='dmz'/></interface><interface type='network'><source network='|'/></interface>"
    expect(labelsAt(inDevices(nics))).toEqual(['dmz'])
  })

  test('a word of a text', () => {
    expect(labelsAt("<domain type='kvm'><on_crash>re|</on_crash></domain>")).toContain('restart')
  })
})

describe('a typed character', () => {
  const offered = (text: string, trigger: string): boolean => {
    const { document, position } = marked(text)
    return completion(document, position, { snippets: true }, trigger) !== undefined
  }

  test('starts what it begins', () => {
    expect(offered(inDevices('<|'), '<')).toBe(true)
    expect(offered(inDevices("<disk type='file'></|"), '/')).toBe(true)
    expect(offered(inDevices('<disk |'), ' ')).toBe(true)
    expect(offered(inDevices("<disk type='|"), "'")).toBe(true)
  })

  test('starts nothing elsewhere', () => {
    expect(offered(inDevices(' |'), ' ')).toBe(false)
    expect(offered(inDevices("<disk type='|"), '/')).toBe(false)
    expect(offered("<domain type='kvm'><on_crash> |</on_crash></domain>", ' ')).toBe(false)
    expect(offered(inDevices("<disk type='file'|"), "'")).toBe(false)
  })
})

describe('device snippets', { timeout: 60_000 }, () => {
  const guest = withDevices('    |')
  const inOs = withDevices('').replace('</os>', '  |\n  </os>')

  test('none has the name of an element', () => {
    const labels = labelsAt(guest)
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([])
  })

  test.each(snippets.filter(({ place }) => place === undefined).map(({ name }) => name))('%s is a device that domlint accepts', (name) => {
    const text = taken(guest, name)
    const { findings, wellFormed } = lint(text, { presets: ['schema', 'libvirt'], target: 'libvirt=11.3.0,qemu=10.0.0' })
    expect(wellFormed).toBe(true)
    expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([])
  })

  test('UEFI with secure boot brings what it needs', () => {
    const text = taken(inOs, 'uefi-secure-boot')
    expect(text).toContain("<os firmware='efi'>")
    expect(text).toContain("<smm state='on'/>")
    const { findings } = lint(text, { presets: ['schema', 'libvirt'], target: 'libvirt=11.3.0,qemu=10.0.0' })
    expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([])
  })

  test('virtiofs brings shared memory, unless it is there', () => {
    expect(taken(guest, 'filesystem-virtiofs')).toMatch(
      /<memoryBacking>\s*<source type='memfd'\/>\s*<access mode='shared'\/>\s*<\/memoryBacking>/,
    )
    const shared = guest.replace('  <vcpu>', "  <memoryBacking><access mode='shared'/></memoryBacking>\n  <vcpu>")
    expect(taken(shared, 'filesystem-virtiofs').match(/memoryBacking/g)).toHaveLength(2)
  })

  test('names are free ones', () => {
    expect(taken(withDevices(`${disk}|`), 'disk-file')).toContain("<target dev='vdb' bus='virtio'/>")
    expect(taken(withDevices(`${disk}|`), 'disk-file')).toContain("/web1-vdb.qcow2'")
  })

  test('indentation is that of the file', () => {
    const tabs = "<domain type='kvm'>\n\t<devices>\n\t\t|\n\t</devices>\n</domain>"
    const edit = itemsAt(tabs).find(({ label }) => label === 'interface-bridge')?.textEdit
    expect(edit?.newText).toMatch(/\n\t<mac /)
  })

  test('what there can be one of comes once', () => {
    expect(labelsAt(withDevices("<tpm model='tpm-crb'/>|"))).not.toContain('tpm-emulator')
    expect(labelsAt(withDevices('|'))).toContain('tpm-emulator')
  })

  test('the next free address of a device', () => {
    const nic = (model: string) => taken(withDevices(`${disk}<interface type='user'><model type='${model}'/>|</interface>`), 'address-pci')
    expect(nic('virtio')).toMatch(/<address type='pci' domain='0x0000' bus='0x0\d' slot='0x00' function='0x0'\/>/)
    expect(nic('rtl8139')).toMatch(/<address type='pci' domain='0x0000' bus='0x0\d' slot='0x01' function='0x0'\/>/)
  })

  test('a target that is too old does not get them', () => {
    expect(labelsAt(guest, 'libvirt=5.0.0')).not.toContain('filesystem-virtiofs')
  })

  test('a name with braces in it stays as it is', () => {
    const named = guest.replace('<name>web1</name>', '<name>a{1}$b</name>')
    expect(taken(named, 'shmem-plain')).toContain("<shmem name='a1b'>")
  })
})
