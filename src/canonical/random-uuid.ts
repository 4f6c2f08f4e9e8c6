/** A new random UUID, of version 4 as libvirt makes them (viruuid.c, virUUIDGenerate). */
export function randomUuid(randomBytes: (count: number) => Uint8Array): string {
  const digits = [...randomBytes(16)].map((byte, index) => marked(byte, index).toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The version and the variant stand in two of the bytes (RFC 9562). */
function marked(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40
  return index === 8 ? (byte & 0x3f) | 0x80 : byte
}
