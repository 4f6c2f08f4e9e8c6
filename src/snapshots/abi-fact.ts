import type { XmlElement } from '../xml/tree.js'

/** `libvirt`: libvirt's own check compares it. `guest`: the guest sees it, and libvirt lets it change. */
export type AbiLevel = 'guest' | 'libvirt'

/** How a value is read: as text, whether it is there, a switch whose element means `on`, or a size that has a unit. */
export type AbiReading = 'number' | 'presence' | 'size' | 'switch' | 'text'

/** A row of the tables: one thing that the guest can see. */
export interface AbiRow {
  /** Below the element that the table is about: `target@dev`, `serial`, `timer*@name`; `*` is each element of a name, one by one. */
  readonly at: string
  /** In words, as it stands in a sentence: `the serial number`. */
  readonly what: string
  readonly level: AbiLevel
  readonly reading: AbiReading
  /** The value that counts where none is written. */
  readonly absent: string | undefined
}

interface RowOptions {
  readonly reading?: AbiReading
  readonly absent?: string
}

/** A fact that libvirt compares. */
export function guarded(at: string, what: string, { reading = 'text', absent }: RowOptions = {}): AbiRow {
  return { at, what, level: 'libvirt', reading, absent }
}

/** A fact that the guest sees and libvirt does not compare. */
export function seen(at: string, what: string, { reading = 'text', absent }: RowOptions = {}): AbiRow {
  return { at, what, level: 'guest', reading, absent }
}

/** One thing that the guest can see of one definition. */
export interface AbiFact {
  /** Where it is in libvirt's normalised form: `devices/disk[1]/target@dev`, counted from 0. */
  readonly path: string
  /** The device as people name it, or the part of the domain. */
  readonly device: string
  readonly fact: string
  readonly value: string
  readonly level: AbiLevel
  /** The element of the text that says so; undefined where libvirt adds it. */
  readonly source: XmlElement | undefined
}
