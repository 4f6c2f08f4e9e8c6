import { table } from '../table.js'
import { type DataType, dataTypeOf, textOf, wordOf } from './data-type.js'
import { isDateTime } from './date-time.js'
import { addressRespellings, isIpv4Address, isIpv6Address, macRespelling } from './network-address.js'
import { maxInt64, maxUint32, maxUint64 } from './number.js'
import { hexOrDecimal, hexRespellings, unbounded, wholeNumber } from './whole-number.js'

const text = dataTypeOf('any text', () => true)
const someText = textOf('text, at least one character in one line', /[^\n\r]+/)
const uint32Max = BigInt(maxUint32)

const dashed = (value: string): string => value.trim().replace(/\s+/g, '-')

/** Numbers as XML Schema defines them: white space may stand around them, and before the signed ones a plus. */
const numbers = table<DataType>({
  'xsd:unsignedShort': wholeNumber({ min: 0n, max: 65535n, padded: true }),
  'xsd:unsignedInt': wholeNumber({ min: 0n, max: uint32Max, padded: true }),
  'xsd:unsignedLong': wholeNumber({ min: 0n, max: maxUint64, padded: true }),
  'xsd:positiveInteger': wholeNumber({ min: 1n, max: unbounded, sign: 'any', padded: true }),
  short: wholeNumber({ min: -(2n ** 15n), max: 2n ** 15n - 1n, sign: 'any', padded: true }),
  int: wholeNumber({ min: -(2n ** 31n), max: 2n ** 31n - 1n, sign: 'any', padded: true }),
  long: wholeNumber({ min: -(2n ** 63n), max: maxInt64, sign: 'any', padded: true }),
  integer: wholeNumber({ min: -unbounded, max: unbounded, sign: 'any', padded: true }),

  unsignedShort: wholeNumber({ min: 0n, max: 65535n, sign: 'any', padded: true }),
  unsignedInt: wholeNumber({ min: 0n, max: uint32Max }),
  unsignedLong: wholeNumber({ min: 0n, max: maxUint64 }),
  positiveInteger: wholeNumber({ min: 1n, max: unbounded }),
  memoryKB: wholeNumber({ min: 0n, max: maxUint64, padded: true, words: 'a whole number of KiB' }),
  numaDistanceValue: wholeNumber({ min: 10n, max: 255n, padded: true }),
  countCPU: wholeNumber({ min: 1n, max: 65535n }),
  vcpuid: wholeNumber({ min: 0n, max: 65535n }),
  cpushares: wholeNumber({ min: 0n, max: uint32Max }),
  cpuperiod: wholeNumber({ min: 1000n, max: 1000000n, words: 'a time from 1000 to 1000000 microseconds' }),
  cpuquota: wholeNumber({
    min: -1n,
    max: 17592186044415n,
    sign: 'minus',
    words: 'a time from 0 to 17592186044415 microseconds, or -1 for no limit',
  }),
  rebootTimeoutDelay: wholeNumber({
    min: -1n,
    max: 32767n,
    sign: 'any',
    padded: true,
    words: 'a time from 0 to 32767 milliseconds, or -1 for never',
  }),
  weight: wholeNumber({ min: 100n, max: 1000n }),
  speed: wholeNumber({ min: 1n, max: 18014398509481984n }),
  BurstSize: wholeNumber({ min: 1n, max: uint32Max }),
  PortNumber: wholeNumber({ min: -1n, max: 65535n, sign: 'any', padded: true, words: 'a port from 0 to 65535, or -1 for any' }),
  port: wholeNumber({ min: 1n, max: 65535n, sign: 'any', padded: true, words: 'a port from 1 to 65535' }),
  vlanId: wholeNumber({ min: 0n, max: 4095n, padded: true }),
  ipv4Prefix: wholeNumber({ min: 0n, max: 32n, padded: true }),
  ipv6Prefix: wholeNumber({ min: 0n, max: 128n, padded: true }),
  ipPrefix: wholeNumber({ min: 0n, max: 128n, padded: true }),
})

const addresses = table<DataType>({
  hexuint: textOf('a hexadecimal number in lower case, such as 0x1f', /(?:0x)?[\da-f]+/, ...hexRespellings),
  uint8: hexOrDecimal(/0x[\da-fA-F]{1,2}/, 0xffn),
  uint16: hexOrDecimal(/(?:0x)?[\da-fA-F]{1,4}/, 0xffffn),
  uint24: hexOrDecimal(/0x[\da-fA-F]{1,6}/, 0xffffffn),
  uint32: hexOrDecimal(/(?:0x)?[\da-fA-F]{1,8}/, uint32Max, { sign: 'none' }),
  pciDomain: hexOrDecimal(/(?:0x)?[\da-fA-F]{1,8}/, uint32Max, { sign: 'none' }),
  pciBus: hexOrDecimal(/0x[\da-fA-F]{1,2}/, 0xffn),
  pciSlot: hexOrDecimal(/(?:0x)?[01]?[\da-fA-F]/, 0x1fn),
  pciFunc: hexOrDecimal(/(?:0x)?[0-7]/, 7n),
  ccwCssidRange: hexOrDecimal(/0x(?:[\da-eA-E][\da-fA-F]?|[fF][\da-eA-E]?)/, 0xfen),
  ccwSsidRange: textOf('a number from 0 to 3 (0x3)', /(?:0x)?[0-3]/, ...hexRespellings),
  ccwDevnoRange: hexOrDecimal(/0x[\da-fA-F]{1,4}/, 0xffffn),
  isaIobase: textOf('a hexadecimal number from 0x0 to 0xffff', /0x[\da-fA-F]{1,4}/, ...hexRespellings),
  isaIrq: textOf('a hexadecimal number from 0x0 to 0xf', /0x[\da-fA-F]/, ...hexRespellings),
  spaprvioReg: textOf('a hexadecimal number of up to 8 digits, such as 0x3000', /(?:0x)?[\da-fA-F]{1,8}/, ...hexRespellings),
  wwn: textOf('16 hexadecimal digits', /(?:0x)?[\da-fA-F]{16}/, (value) => value.trim().replace(/[:-]/g, '')),
  naaWwpn: textOf('naa. and 16 hexadecimal digits', /naa\.[\da-fA-F]{16}/, (value) => `naa.${value.trim().replace(/^naa\.|[:-]/gi, '')}`),

  usbId: textOf('a hexadecimal number of up to 4 digits, such as 0x1234', /(?:0x)?[\da-fA-F]{1,4}/, ...hexRespellings),
  usbIdDefault: textOf('-1 for any', /-1/),
  usbVersion: textOf('a USB version such as 2.00', /\d{1,2}[^\n\r]\d{1,2}/),
  usbAddr: textOf('a number of up to 3 digits', /(?:0x)?[\da-fA-F]{1,3}/, ...hexRespellings),
  usbClass: textOf('a hexadecimal number of up to 2 digits, such as 0x08', /(?:0x)?[\da-fA-F]{1,2}/, ...hexRespellings),
  // The second grammar is how libxml2 takes the first for a single port: with up to five digits.
  usbPort: textOf(
    'a USB port such as 1, or 1.2 for port 2 of the hub on port 1',
    /(?:(?:0x)?[\da-fA-F]{1,3}\.){0,3}(?:0x)?[\da-fA-F]{1,3}|[\da-fA-F]{4,5}/,
    (value) => value.trim().replace(/,/g, '.'),
  ),

  driveController: textOf('a whole number from 0 to 99', /\d{1,2}/),
  driveBus: textOf('a whole number from 0 to 99', /\d{1,2}/),
  driveTarget: textOf('a whole number from 0 to 99', /\d{1,2}/),
  driveUnit: textOf('a whole number from 0 to 99999', /\d{1,5}/),
  driveSCSITarget: textOf('a whole number of up to 10 digits', /\d{1,10}/),
  driveSCSIUnit: textOf('a whole number of up to 20 digits', /\d{1,20}/),
  virtioserialPort: textOf('a whole number from 0 to 99', /\d{1,2}/),
  ccidSlot: textOf('a whole number from 0 to 99', /\d{1,2}/),

  uniMacAddr: textOf(
    'the MAC address of one card, such as 52:54:00:12:34:56 (its second digit even)',
    /[\da-fA-F][02468aAcCeE](?::[\da-fA-F]{2}){5}/,
    macRespelling,
  ),
  macAddr: textOf('a MAC address such as 52:54:00:12:34:56', /[\da-fA-F]{2}(?::[\da-fA-F]{2}){5}/, macRespelling),
  ipv4Addr: dataTypeOf('an IPv4 address such as 192.0.2.1', isIpv4Address, ...addressRespellings),
  ipv6Addr: dataTypeOf('an IPv6 address such as 2001:db8::1', isIpv6Address, ...addressRespellings),
  ipAddr: dataTypeOf('an IPv4 or IPv6 address', (value) => isIpv4Address(value) || isIpv6Address(value), ...addressRespellings),
  addrIPorName: dataTypeOf(
    'an IP address or a host name',
    (value) => isIpv6Address(value) || /^[a-zA-Z\d.-]+$/.test(value),
    ...addressRespellings,
  ),
  'addr-family': textOf('ipv4 or ipv6', /ipv[46]/, (value) => value.trim().toLowerCase()),
  protocol: textOf('tcp or udp', /tcp|udp/, (value) => value.trim().toLowerCase()),
})

const names = table<DataType>({
  text,
  string: text,
  'sysinfo-value': text,
  objectName: textOf('a name in one line, without a slash', /[^/\n]+/),
  objectNameWithSlash: textOf('text in one line', /[^\n]+/),
  genericName: textOf('a name of letters, digits, _, + and -', /[a-zA-Z\d_+-]+/, dashed),
  dnsName: textOf('a host name of letters, digits, dots and -', /[a-zA-Z\d.-]+/, (value) => value.trim().replace(/[_\s]+/g, '-')),
  deviceName: textOf('a device name of letters, digits, _, ., -, :, / and \\', /[a-zA-Z\d_.\-\\:/]+/),
  aliasName: textOf('a name of letters, digits, _, - and dots', /[a-zA-Z\d_\-.]+/, dashed),
  machineName: textOf('a machine type of letters, digits, _, - and dots', /[a-zA-Z\d_.-]+/),
  featureName: textOf('a CPU feature of letters, digits, _, - and dots', /[a-zA-Z\d\-_.]+/, (value) => value.trim().toLowerCase()),
  profileName: textOf('a name of letters, digits, dots, - and :', /[A-Za-z\d.\-:]+/, dashed),
  environmentName: textOf('the name of an environment variable', /[a-zA-Z_][a-zA-Z\d_]*/),
  interfaceModel: textOf('a model of letters, digits, - and _', /[a-zA-Z\d\-_]+/, dashed),
  bridgeName: textOf('a bridge name of letters, digits, _, ., -, :, /, \\ and spaces', /[a-zA-Z\d_.\-\\:/ ]*/),
  bridgeMode: textOf('vepa, bridge, private or passthrough', /vepa|bridge|private|passthrough/, (value) => value.trim().toLowerCase()),
  volName: dataTypeOf(
    'the name of a volume, without a slash',
    (value) => value !== '' && !value.includes('/') && !/^[ \t\n\r]*\.\.?[ \t\n\r]*$/.test(value),
  ),
  'filter-param-name': textOf('a name of letters, digits and _', /[a-zA-Z\d_]+/),
  'filter-param-value': textOf('a value of letters, digits, _, dots and :', /[a-zA-Z\d_.:]+/),
  shmemName: textOf('a name without a slash', /[^/]*/),
  diskTargetDev: textOf('a device such as vda, sda, hda or fda', /(?:ioemu:)?(?:fd|hd|sd|vd|xvd|ubd)[a-zA-Z\d_]+/, (value) =>
    value.trim().replace(/^\/dev\//, ''),
  ),
  nvmeTargetDev: textOf('an NVMe disk such as nvme0n1', /nvme\d+n\d+(?:p\d+)?/),
  diskSerial: textOf('letters, digits, _, ., +, - and spaces', /[A-Za-z\d_.+\- ]+/),
  diskVendor: textOf('at most 8 printable ASCII characters', /[ -~]{0,8}/),
  diskProduct: textOf('at most 40 printable ASCII characters', /[ -~]{0,40}/),
  fibreChannelAppId: textOf('1 to 128 printable ASCII characters', /[ -~]{1,128}/),
  virtualPortProfileID: dataTypeOf('at most 39 characters', (value) => [...value].length <= 39),
  cookieName: textOf('the name of an HTTP cookie', /[!#$%&'*+\-.\dA-Z^_`a-z|~]+/),
  cookieValue: textOf('the value of an HTTP cookie', /"?[!#$%&'()*+\-./\d:>=<?@A-Z^_`[\]a-z|~]+"?/),
  loadparm: textOf('1 to 8 letters, digits, dots and spaces', /[a-zA-Z\d. \t\n\r]{1,8}/),
  cpuVendorId: textOf('exactly 12 characters without a comma', /[^,]{12}/),
  hypervVendorId: textOf('at most 12 characters without a comma', /[^,]{0,12}/),
  compat: textOf('a version such as 1.1', /\d+\.\d+/),
  timeZone: textOf('a time zone such as Europe/Berlin', /[a-zA-Z\d_.+\-/]+/, (value) => value.trim().replace(/ /g, '_')),
  dbusAddr: someText,
  NCName: textOf('an XML name without a colon', /[ \t\n\r]*[\p{L}_][\p{L}\p{M}\p{Nd}\-._\u00b7]*[ \t\n\r]*/u),
})

const others = table<DataType>({
  UUID: textOf(
    'a UUID such as 6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    /[a-fA-F\d]{32}|[a-fA-F\d]{8}-(?:[a-fA-F\d]{4}-){3}[a-fA-F\d]{12}/,
    (value) => value.replace(/^\s*urn:uuid:|[{}\s-]/gi, '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  ),
  cpuset: textOf('numbers and ranges between commas, such as 0-3,^2,8', /(?:\d+(?:-\d+)?|\^\d+)(?:,(?:\d+(?:-\d+)?|\^\d+))*/, (value) =>
    value
      .trim()
      .replace(/\s*(?:\.\.|[-\u2013\u2014])\s*/g, '-')
      .replace(/[\s,;]+/g, ',')
      .replace(/^,|,$/g, ''),
  ),
  unit: textOf(
    'a unit: bytes, KiB, MiB, GiB, TiB, PiB or EiB',
    /[bB](?:[yY][tT][eE][sS]?)?|[kKmMgGtTpPeE](?:[iI]?[bB])?/,
    (value) => /^([kmgtpe])(?:ilo|ega|iga|era|eta|xa)bytes?$/i.exec(value.trim())?.[1]?.toUpperCase().concat('B'),
    (value) => /^([kmgtpe])(?:i|ibi|ebi|obi)(?:bytes?)?$/i.exec(value.trim())?.[1]?.toUpperCase().concat('iB'),
  ),
  absFilePath: textOf('an absolute path', /(?:\/|[a-zA-Z]:\\)[^\n\r]+/, (value) => /^file:\/\/(\/.*)$/i.exec(value.trim())?.[1]),
  absDirPath: textOf('the absolute path of a directory', /\/[^\n\r]*/, (value) => /^file:\/\/(\/.*)$/i.exec(value.trim())?.[1]),
  filePath: textOf('a path', /[^\n\r]+/),
  dirPath: textOf('the path of a directory', /[^\n\r]+/),
  vmwarePath: textOf('a path of VMware, such as [datastore1] guest/disk.vmdk', /\[[^\]]+\] [^\n\r]+/),
  createMode: textOf('a file mode in octal, such as 0644', /0[0-7]{3}|[0-7]{1,3}/, (value) => /^0o([0-7]+)$/i.exec(value.trim())?.[1]),
  timeDelta: textOf('a whole number of seconds, perhaps with a sign', /[-+]?\d+/),
  dateTime: dataTypeOf('a date and time such as 2024-02-29T12:00:00', isDateTime, (value) =>
    value.trim().replace(/^(\S+) +(\d\d:)/, '$1T$2'),
  ),
  virYesNo: wordOf(['yes', 'no'], { true: 'yes', false: 'no', 1: 'yes', 0: 'no', on: 'yes', off: 'no', enabled: 'yes', disabled: 'no' }),
  virOnOff: wordOf(['on', 'off'], { true: 'on', false: 'off', 1: 'on', 0: 'off', yes: 'on', no: 'off', enabled: 'on', disabled: 'off' }),
})

/**
 * The data types by name. Names are those of libvirt's schema (basictypes.rng, domaincommon.rng, networkcommon.rng, cputypes.rng,
 * nwfilter_params.rng, sysinfocommon.rng of libvirt 12.8); where it has a bare type of XML Schema beside one of its own of the same
 * name, that is `xsd:...`; where it has only a pattern, the name is ours.
 */
export const typeTable: ReadonlyMap<string, DataType> = new Map(Object.entries({ ...numbers, ...addresses, ...names, ...others }))
