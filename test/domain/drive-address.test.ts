import { describe, expect, it } from 'vitest'
import { Domain } from '../../src/domain/domain.js'
import { formatIds, iothreadIds } from '../../src/domain/iothreads.js'
import { diskIndex, formatDriveAddress, impliedDriveAddress, parseDriveAddress } from '../../src/domain/values/drive-address.js'
import { scan } from '../../src/xml/scan.js'

function domain(content: string): Domain {
  const { element } = scan(`<domain type='kvm'>${content}</domain>`).document
  if (!element) throw new Error('no element')
  return new Domain(element)
}

describe('diskIndex', () => {
  it.each([
    ['vda', 0],
    ['sdz', 25],
    ['sdaa', 26],
    ['sdzz', 701],
    ['xvdb', 1],
    ['vda1', 0],
    ['vdA', undefined],
    ['foo', undefined],
    ['vd', undefined],
  ])('%s is %s', (name, index) => {
    expect(diskIndex(name)).toBe(index)
  })
})

describe('drive addresses', () => {
  const place = (name: string, bus: string) => {
    const [disk] = domain(`<devices><disk><target dev='${name}' bus='${bus}'/></disk></devices>`).disks
    const address = disk && impliedDriveAddress(disk)
    return address && formatDriveAddress(address)
  }
  it.each([
    ['hdd', 'ide', 'controller 0, bus 1, target 0, unit 1'],
    ['sdg', 'sata', 'controller 1, bus 0, target 0, unit 0'],
    ['sdg', 'scsi', 'controller 0, bus 0, target 0, unit 6'],
    ['sdh', 'scsi', 'controller 1, bus 0, target 0, unit 0'],
    ['sdo', 'scsi', 'controller 2, bus 0, target 0, unit 0'],
    ['fdc', 'fdc', 'controller 1, bus 0, target 0, unit 0'],
    ['vda', 'virtio', undefined],
  ])('%s on %s', (name, bus, expected) => {
    expect(place(name, bus)).toBe(expected)
  })

  it('are read with missing parts as 0, and not at all with faulty ones', () => {
    const [first, second] = domain(
      `<devices><disk><address type='drive' unit='3'/></disk><disk><address type='drive' unit='x'/></disk></devices>`,
    ).disks
    expect(first && parseDriveAddress(first.element)).toEqual({ controller: 0, bus: 0, target: 0, unit: 3 })
    expect(second && parseDriveAddress(second.element)).toBeUndefined()
  })
})

describe('iothreadIds', () => {
  it.each([
    ['', 'none'],
    ['<iothreads>2</iothreads>', '1 and 2'],
    ["<iothreads>3</iothreads><iothreadids><iothread id='2'/></iothreadids>", '1, 2 and 3'],
    ["<iothreadids><iothread id='7'/></iothreadids>", '7'],
  ])('%s has %s', (content, expected) => {
    const ids = iothreadIds(domain(content))
    expect(ids && formatIds(ids)).toBe(expected)
  })

  it('knows nothing where a number is none', () => {
    expect(iothreadIds(domain('<iothreads>x</iothreads>'))).toBeUndefined()
  })
})
