import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type ReadResult, textOf } from '../../lint/host.js'

/** A whole image, and one that libvirt was still writing (qemu_saveimage.h, QEMU_SAVE_MAGIC and QEMU_SAVE_PARTIAL). */
const magics: ReadonlySet<string> = new Set(['LibvirtQemudSave', 'LibvirtQemudPart'])

/** The magic, five numbers of 32 bits in the byte order of the host, and room for fourteen more (virQEMUSaveHeader). */
const headerLength = 16 + 19 * 4

/**
 * The definition at the start of an image that `virsh save` or `virsh managedsave` wrote, which ends at its first NUL;
 * undefined where the file is no such image. Never throws.
 */
export function readSavedImage(path: string, maxSize: number): ReadResult | undefined {
  let descriptor: number
  try {
    // A pipe must not be read from here.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    if (!fstatSync(descriptor).isFile()) return undefined
    const header = bytesAt(descriptor, 0, headerLength)
    if (header.length < headerLength || !magics.has(header.toString('latin1', 0, 16))) return undefined
    const isLittle = header.readUInt32LE(16) < 0x10000
    const length = isLittle ? header.readUInt32LE(20) : header.readUInt32BE(20)
    if (length > maxSize) return { kind: 'failure', message: 'says that its definition is larger than --max-size allows' }
    const data = bytesAt(descriptor, headerLength, length)
    const end = data.indexOf(0)
    return textOf(end === -1 ? data : data.subarray(0, end))
  } catch {
    return undefined
  } finally {
    closeSync(descriptor)
  }
}

/** As many bytes as there are, up to a length. */
function bytesAt(descriptor: number, offset: number, length: number): Buffer {
  const size = Math.max(0, Math.min(length, fstatSync(descriptor).size - offset))
  const bytes = Buffer.alloc(size)
  let read = 0
  for (let count = 1; count > 0 && read < size; read += count) count = readSync(descriptor, bytes, read, size - read, offset + read)
  return bytes.subarray(0, read)
}
