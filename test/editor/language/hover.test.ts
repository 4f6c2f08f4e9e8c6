import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hover } from '../../../src/editor/language/hover.js'
import { marked, withDevices } from './marked.js'

/** What is shown at the mark, and the text that it is about. */
function shownAt(text: string, target?: string): { text: string; about: string } | undefined {
  const { document, position } = marked(text, target)
  const found = hover(document, position)
  if (!found?.range || typeof found.contents !== 'object' || !('value' in found.contents)) return undefined
  return { text: found.contents.value, about: document.textDocument.getText(found.range) }
}

const nic = (inner: string) => withDevices(`<interface type='network'><source network='default'/>${inner}</interface>`)

describe('hover', () => {
  test('an element: what it is, how often, and what libvirt adds', () => {
    const shown = shownAt(withDevices("<di|sk type='file'><source file='/a'/><target dev='vda'/></disk>"))
    expect(shown?.about).toBe('disk')
    expect(shown?.text).toContain('A virtual disk, CD-ROM or floppy.')
    expect(shown?.text).toContain('Any number of times.')
    expect(shown?.text).toContain("libvirt adds `device='disk'`")
  })

  test('an attribute: what it is for, its values, whether the guest sees it', () => {
    const shown = shownAt(withDevices("<disk type='file'><target dev='vda' b|us='virtio'/></disk>"))
    expect(shown?.about).toBe('bus')
    expect(shown?.text).toContain('The kind of disk that the guest sees.')
    expect(shown?.text).toContain('`virtio`')
    expect(shown?.text).toContain('The guest sees it, and libvirt keeps it')
  })

  test('a value of the attribute that tells kinds apart has its own sentence', () => {
    expect(shownAt(withDevices("<disk type='blo|ck'/>"))?.text).toContain('The disk is a block device of the host.')
    expect(shownAt(withDevices("<disk type='fi|le'/>"))).toMatchObject({
      about: 'file',
      text: expect.stringContaining('a file on the host'),
    })
  })

  test('a half-written value is of no kind yet', () => {
    expect(shownAt(withDevices("<disk type='fi|"))?.text).toContain('Tells what kind of disk it is.')
  })

  test('since when, and whether the target has it', () => {
    const text = withDevices("<cry|pto model='virtio' type='qemu'/>")
    expect(shownAt(text, 'libvirt=11.3.0')?.text).toContain('Since libvirt 9.1.0.')
    expect(shownAt(text, 'libvirt=9.0.0')?.text).toContain("the target's libvirt 9.0.0 is older and lacks it")
  })

  test('a PCI address is decoded', () => {
    expect(shownAt(nic("<addr|ess type='pci' bus='0x03' slot='0x1f' function='0x2'/>"))?.text).toContain('0000:03:1f.2 in the guest')
    expect(shownAt(nic("<address type='pci' bus='0x03' sl|ot='0x1f'/>"))?.text).toContain('0000:03:1f.0 in the guest')
    const host = withDevices("<hostdev type='pci'><source><addr|ess bus='0x3b' slot='0x00'/></source></hostdev>")
    expect(shownAt(host)?.text).toContain('0000:3b:00.0 on the host')
  })

  test('a MAC address tells where it comes from', () => {
    expect(shownAt(nic("<mac address='52:54:|00:12:34:56'/>"))?.text).toContain(
      "Unicast, locally administered, QEMU's and libvirt's own prefix.",
    )
    expect(shownAt(nic("<mac address='01:00:5e|:00:00:01'/>"))?.text).toContain('no card may have')
  })

  test('a size is in human units', () => {
    expect(shownAt("<domain type='kvm'><memory>4194|304</memory></domain>")?.text).toContain('4 GiB.')
    expect(shownAt("<domain type='kvm'><memory un|it='MiB'>1536</memory></domain>")?.text).toContain('1.5 GiB.')
    expect(shownAt("<domain type='kvm'><cpu><numa><cell mem|ory='2' unit='GiB'/></numa></cpu></domain>")?.text).toContain('2 GiB.')
  })

  test('a machine alias is resolved on the target', () => {
    expect(shownAt(withDevices('').replace("'q35'", "'q|35'"))?.text).toContain('On the target q35 stands for pc-q35-10.0.')
  })

  test('machine types and CPU models that the target lacks', () => {
    const cpu = "<domain type='kvm'><cpu mode='custom'><model>Icelake-|Client</model></cpu></domain>"
    expect(shownAt(cpu, 'qemu=10.0.0')?.text).toContain('Removed in QEMU 7.1: the target does not have it; QEMU names Icelake-Server')
    const machine = withDevices('').replace("'q35'", "'pc-q35|-2.8'")
    expect(shownAt(machine, 'qemu=10.1.0')?.text).toContain('the target does not have it; the nearest one that stays is pc-q35-')
  })

  test('what is in the text cannot break the Markdown', () => {
    const shown = shownAt(withDevices("<hostdev type='pci'/>").replace("machine='q35'", "machine='`q|35`*x*'"))
    expect(shown?.text).not.toMatch(/[^`]`q35`\*x\*/)
  })

  test('what libvirt would take without the attribute', () => {
    expect(shownAt(withDevices("<disk type='file'><source file='/a'/><target dev='vda' b|us='sata'/></disk>"))?.text).toContain(
      'If it were not written, libvirt would take `virtio`.',
    )
    expect(shownAt(withDevices("<interface type='user'><mac addr|ess='52:54:00:12:34:56'/></interface>"))?.text).not.toContain('If it were')
    expect(shownAt(withDevices("<disk type='file'><target dev='vda' b|us='sata'/>"))?.text).not.toContain('If it were')
  })

  test('what has no sentence of its own is a part of what has', () => {
    const text = "<domain type='kvm'><sysinfo type='smbios'><system><entry na|me='serial'>1</entry></system></sysinfo></domain>"
    expect(shownAt(text)?.text).toContain('A part of system: SMBIOS block 1.')
  })

  test('the page of the reference', () => {
    const page = (text: string) => /\[Reference\]\(.*\/docs\/(format\/.*)\)/.exec(shownAt(text)?.text ?? '')?.[1]
    const pages = [
      page(withDevices("<disk><dri|ver name='qemu'/></disk>")),
      page(withDevices("<disk><add|ress type='pci'/></disk>")),
      page(withDevices('').replace('<os>', '<o|s>')),
      page(withDevices('').replace('machine', 'mach|ine')),
    ]
    expect(pages).toEqual(['format/devices/disk.md', 'format/address.md', 'format/os.md', 'format/os.md'])
    expect(pages.filter((each) => !existsSync(`docs/${each}`))).toEqual([])
    expect(page(withDevices('').replace('<name>', '<na|me>'))).toBeUndefined()
  })

  test('nothing where nothing is known', () => {
    expect(shownAt(withDevices('<no|thing/>'))).toBeUndefined()
    expect(shownAt(withDevices("<disk no|thing='1'/>"))).toBeUndefined()
    expect(shownAt(withDevices('<!-- <di|sk> -->'))).toBeUndefined()
    expect(shownAt('<network><na|me>x</name></network>')).toBeUndefined()
    expect(shownAt('|')).toBeUndefined()
  })

  test('in a document that is being typed', () => {
    expect(shownAt(withDevices("<interface type='network'><source net|work='default'/><address type="))?.text).toContain(
      'The name of the libvirt network.',
    )
    expect(shownAt(withDevices("<disk type='file'></di|sk>"))?.about).toBe('disk')
  })
})
