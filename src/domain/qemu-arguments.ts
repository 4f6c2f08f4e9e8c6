import { removeElement } from '../xml/change.js'
import type { TextEdit } from '../xml/edit.js'
import { localName, namespaceOf } from '../xml/namespaces.js'
import type { XmlAttribute, XmlElement } from '../xml/tree.js'
import { qemuNamespace } from './facts/removed-qemu-arguments.js'
import { type RenamedArgument, renamedArguments } from './facts/renamed.js'

/** An option that a domain passes to QEMU as it stands, with its value. */
export interface QemuArgument {
  /** With one dash: QEMU takes two as well. */
  readonly option: string
  readonly optionAt: XmlAttribute
  /** What follows, if that is no option itself. */
  readonly value?: string
  readonly valueAt?: XmlAttribute
  /** The `<qemu:arg>` elements of both. */
  readonly elements: readonly XmlElement[]
}

/** The arguments of a `<qemu:commandline>` by option; none where its namespace is not QEMU's, since libvirt then drops it. */
export function qemuArguments(commandline: XmlElement): QemuArgument[] {
  if (namespaceOf(commandline) !== qemuNamespace) return []
  const words = commandline.elements().flatMap((child) => {
    const value = localName(child) === 'arg' ? child.attribute('value') : undefined
    return value ? { value, element: child } : []
  })
  const found: QemuArgument[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (!word?.value.value.startsWith('-')) continue
    const option = { option: word.value.value.replace(/^--/, '-'), optionAt: word.value }
    const next = words[index + 1]
    if (!next || next.value.value.startsWith('-')) found.push({ ...option, elements: [word.element] })
    else {
      found.push({ ...option, value: next.value.value, valueAt: next.value, elements: [word.element, next.element] })
      index++
    }
  }
  return found
}

/** The parts of `name,key=value,...`; `undefined` for JSON, and where a comma in a value is written twice. */
export function argumentParts(value: string): { readonly head: string; readonly keys: ReadonlyMap<string, string> } | undefined {
  if (/,,|^\s*\{/.test(value)) return undefined
  const [head = '', ...rest] = value.split(',')
  const keys = new Map<string, string>()
  for (const part of rest) {
    const equals = part.indexOf('=')
    keys.set(equals === -1 ? part : part.slice(0, equals), equals === -1 ? 'on' : part.slice(equals + 1))
  }
  return { head, keys }
}

/** The value of an option with present names in place of old ones, and the first of these; undefined where there is none. */
export function withPresentNames(
  written: string,
  value: string,
  isOld: (row: RenamedArgument) => boolean = () => true,
): { readonly value: string; readonly first: RenamedArgument } | undefined {
  // A comma in a value is written twice, and JSON has no such words: both are left alone.
  if (/,,|^\s*\{/.test(value)) return undefined
  const option = written.replace(/^--/, '-')
  const words = value.split(',')
  const rows = renamedArguments.filter(
    (row) => row.options.includes(option) && (!row.within || row.within.test(words[0] ?? '')) && isOld(row),
  )
  const names = (row: RenamedArgument, word: string, index: number): boolean => {
    if (row.kind) return index === 0 && word === row.old
    return word === row.old || (!row.today.includes('=') && word.startsWith(`${row.old}=`))
  }
  const first = rows.find((row) => words.some((word, index) => names(row, word, index)))
  if (!first) return undefined
  const present = words.map((word, index) => {
    const row = rows.find((candidate) => names(candidate, word, index))
    return row ? row.today + word.slice(row.old.length) : word
  })
  return { value: present.join(','), first }
}

/** Removes arguments, and the whole `<qemu:commandline>` where nothing would be left in it. */
export function removeArguments(commandline: XmlElement, removed: readonly QemuArgument[]): TextEdit[] {
  const elements = removed.flatMap((argument) => argument.elements)
  const isEmpty = commandline.children.every((node) =>
    node.type === 'text' ? node.value.trim() === '' : node.type === 'element' && elements.includes(node),
  )
  return isEmpty ? [removeElement(commandline)] : elements.map(removeElement)
}
