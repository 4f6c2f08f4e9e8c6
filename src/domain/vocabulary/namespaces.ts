import { namespaceOfPrefix } from '../../xml/namespaces.js'
import type { XmlElement } from '../../xml/tree.js'
import { table } from '../table.js'

/** The namespaces that libvirt's drivers add to a domain, and the prefixes by which the vocabulary calls them. */
const prefixes = table<string>({
  'http://libvirt.org/schemas/domain/qemu/1.0': 'qemu',
  'http://libvirt.org/schemas/domain/lxc/1.0': 'lxc',
  'http://libvirt.org/schemas/domain/xen/1.0': 'xen',
  'http://libvirt.org/schemas/domain/bhyve/1.0': 'bhyve',
  'http://libvirt.org/schemas/domain/vmware/1.0': 'vmware',
})

/** Whether it is one of the prefixes that the vocabulary uses. */
export function isKnownPrefix(prefix: string): boolean {
  return knownPrefixes.has(prefix)
}

/** The vocabulary's prefix for a default namespace, with its colon; empty if it is none that libvirt knows. */
export function prefixOf(namespace: string): string {
  const prefix = prefixes[namespace]
  return prefix === undefined ? '' : `${prefix}:`
}

/** The namespace that one of the vocabulary's prefixes stands for. */
export function namespaceFor(prefix: string): string | undefined {
  return knownPrefixes.get(prefix)
}

const knownPrefixes = new Map(Object.entries(prefixes).map(([namespace, prefix]) => [prefix, namespace]))

/** A name with the prefix that the vocabulary uses for its namespace; a prefix that stands for nothing known stays. */
export function canonicalName(name: string, element: XmlElement): string {
  const colon = name.indexOf(':')
  if (colon === -1) return name
  const namespace = namespaceOfPrefix(name.slice(0, colon), element)
  const prefix = namespace === undefined ? undefined : prefixes[namespace]
  // A known prefix without its declaration must not be taken for the real thing.
  return prefix ? `${prefix}:${name.slice(colon + 1)}` : `{${namespace ?? ''}}${name.slice(colon + 1)}`
}
