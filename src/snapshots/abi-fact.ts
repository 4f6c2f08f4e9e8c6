import type { XmlElement } from '../xml/tree.js'

/** `libvirt`: libvirt's own check compares it. `guest`: the guest sees it, and libvirt lets it change. */
export type AbiLevel = 'guest' | 'libvirt'

/**
 * How a value is read: as text, as text in which case means nothing, whether it is there, a switch whose element means `on`, a number, a
 * set of CPUs, or a size with a unit, in KiB or in bytes.
 */
export type AbiReading = 'bytes' | 'cpus' | 'name' | 'number' | 'presence' | 'size' | 'switch' | 'text'

/** A step from an element to those below it. */
export interface AbiStep {
  readonly name: string
  /** Only those with this `name` attribute. */
  readonly entry: string | undefined
  /** Each of them one by one, instead of the first. */
  readonly isEach: boolean
}

/** A row of the tables: one thing that the guest can see. */
export interface AbiRow {
  /**
   * Below the element that the table is about: `target@dev`, `serial`, `timer*@name`, `bios/entry[date]`; `*` is each element of a name,
   * brackets hold what its attribute `name` is.
   */
  readonly at: string
  /** The same taken apart. */
  readonly steps: readonly AbiStep[]
  readonly attribute: string | undefined
  /** In words, as it stands in a sentence: `the serial number`. */
  readonly what: string
  readonly level: AbiLevel
  readonly reading: AbiReading
  /** The value that counts where none is written. */
  readonly absent: string | undefined
  /** It counts only where an attribute of the same element has one of some values. */
  readonly where: { readonly attribute: string; readonly is: readonly string[] } | undefined
  /** It counts only where this, `target@name` of the whole device, is not written. */
  readonly without: string | undefined
  /** The values that count; others are as if nothing was written. */
  readonly only: readonly string[] | undefined
  /** Values that libvirt takes for another one: `mdev` for `pci`. */
  readonly alike: Readonly<Record<string, string>> | undefined
  /** Values that the guest cannot tell from another one: `directsync` and `writethrough`. */
  readonly means: Readonly<Record<string, string>> | undefined
  /** libvirt compares it when it restores a guest or redefines a snapshot, not when it migrates or saves one. */
  readonly volatile: boolean
  /** libvirt compares it, and the guest does not see it. */
  readonly unseen: boolean
}

type RowOptions = Partial<Pick<AbiRow, 'absent' | 'alike' | 'means' | 'only' | 'reading' | 'unseen' | 'volatile' | 'where' | 'without'>>

/** A fact that libvirt compares. */
export function guarded(at: string, what: string, options: RowOptions = {}): AbiRow {
  return row(at, what, 'libvirt', options)
}

/** A fact that the guest sees and libvirt does not compare. */
export function seen(at: string, what: string, options: RowOptions = {}): AbiRow {
  return row(at, what, 'guest', options)
}

function row(at: string, what: string, level: AbiLevel, options: RowOptions): AbiRow {
  const { reading = 'text', absent, where, without, only, alike, means, volatile = false, unseen = false } = options
  const [way = '', attribute] = at.split('@')
  const steps = way === '' ? [] : way.split('/').map(stepOf)
  return { at, steps, attribute, what, level, reading, absent, where, without, only, alike, means, volatile, unseen }
}

function stepOf(text: string): AbiStep {
  const [, name = text, entry, each] = /^([^[*]+)(?:\[(.+)\])?(\*)?$/.exec(text) ?? []
  return { name, entry, isEach: each !== undefined }
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
  /** What libvirt compares where that is not the value itself. */
  readonly compared?: string
  /** libvirt compares it when it restores a guest, not when it migrates one. */
  readonly volatile?: boolean
  /** libvirt compares it, and the guest does not see it. */
  readonly unseen?: boolean
  /** The value of those that say nothing, where it is a word of its own. */
  readonly absent?: string
}
