import { describe, expect, it } from 'vitest'
import { ipFamily, isMulticastIp } from '../../src/domain/values/ip.js'
import { formatMac, isMulticastMac, parseMac } from '../../src/domain/values/mac.js'
import { isUuid, uuidDigits, uuidFault } from '../../src/domain/values/uuid.js'

describe('UUIDs', () => {
  it.each([
    '4dea22b3-1d52-d8f3-2516-782e98ab3fa0',
    '4DEA22B31D52D8F32516782E98AB3FA0',
    '4dea22b3-1d52d8f32516-782e98ab3fa0',
    ' 4dea22b3 1d52-d8f3-2516-782e98ab3fa0\n',
  ])('takes %j', (text) => {
    expect(isUuid(text)).toBe(true)
    expect(uuidDigits(text)).toBe('4dea22b31d52d8f32516782e98ab3fa0')
  })

  it.each([
    ['4dea22b3-1d52-d8f3-2516-782e98ab3fa', 'its last group has 11 digits and must have 12'],
    ['4dea22b3-1d52-d8f3-2516-782e98ab3fa01', 'its last group has 13 digits and must have 12'],
    ['{4dea22b3-1d52-d8f3-2516-782e98ab3fa0}', "'{' is no hexadecimal digit"],
    ['4-dea22b31d52-d8f3-2516-782e98ab3fa0', 'its digits do not stand in pairs'],
    ['', 'it has 0 hexadecimal digits and must have 32'],
  ])('refuses %j', (text, fault) => {
    expect(isUuid(text)).toBe(false)
    expect(uuidFault(text)).toBe(fault)
  })
})

describe('MAC addresses', () => {
  it('reads octets of one or two digits', () => {
    expect(parseMac('52:54:0:6B:3c:58')).toEqual([0x52, 0x54, 0, 0x6b, 0x3c, 0x58])
    expect(formatMac([0x52, 0x54, 0, 0x6b, 0x3c, 0x58])).toBe('52:54:00:6b:3c:58')
  })

  it.each(['', '52:54:00:6b:3c', '52:54:00:6b:3c:58:01', '52-54-00-6b-3c-58', ' 52:54:00:6b:3c:58', '52:54:00:6b:3c:580'])(
    'refuses %j',
    (text) => {
      expect(parseMac(text)).toBeUndefined()
    },
  )

  it('tells groups from cards', () => {
    expect(isMulticastMac([0x53, 0, 0, 0, 0, 0])).toBe(true)
    expect(isMulticastMac([0x52, 0, 0, 0, 0, 0])).toBe(false)
  })
})

describe('IP addresses', () => {
  it.each([
    ['10.0.2.255', 'ipv4'],
    ['0.0.0.0', 'ipv4'],
    ['::', 'ipv6'],
    ['2001:db8:ac10:fd01::', 'ipv6'],
    ['::ffff:192.0.2.1', 'ipv6'],
    ['1:2:3:4:5:6:7:8', 'ipv6'],
  ])('%s is %s', (text, family) => {
    expect(ipFamily(text)).toBe(family)
  })

  it.each(['10.0.2.256', '10.0.2', '010.0.2.1', '1:2:3:4:5:6:7', '1::2::3', '1:2:3:4:5:6:7:8:9', '12345::', 'host', ''])(
    '%j is none',
    (text) => {
      expect(ipFamily(text)).toBeUndefined()
    },
  )

  it('knows groups of hosts', () => {
    expect(['224.0.0.1', '239.255.255.255', 'ff02::1'].every(isMulticastIp)).toBe(true)
    expect(['223.255.255.255', '240.0.0.1', 'fe80::1', 'host'].some(isMulticastIp)).toBe(false)
  })
})
