/** Values at the edges of all data types: each of them may be right for some and is wrong for most. */

const words = (text: string): string[] => text.trim().split(/\s+/)

const limits = words('0 1 2 3 4 7 8 9 10 31 32 33 99 100 101 128 129 254 255 777 999 1000 1001 4095 4096 99999 100000 1000000 1000001').map(
  BigInt,
)
const extremes = [
  ...words('17592186044415 17592186044416 18014398509481984 18014398509481985').map(BigInt),
  ...[10n, 19n, 20n, 24n].map((digits) => 10n ** digits),
]
const powers = [8n, 15n, 16n, 24n, 31n, 32n, 53n, 63n, 64n].map((bits) => 2n ** bits)
const integers = [...limits, ...extremes, ...powers].flatMap((value) => [`${value}`, `${value - 1n}`, `-${value}`, `+${value}`])

const hexadecimal = words('0 7 8 a F 1f 1F 20 ef fe Fe fF e 100 ffff 10000 abcdef ffffff 1000000 FFFFFFFF 100000000').flatMap((digits) => [
  digits,
  `0x${digits}`,
  `0X${digits}`,
  `0x0${digits}`,
  `-0x${digits}`,
])

const withoutBlanks = words(`
  a A ab a-b a_b a.b a:b a/b a+b _ _1 1a . .. ... - -- yes no on off Yes ON true tcp udp ipv4 ipv6 vepa bridge private passthrough b
  B byte BYTES bytess k K KB kib KiB Ki M MiB g GB TiB P EiB ZiB KBi 1.5 1. .5 1e3 1.10 12.34 123.4 12x34 1,5 1,234 0b1 0o17 NaN INF
  +-1 00000000000000000000000001 0644 644 1777 00644 888 07777 0777 08 000 6ba7b810-9dad-11d1-80b4-00c04fd430c8
  6BA7B8109DAD11D180B400C04FD430C8 6ba7b810-9dad-11d1-80b4-00c04fd430c 6ba7b8109dad-11d1-80b4-00c04fd430c8
  {6ba7b810-9dad-11d1-80b4-00c04fd430c8} urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8 6ba7b810-9dad-11d1-80b4-00c04fd430cg
  52:54:00:12:34:56 53:54:00:12:34:56 FE:FF:FF:FF:FF:FF 52:54:00:12:34 52:54:00:12:34:56:78 52-54-00-12-34-56 5254.0012.3456
  525400123456 5:54:0:12:34:56 0.0.0.0 255.255.255.255 256.1.1.1 1.256.1.1 1.2.3 1.2.3.4.5 01.2.3.4 1.2.3.04 10.0.0.1/8
  249.250.199.200 1..2.3 100.99.9.0 260.0.0.1 1.2.3. : :: ::: ::1 1:: :1 1: 1:2 ::1: :1:: 1:2:3:4:5:6:7:8 1:2:3:4:5:6:7
  1:2:3:4:5:6:7:8:9 1::8 1:2:3:4:5:6:7:: ::2:3:4:5:6:7:8 1:2:3:4:5:6::8 1:2:3:4:5:6:7::8 1:2:3:4::5:6:7:8 1::3::5 1::2:3:4:5:6:7
  1::2:3:4:5:6:7:8 1:2::4:5:6:7:8 1:2:3::5:6:7:8 1:2:3:4::6:7:8 1:2:3:4:5::7:8 12345:: g:: fe80::1%eth0 [::1] ::1.2.3.4 :1.2.3.4
  :::1.2.3.4 1::1.2.3.4 1:1.2.3.4 ::ffff:1.2.3.4 ::1:2:3:4:5:1.2.3.4 ::1:2:3:4:5:6:1.2.3.4 1:2:3:4:5:6:1.2.3.4 1:2:3:4:5:1.2.3.4
  1:2:3:4:5::1.2.3.4 1:2:3:4:5:6::1.2.3.4 1::2:1.2.3.4 64:ff9b::192.0.2.33 ::256.2.3.4 ::1.2.3 ::1.2.3.4:5 1:2:3:4:5:6:7:1.2.3.4
  ::1::1.2.3.4 1::2::1.2.3.4 ::ffff::1.2.3.4 :1:2:3:4:5:6:7 :1:1.2.3.4 2001:DB8::1 2001:db8::/32 0-3 0-3,8 ^1 0-3,^2 0-3,^2-3 3-1 0-
  -3 0, ,0 0,,1 0;1 0..3 0:3 0–3 ^ ^^1 1^ all 0-1-2 / // /a a/ ./a c:/a file:///a [a]b vda vd xvda1 hdA sda-1 fd0 ubda ioemu:hda
  ioemu: ioemu:nvme0n1 nvme0n1 nvme0n1p1 nvme0 nvme0n1p vd_ xda /dev/vda naa.5001405376e34ea6 naa.5001405376e34ea
  NAA.5001405376e34ea6 5001405376e34ea6 0x5001405376e34ea6 50:01:40:53:76:e3:4e:a6 5001405376e34ea67 1.2 1.2.3.4 0x1.0xf 1ff.2 1-2
  1.1fff 2.00 2.0 200 2.000 2..0 2,00 PROMPT ninechars GenuineIntel AuthenticAMD KVMKVMKVM a,b exactly12chr thirteenchars
  ,,,,,,,,,,,, äuthenticämd Europe/Berlin Etc/GMT+5 a~b a"b "a" "a a" " "" a=b a;b a[b] a<b a&b a(b) a@b a^b a|b a{b a? a*b a%b a#b
  a!b 2024-02-29T12:34:56 2023-02-29T12:34:56 2000-02-29T00:00:00 2100-02-29T00:00:00 2024-01-01 2024-01-01T00:00
  2024-13-01T00:00:00 2024-00-01T00:00:00 2024-04-31T00:00:00 2024-01-00T00:00:00 2024-1-1T00:00:00 2024-01-01T24:00:00
  2024-01-01T24:00:01 2024-01-01T24:00:00.0 2024-01-01T24:00:00.1 2024-01-01T25:00:00 2024-01-01T00:60:00 2024-01-01T00:00:60
  2024-01-01T00:00:59.999 2024-01-01T00:00:00. 2024-01-01T00:00:00Z 2024-01-01T00:00:00z 2024-01-01t00:00:00
  2024-01-01T00:00:00+14:00 2024-01-01T00:00:00+14:01 2024-01-01T00:00:00-13:59 2024-01-01T00:00:00+13:60 2024-01-01T00:00:00+01
  0000-01-01T00:00:00 -0001-01-01T00:00:00 -0000-01-01T00:00:00 12024-01-01T00:00:00 02024-01-01T00:00:00 999-01-01T00:00:00
  +2024-01-01T00:00:00 99999999999999999999-01-01T00:00:00 -0004-02-29T00:00:00 host-model default none abc 3.5 -5
  99999999999999999999 -99999999999999999999 0x KKiB
`)

const withBlanks = [
  'a b',
  'a\\b',
  '- 1',
  '+ 1',
  '6ba7b810 9dad 11d1 80b4 00c04fd430c8',
  '0 - 3',
  '0, 1',
  '/a b',
  '/a\nb',
  '/\n',
  'C:\\',
  'C:\\a',
  'CD:\\a',
  '\\\\server\\a',
  '[a] b',
  '[] b',
  '[a] ',
  '[a]] b',
  '[a b] c/d',
  '[a\nb] c',
  '[a] b\n',
  '2\n0',
  'a b c d',
  "'a'",
  'a`b',
  'a$b',
  '2024-01-01 00:00:00',
  ' 2024-01-01T00:00:00\n',
]

const repeated = ['x', ' ', 'é', '😀', '9', '~'].flatMap((character) =>
  [7, 8, 9, 12, 13, 39, 40, 41, 128, 129].map((count) => character.repeat(count)),
)

const characters = [
  ...Array.from({ length: 95 }, (_, n) => String.fromCharCode(0x20 + n)),
  ...'\t\n\r\u0085\u00a0\u00b7éß٣日\u2028\ufeff😀',
]

/** A few values with everything that may go wrong around and inside them. */
const seeds = [
  ...words(
    '5 0x1f vda 10 yes /a/b 0-3 52:54:00:12:34:56 192.0.2.1 2001:db8::1 6ba7b810-9dad-11d1-80b4-00c04fd430c8 2024-01-01T00:00:00 1.1 -1',
  ),
  '[a] b',
]
const mutations: readonly ((value: string) => string)[] = [
  (value) => ` ${value}`,
  (value) => `${value} `,
  (value) => `\t${value}\n`,
  (value) => `\n${value}`,
  (value) => `${value}\n`,
  (value) => `${value}\r`,
  (value) => `\u00a0${value}`,
  (value) => `+${value}`,
  (value) => `-${value}`,
  (value) => `0${value}`,
  (value) => `0x${value}`,
  (value) => `0X${value}`,
  (value) => `${value},`,
  (value) => `,${value}`,
  (value) => `${value},${value}`,
  (value) => `${value} ${value}`,
  (value) => `${value}.${value}`,
  (value) => `${value}${value}`,
  (value) => value.toUpperCase(),
  (value) => value.slice(1),
  (value) => value.slice(0, -1),
  (value) => `"${value}"`,
  (value) => `${value}é`,
  (value) => `${value}/`,
  (value) => `${value}.0`,
]

/** All of them, without doubles. Made anew in the same order each time. */
export const boundaryValues: readonly string[] = [
  ...new Set([
    '',
    ...integers,
    ...hexadecimal,
    ...withoutBlanks,
    ...withBlanks,
    ...repeated,
    ...characters.flatMap((character) => [character, `a${character}`, `${character}a`, `1${character}2`, `/a${character}`]),
    ...seeds.flatMap((seed) => mutations.map((mutate) => mutate(seed))),
  ]),
]
