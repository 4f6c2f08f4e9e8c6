import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

/** What may stand at one element path. */
export interface Place {
  /** Values by attribute: words as they are, data types as `<name>`. */
  readonly attributes: Map<string, Set<string>>
  readonly text: Set<string>
}

export type Dump = Map<string, Place>

const prefixes: Record<string, string> = {
  'http://libvirt.org/schemas/domain/qemu/1.0': 'qemu:',
  'http://libvirt.org/schemas/domain/lxc/1.0': 'lxc:',
  'http://libvirt.org/schemas/domain/xen/1.0': 'xen:',
  'http://libvirt.org/schemas/domain/bhyve/1.0': 'bhyve:',
  'http://libvirt.org/schemas/domain/vmware/1.0': 'vmware:',
}

/** Expands a RELAX NG schema into all element paths below `domain` with their attributes and values. Recursion is cut at a path's second visit. */
export function dumpSchema(file: string): Dump {
  const defines = new Map<string, XmlElement[]>()
  const load = (path: string) => {
    const grammar = scan(readFileSync(path, 'utf8')).document.element
    const visit = (element: XmlElement) => {
      for (const child of element.elements()) {
        if (child.name === 'define') defines.set(child.attr('name') ?? '', [...(defines.get(child.attr('name') ?? '') ?? []), child])
        else if (child.name === 'include') {
          load(join(dirname(path), child.attr('href') ?? ''))
          visit(child)
        } else if (child.name === 'div') visit(child)
      }
    }
    if (grammar) visit(grammar)
  }
  load(file)
  const dump: Dump = new Map()
  const place = (path: string): Place => {
    const known = dump.get(path)
    if (known) return known
    const fresh = { attributes: new Map<string, Set<string>>(), text: new Set<string>() }
    dump.set(path, fresh)
    return fresh
  }
  const nameOf = (element: XmlElement) => {
    const written = element.attr('name') ?? element.child('name')?.text.trim()
    let namespace: string | undefined
    // The short form of an attribute's name takes no namespace from the elements around it.
    if (element.name === 'attribute' && element.attr('name') !== undefined) namespace = element.attr('ns') ?? ''
    for (let node: XmlElement | undefined = element; node && namespace === undefined; node = node.parentElement) namespace = node.attr('ns')
    return written === undefined ? undefined : `${prefixes[namespace ?? ''] ?? ''}${written}`
  }
  const walk = (pattern: XmlElement, path: string, sink: Set<string> | undefined, open: readonly XmlElement[]) => {
    switch (pattern.name) {
      case 'element': {
        const name = nameOf(pattern)
        // privateData: libvirt's own, which the public schema forbids.
        const forbidden = pattern.elements().some((child) => child.name === 'notAllowed')
        if (!name || forbidden || open.includes(pattern)) return
        const inner = `${path}/${name}`
        place(inner)
        for (const child of pattern.elements()) walk(child, inner, undefined, [...open, pattern])
        return
      }
      case 'attribute': {
        const name = nameOf(pattern)
        if (!name) return
        const values = place(path).attributes.get(name) ?? new Set<string>()
        place(path).attributes.set(name, values)
        const inner = pattern.elements().filter((child) => child.name !== 'name')
        if (inner.length === 0) values.add('<text>')
        for (const child of inner) walk(child, path, values, open)
        return
      }
      case 'ref':
        for (const define of defines.get(pattern.attr('name') ?? '') ?? []) {
          const [data, ...more] = define.elements()
          // A define that only holds data is a type: its name says more than its pattern.
          if (data?.name === 'data' && more.length === 0 && !wordsOfPattern(data))
            (sink ?? place(path).text).add(`<${pattern.attr('name')}>`)
          else for (const child of define.elements()) walk(child, path, sink, open)
        }
        return
      case 'value':
        ;(sink ?? place(path).text).add(pattern.text.trim())
        return
      case 'data':
        for (const value of wordsOfPattern(pattern) ?? [`<${pattern.attr('type')}>`]) (sink ?? place(path).text).add(value)
        return
      case 'text':
        ;(sink ?? place(path).text).add('<text>')
        return
      case 'empty':
      case 'notAllowed':
      case 'anyName':
        return
      default:
        for (const child of pattern.elements()) walk(child, path, sink, open)
    }
  }
  for (const define of defines.get('domain') ?? []) for (const child of define.elements()) walk(child, '', undefined, [])
  return dump
}

/** The words of data whose pattern is nothing but words: `(tcp|udp)`, `(tcp)|(udp)`. */
function wordsOfPattern(data: XmlElement): string[] | undefined {
  const pattern =
    data
      .elements('param')
      .find((param) => param.attr('name') === 'pattern')
      ?.text.trim() ?? ''
  return /^\(?[a-z][\w-]*(\)?\|\(?[a-z][\w-]*)+\)?$/.test(pattern) ? pattern.replace(/[()]/g, '').split('|') : undefined
}
