import { describe, expect, it } from 'vitest'
import {
  formatPciAddress,
  formatPciSlot,
  guestPciAddress,
  isCompletePciAddress,
  parsePciAddress,
  parsePciNumber,
  pciAddressAttributes,
} from '../../src/domain/values/pci-address.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

function element(text: string): XmlElement {
  const { document } = scan(text)
  if (!document.element) throw new Error('no element')
  return document.element
}

describe('parsePciNumber', () => {
  it.each([
    ['0', 0],
    ['31', 31],
    ['0x1f', 31],
    ['0X1F', 31],
    ['037', 31],
    ['010', 8],
    ['+5', 5],
    [' 5', 5],
    ['4294967295', 4294967295],
  ])('reads %j as %d', (text, value) => {
    expect(parsePciNumber(text)).toBe(value)
  })

  it.each(['', '5 ', '09', '0x', '-1', '1f', '4294967296', 'five', '0x1g', '1.5'])('refuses %j', (text) => {
    expect(parsePciNumber(text)).toBeUndefined()
  })
})

describe('parsePciAddress', () => {
  it('takes what is not written for 0', () => {
    expect(parsePciAddress(element("<address type='pci' slot='0x1f' function='2'/>"))).toEqual({ domain: 0, bus: 0, slot: 31, function: 2 })
  })

  it('refuses a part out of its range', () => {
    expect(parsePciAddress(element("<address type='pci' slot='0x20'/>"))).toBeUndefined()
    expect(parsePciAddress(element("<address type='pci' bus='256'/>"))).toBeUndefined()
    expect(parsePciAddress(element("<address type='pci' function='8'/>"))).toBeUndefined()
    expect(parsePciAddress(element("<address type='pci' domain='0x10000'/>"))).toBeUndefined()
  })
})

describe('completeness', () => {
  it('needs a domain, a bus or a slot', () => {
    expect(isCompletePciAddress({ domain: 0, bus: 0, slot: 0, function: 1 })).toBe(false)
    expect(isCompletePciAddress({ domain: 0, bus: 1, slot: 0, function: 0 })).toBe(true)
  })

  it('is asked of the address of the device itself, not of its source', () => {
    const hostdev = element("<hostdev><source><address domain='0' bus='1' slot='0' function='0'/></source></hostdev>")
    expect(guestPciAddress(hostdev)).toBeUndefined()
    expect(guestPciAddress(element("<rng><address type='ccw' devno='1'/></rng>"))).toBeUndefined()
    expect(guestPciAddress(element("<rng><address type='pci'/></rng>"))).toBeUndefined()
    expect(guestPciAddress(element("<rng><address type='pci' bus='3'/></rng>"))).toEqual({ domain: 0, bus: 3, slot: 0, function: 0 })
  })
})

describe('formatting', () => {
  const address = { domain: 0, bus: 10, slot: 31, function: 2 }

  it('writes it as lspci does', () => {
    expect(formatPciAddress(address)).toBe('0000:0a:1f.2')
    expect(formatPciSlot(address)).toBe('0000:0a:1f')
  })

  it('writes the attributes as libvirt does', () => {
    expect(pciAddressAttributes(address)).toEqual({ type: 'pci', domain: '0x0000', bus: '0x0a', slot: '0x1f', function: '0x2' })
  })
})
