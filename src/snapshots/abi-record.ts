import type { Target } from '../domain/facts/target.js'
import type { AbiFact } from './abi-fact.js'

/** The version of the format in which records are written; readers refuse a newer one. */
export const recordVersion = 1

/** The word that the first line of a record begins with, comments aside. */
export const recordMark = 'domlint-abi'

/** What stands for a target that is read from files of a host, whose names are none of the guest's business. */
export const hostTarget = 'host'

/** A guest as it was recorded. */
export interface RecordedGuest {
  readonly name: string
  readonly facts: readonly AbiFact[]
  /** The line of each fact in the record, by its path. */
  readonly lines: ReadonlyMap<string, number>
}

/** What a guest sees, as it was written into a file. */
export interface AbiRecord {
  /** The domlint that wrote it. */
  readonly domlint: string
  /** The name of the target that it was made for: facts such as an alias of a machine type depend on it. */
  readonly target: string
  readonly libvirt: string
  readonly qemu: string
  readonly guests: readonly RecordedGuest[]
}

/** The name by which a record knows a target. */
export function recordedTarget(target: Target): string {
  return target.host ? hostTarget : target.name
}

/** The part of a path that names a device: `devices/disk[0]`. */
export function devicePath(path: string): string | undefined {
  return /^devices\/[^/@]*\]/.exec(path)?.[0]
}

/** What a fact that is of no device belongs to, where nothing else is said: the first step of its path. */
export function partOf(path: string): string {
  return /^\w*/.exec(path)?.[0] || 'domain'
}
