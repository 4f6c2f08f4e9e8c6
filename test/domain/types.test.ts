import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeTable } from '../../src/domain/values/type-table.js'
import { dataType, valueFits } from '../../src/domain/values/types.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'
import { boundaryValues } from './boundary-values.js'

describe('valueFits', () => {
  it.each([
    ['text', ['', ' ', 'anything\nat all'], []],
    ['unsignedInt', ['0', '007', '4294967295'], ['', ' 1', '+1', '-1', '0x10', '4294967296', '1.0', '٣']],
    ['xsd:unsignedInt', ['0', ' 7\n'], ['+1', '-0', '4294967296']],
    ['unsignedLong', ['18446744073709551615'], ['18446744073709551616']],
    ['positiveInteger', ['1', '01'], ['0', '+1', ' 1']],
    ['xsd:positiveInteger', ['1', '+1', ' 1'], ['0', '-1']],
    ['int', ['-2147483648', ' +5 '], ['2147483648', '- 5']],
    ['integer', ['-99999999999999999999'], ['1e3', '1000000000000000000000000']],
    ['cpuperiod', ['1000', '1000000'], ['999', '1000001']],
    ['cpuquota', ['-1', '17592186044415'], ['-2', '+1', '17592186044416']],
    ['rebootTimeoutDelay', ['-1', '32767'], ['-2', '32768']],
    ['hexuint', ['0x1f', '1f'], ['0X1F', '1F', '']],
    ['uint8', ['0xFF', '255', ' 7'], ['ff', '256', '0x100']],
    ['uint16', ['ffff', '0xffff', '65535', '+65535'], ['0x10000', '65536']],
    ['pciSlot', ['0x1f', '1f', '31'], ['0x20', '32']],
    ['pciFunc', ['0x7', '7'], ['8', '0x07', '0x8']],
    ['ccwCssidRange', ['0xfe', '254', '0xf'], ['0xff', '255']],
    ['UUID', ['c7a5fdbd-edaf-9455-926a-d65c16db1809', 'C7A5FDBDEDAF9455926AD65C16DB1809'], ['{c7a5fdbd-edaf-9455-926a-d65c16db1809}', '1']],
    ['uniMacAddr', ['52:54:00:aB:cD:eF'], ['53:54:00:ab:cd:ef', '52-54-00-ab-cd-ef', '52:54:00:ab:cd']],
    ['ipv4Addr', ['0.0.0.0', '255.255.255.255'], ['256.0.0.1', '10.0.0', '010.0.0.1', '10.0.0.1/8']],
    [
      'ipv6Addr',
      ['::', '::1', '1:2:3:4:5:6:7:8', 'fe80::', '1::2:3', '::ffff:10.0.0.1', '64:ff9b::10.0.0.1'],
      [':', '1::2::3', '1:2:3:4:5:6:7', '12345::', '1:2::3:10.0.0.1'],
    ],
    ['cpuset', ['0', '0-3,^2,8', '3-1'], ['', '0-', '0 - 3', '0,', '^0-3', 'all']],
    ['unit', ['b', 'bytes', 'KiB', 'kb', 'G'], ['', 'Ki', 'kilobyte', 'MiBs']],
    ['absFilePath', ['/a', 'C:\\a', '/a b'], ['/', 'a', '', '/a\nb']],
    ['vmwarePath', ['[store] guest/disk.vmdk'], ['[] x', '[store]x', '/a']],
    ['volName', ['a', '...', 'a b'], ['', '.', '..', ' . ', 'a/b']],
    ['diskTargetDev', ['vda', 'sda1', 'ioemu:hda'], ['vd', 'xda', 'nvme0', 'vda-1']],
    ['nvmeTargetDev', ['nvme0n1', 'nvme0n1p2'], ['nvme0', 'vda']],
    ['createMode', ['0644', '777', '0'], ['1777', '8', '00644']],
    ['loadparm', ['PROMPT', '2', 'a b'], ['', 'ninechars', 'a_b']],
    ['timeDelta', ['-3600', '+5', '0'], ['1.5', '']],
    [
      'dateTime',
      ['2024-02-29T00:00:00', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00.5+14:00'],
      ['2023-02-29T00:00:00', '2024-01-01', '2024-01-01T00:00:00+14:01'],
    ],
    ['virtualPortProfileID', ['', 'x'.repeat(39)], ['x'.repeat(40)]],
    ['virYesNo', ['yes', ' no '], ['Yes', 'true', '']],
    ['0..31', ['0', '31', ' 7 '], ['32', '-1', '+1', '0x1f']],
    ['-1..100', ['-1', '100', '+5'], ['-2', '101']],
    ['0x10..0xff', ['0x10', '255', '0xFF'], ['0xf', '15', '256', 'ff']],
    ['id:iothread', ['1'], ['one']],
    ['ref:alias', ['ua-disk'], ['ua disk']],
  ])('%s', (type, right, wrong) => {
    expect(right.filter((value) => !valueFits(type, value))).toEqual([])
    expect(wrong.filter((value) => valueFits(type, value))).toEqual([])
  })

  it.each(['unsingedInt', '', '0..', 'ref:nothing', 'toString'])('knows no type %j', (name) => {
    expect(() => valueFits(name, '1')).toThrow(`There is no data type '${name}'`)
  })

  it('names the type that was meant', () => {
    expect(() => dataType('unsingedInt')).toThrow("did you mean 'unsignedInt'?")
  })
})

describe('words', () => {
  it.each([
    ['0..31', 'a whole number from 0 to 31'],
    ['unsignedInt', 'a whole number from 0 to 4294967295'],
    ['positiveInteger', 'a whole number, 1 or more'],
    ['integer', 'a whole number'],
    ['uint8', 'a number from 0 to 255 (0xff)'],
    ['virYesNo', 'yes or no'],
    ['ref:iothread', 'the number of an I/O thread of this domain'],
    ['ref:cell', 'the number of a NUMA cell of this domain'],
  ])('of %s', (type, words) => {
    expect(dataType(type).words).toBe(words)
  })
})

describe('nearest', () => {
  it.each([
    ['virYesNo', 'true', 'yes'],
    ['virYesNo', 'NO', 'no'],
    ['virYesNo', 'off', 'no'],
    ['virOnOff', 'yes', 'on'],
    ['unsignedInt', ' 5 ', '5'],
    ['unsignedInt', '+5', '5'],
    ['unsignedInt', '4,096', '4096'],
    ['unsignedInt', '1 048 576', '1048576'],
    ['unsignedInt', '2.0', '2'],
    ['unsignedInt', '0x10', '16'],
    ['unsignedInt', '"5"', '5'],
    ['unsignedInt', '4,5', undefined],
    ['unsignedInt', '5', undefined],
    ['0..31', '32', undefined],
    ['hexuint', '0X1F', '0x1f'],
    ['uint8', '1f', '0x1f'],
    ['uint16', '1fh', '0x1f'],
    ['UUID', '{c7a5fdbd-edaf-9455-926a-d65c16db1809}', 'c7a5fdbd-edaf-9455-926a-d65c16db1809'],
    ['UUID', 'c7a5fdbded-af94-5592-6ad6-5c16db1809', 'c7a5fdbd-edaf-9455-926a-d65c16db1809'],
    ['UUID', 'urn:uuid:c7a5fdbd-edaf-9455-926a-d65c16db1809', 'c7a5fdbd-edaf-9455-926a-d65c16db1809'],
    ['uniMacAddr', '52-54-00-ab-cd-ef', '52:54:00:ab:cd:ef'],
    ['uniMacAddr', '5254.00ab.cdef', '52:54:00:ab:cd:ef'],
    ['uniMacAddr', '525400abcdef', '52:54:00:ab:cd:ef'],
    ['ipv4Addr', '10.0.0.1/24', '10.0.0.1'],
    ['ipv6Addr', '[::1]', '::1'],
    ['cpuset', '0 - 3', '0-3'],
    ['cpuset', '0..3', '0-3'],
    ['cpuset', '0-3;5', '0-3,5'],
    ['cpuset', '0 2 4', '0,2,4'],
    ['cpuset', '0-3,', '0-3'],
    ['cpuset', 'all', undefined],
    ['unit', 'KB ', 'KB'],
    ['unit', 'Ki', 'KiB'],
    ['unit', 'mebibytes', 'MiB'],
    ['unit', 'gigabyte', 'GB'],
    ['absFilePath', 'file:///srv/disk.img', '/srv/disk.img'],
    ['diskTargetDev', '/dev/vda', 'vda'],
    ['naaWwpn', '5001405376e34ea6', 'naa.5001405376e34ea6'],
    ['wwn', '50:01:40:53:76:e3:4e:a6', '5001405376e34ea6'],
    ['createMode', '0o644', '644'],
    ['usbPort', '1,2', '1.2'],
    ['dateTime', '2024-02-29 12:00:00', '2024-02-29T12:00:00'],
  ])('%s: %j is %j', (type, slip, spelling) => {
    expect(dataType(type).nearest?.(slip)).toBe(spelling)
  })

  it('fits whatever the slip', () => {
    const wrong = [...typeTable].flatMap(([name, type]) =>
      boundaryValues
        .filter((value) => {
          const spelling = type.nearest?.(value)
          return spelling !== undefined && (type.fits(value) || !type.fits(spelling))
        })
        .map((value) => `${name}: ${JSON.stringify(value)}`),
    )
    expect(wrong).toEqual([])
  })
})

const schemas = process.env.DOMLINT_LIBVIRT_SCHEMAS ?? '/usr/share/libvirt/schemas'
const reason = !existsSync(join(schemas, 'domaincommon.rng'))
  ? `needs libvirt's schema in ${schemas}`
  : spawnSync('xmllint', ['--version']).status !== 0
    ? 'needs xmllint'
    : undefined

/** Where libvirt's schema has the types that it gives no name: the definition, and the attribute or element in it. */
const places: Readonly<Record<string, readonly [definition: string, node: string]>> = {
  bridgeName: ['interface-bridge-attributes', 'bridge'],
  compat: ['compat', 'compat'],
  cookieName: ['diskSourceNetworkProtocolHTTPCookies', 'name'],
  cookieValue: ['diskSourceNetworkProtocolHTTPCookies', 'cookie'],
  cpuVendorId: ['cpuModel', 'vendor_id'],
  diskProduct: ['diskspec', 'product'],
  diskVendor: ['diskspec', 'vendor'],
  environmentName: ['osexe', 'name'],
  fibreChannelAppId: ['fibrechannel', 'appid'],
  hypervVendorId: ['hyperv', 'value'],
  interfaceModel: ['interface-options', 'type'],
  isaIobase: ['isaaddress', 'iobase'],
  isaIrq: ['isaaddress', 'irq'],
  loadparm: ['deviceBoot', 'loadparm'],
  machineName: ['ostypehvm', 'machine'],
  naaWwpn: ['hostdevsubsyshost', 'wwpn'],
  shmemName: ['shmem', 'name'],
  vlanId: ['vlan', 'id'],
}

const bounded = (type: string, min: number, max: number) =>
  `<data type="${type}"><param name="minInclusive">${min}</param><param name="maxInclusive">${max}</param></data>`

/** The types that libvirt's schema does not have as such, in RELAX NG. */
const patterns: Readonly<Record<string, string>> = {
  text: '<text/>',
  '0..31': bounded('unsignedInt', 0, 31),
  '100..1000': bounded('unsignedInt', 100, 1000),
  '-1..100': bounded('int', -1, 100),
  '0x00..0xff': '<ref name="uint8"/>',
}

const bare = ['string', 'short', 'int', 'long', 'integer', 'dateTime', 'NCName']

/** Types that libvirt has changed: what their definition has since then. */
const newer: Readonly<Record<string, string>> = {
  speed: 'unsignedLong',
  diskTargetDev: 'nvme',
  diskProduct: '{0,40}',
  virtualPortProfileID: '39',
}

/** libxml2 2.9 miscounts `{1,4}` in the pattern of IPv6 addresses and takes some longer groups. */
const misread = (name: string, value: string) => ['ipv6Addr', 'ipAddr', 'addrIPorName'].includes(name) && /[\da-f]{5,}:/i.test(value)

/** The RELAX NG pattern of a type; undefined if the installed libvirt has none. */
function patternOf(name: string, definitions: ReadonlyMap<string, XmlElement>): string | undefined {
  const place = places[name]
  if (place) {
    const found = definitions.get(place[0]) && nodeNamed(definitions.get(place[0]), place[1])?.child('data')
    return found ? sourceOf(found) : undefined
  }
  const own = patterns[name]
  if (own) return own
  if (bare.includes(name)) return `<data type="${name}"/>`
  if (name.startsWith('xsd:')) return `<data type="${name.slice('xsd:'.length)}"/>`
  return definitions.has(name) ? `<ref name="${name}"/>` : undefined
}

function nodeNamed(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const child of parent?.elements() ?? []) {
    const found = child.attr('name') === name && child.child('data') ? child : nodeNamed(child, name)
    if (found) return found
  }
  return undefined
}

function sourceOf(element: XmlElement): string {
  return element.document.source.text.slice(element.start, element.end)
}

describe.skipIf(reason)(`data types are as xmllint with libvirt's schema has them (${reason ?? schemas})`, () => {
  const files = reason ? [] : readdirSync(schemas).filter((file) => file.endsWith('.rng'))
  const definitions = new Map<string, XmlElement>()
  for (const file of files) {
    for (const definition of scan(readFileSync(join(schemas, file), 'utf8')).document.element?.elements('define') ?? []) {
      definitions.set(definition.attr('name') ?? '', definition)
    }
  }
  const folder = reason ? '' : mkdtempSync(join(tmpdir(), 'domlint-types-'))
  const names: string[] = []
  beforeAll(() => {
    for (const [n, value] of boundaryValues.entries()) {
      const written = [...value].map((character) => `&#${character.codePointAt(0)};`).join('')
      const inText = n % 5 === 0
      names.push(`${n}.xml`)
      writeFileSync(join(folder, `${n}.xml`), inText ? `<v>${written}</v>` : `<v a="${written}"/>`)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Whether the installed libvirt has the type, and as the newest one has it: an older one can be no measure. */
  function isHere(name: string): boolean {
    const definition = definitions.get(places[name]?.[0] ?? name)
    return patternOf(name, definitions) !== undefined && !(newer[name] && !(definition && sourceOf(definition).includes(newer[name])))
  }

  const all = [...typeTable.keys(), ...Object.keys(patterns).filter((name) => !typeTable.has(name))]
  it('the installed schema has nearly all of them', () => {
    expect(all.filter((name) => !isHere(name)).length).toBeLessThan(8)
  })

  it.for(all.filter(isHere))('%s', (name) => {
    const pattern = patternOf(name, definitions)
    writeFileSync(
      join(folder, 'type.rng'),
      `<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
        <include href="file://${schemas}/domaincommon.rng"/>
        <start><element name="v"><choice>${pattern}<attribute name="a">${pattern}</attribute></choice></element></start>
      </grammar>`,
    )
    const { stderr } = spawnSync('xmllint', ['--noout', '--relaxng', 'type.rng', ...names], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const verdicts = new Map(
      [...stderr.matchAll(/^(\d+)\.xml (validates|fails to validate)$/gm)].map(([, n, verdict]) => [Number(n), verdict === 'validates']),
    )
    expect(verdicts.size).toBe(boundaryValues.length)
    const wrong = boundaryValues
      .filter((value, n) => valueFits(name, value) !== verdicts.get(n) && !misread(name, value))
      .map((value) => `${JSON.stringify(value)} ${valueFits(name, value)}`)
    expect(wrong).toEqual([])
    expect(new Set(verdicts.values()).size).toBe(['text', 'string', 'sysinfo-value'].includes(name) ? 1 : 2)
  })
})
