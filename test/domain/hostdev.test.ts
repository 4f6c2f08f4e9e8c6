import { describe, expect, it } from 'vitest'
import { Hostdev } from '../../src/domain/devices/hostdev.js'
import { scan } from '../../src/xml/scan.js'

function hostdev(type: string, source: string, attributes = ''): Hostdev {
  const { document } = scan(`<hostdev mode='subsystem' type='${type}'><source ${attributes}>${source}</source></hostdev>`)
  const { element } = document
  if (!element) throw new Error('no element')
  return new Hostdev(element)
}

function isSame(earlier: Hostdev, later: Hostdev): boolean {
  return earlier.identity !== undefined && later.likenesses.includes(earlier.identity)
}

const ids = "<vendor id='0x1050'/><product id='0x0407'/>"

describe('the same host device', () => {
  it('compares USB devices by their place where the earlier one has one', () => {
    const first = hostdev('usb', `${ids}<address bus='1' device='2'/>`)
    expect(isSame(first, hostdev('usb', `${ids}<address bus='1' device='3'/>`))).toBe(false)
    expect(isSame(first, hostdev('usb', ids))).toBe(false)
    expect(isSame(hostdev('usb', ids), first)).toBe(true)
    expect(isSame(first, hostdev('usb', "<address bus='0x1' device='0x2'/>"))).toBe(true)
  })

  it('reads ids in any notation', () => {
    expect(isSame(hostdev('usb', ids), hostdev('usb', "<vendor id='4176'/><product id='02007'/>"))).toBe(true)
  })

  it('compares PCI, mediated and SCSI devices by what names them', () => {
    expect(isSame(hostdev('pci', "<address bus='0x0a'/>"), hostdev('pci', "<address domain='0' bus='10' slot='0' function='0'/>"))).toBe(
      true,
    )
    expect(isSame(hostdev('pci', "<address bus='0x0a'/>"), hostdev('pci', "<address bus='0x0a' function='1'/>"))).toBe(false)
    expect(isSame(hostdev('mdev', "<address uuid='C2177883-F1BB'/>"), hostdev('mdev', "<address uuid='c2177883f1bb'/>"))).toBe(true)
    const scsi = "<adapter name='scsi_host0'/><address bus='0' target='0' unit='1'/>"
    expect(isSame(hostdev('scsi', scsi), hostdev('scsi', scsi))).toBe(true)
    const iscsi = "<host name='storage.example.org'/>"
    const name = "protocol='iscsi' name='iqn.2014-08.org.example:one"
    expect(isSame(hostdev('scsi', iscsi, `${name}'`), hostdev('scsi', iscsi, `${name}/0'`))).toBe(true)
    expect(isSame(hostdev('scsi', iscsi, `${name}'`), hostdev('scsi', iscsi, `${name}/1'`))).toBe(false)
  })

  it('finds nothing the same in sources that name nothing', () => {
    expect(isSame(hostdev('usb', ''), hostdev('usb', ''))).toBe(false)
    expect(isSame(hostdev('mdev', ''), hostdev('mdev', ''))).toBe(false)
    expect(isSame(hostdev('pci', "<address bus='x'/>"), hostdev('pci', "<address bus='x'/>"))).toBe(false)
  })
})
