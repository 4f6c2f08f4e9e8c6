import { describe, expect, it } from 'vitest'
import { Hostdev } from '../../src/domain/devices/hostdev.js'
import { scan } from '../../src/xml/scan.js'

function hostdev(type: string, source: string, attributes = ''): Hostdev {
  const { document } = scan(`<hostdev mode='subsystem' type='${type}'><source ${attributes}>${source}</source></hostdev>`)
  const { element } = document
  if (!element) throw new Error('no element')
  return new Hostdev(element)
}

const ids = "<vendor id='0x1050'/><product id='0x0407'/>"

describe('the same host device', () => {
  it('compares USB devices by their place where the earlier one has one', () => {
    const first = hostdev('usb', `${ids}<address bus='1' device='2'/>`)
    expect(first.isSameAs(hostdev('usb', `${ids}<address bus='1' device='3'/>`))).toBe(false)
    expect(first.isSameAs(hostdev('usb', ids))).toBe(false)
    expect(hostdev('usb', ids).isSameAs(first)).toBe(true)
    expect(first.isSameAs(hostdev('usb', "<address bus='0x1' device='0x2'/>"))).toBe(true)
  })

  it('reads ids in any notation', () => {
    expect(hostdev('usb', ids).isSameAs(hostdev('usb', "<vendor id='4176'/><product id='02007'/>"))).toBe(true)
  })

  it('compares PCI, mediated and SCSI devices by what names them', () => {
    expect(hostdev('pci', "<address bus='0x0a'/>").isSameAs(hostdev('pci', "<address domain='0' bus='10' slot='0' function='0'/>"))).toBe(
      true,
    )
    expect(hostdev('pci', "<address bus='0x0a'/>").isSameAs(hostdev('pci', "<address bus='0x0a' function='1'/>"))).toBe(false)
    expect(hostdev('mdev', "<address uuid='C2177883-F1BB'/>").isSameAs(hostdev('mdev', "<address uuid='c2177883f1bb'/>"))).toBe(true)
    const scsi = "<adapter name='scsi_host0'/><address bus='0' target='0' unit='1'/>"
    expect(hostdev('scsi', scsi).isSameAs(hostdev('scsi', scsi))).toBe(true)
    const iscsi = "<host name='storage.example.org'/>"
    const name = "protocol='iscsi' name='iqn.2014-08.org.example:one"
    expect(hostdev('scsi', iscsi, `${name}'`).isSameAs(hostdev('scsi', iscsi, `${name}/0'`))).toBe(true)
    expect(hostdev('scsi', iscsi, `${name}'`).isSameAs(hostdev('scsi', iscsi, `${name}/1'`))).toBe(false)
  })

  it('finds nothing the same in sources that name nothing', () => {
    expect(hostdev('usb', '').isSameAs(hostdev('usb', ''))).toBe(false)
    expect(hostdev('mdev', '').isSameAs(hostdev('mdev', ''))).toBe(false)
    expect(hostdev('pci', "<address bus='x'/>").isSameAs(hostdev('pci', "<address bus='x'/>"))).toBe(false)
  })
})
