import { namespaceFor } from '../../domain/vocabulary/namespaces.js'
import type { Pass } from '../pass.js'

/** Declares the namespaces of libvirt's drivers that the definition makes use of, by libvirt's own prefixes. */
export const readNamespaces: Pass = {
  name: 'read the namespaces',
  mirrors: 'virXMLNamespaceFormatNS, qemuDomainDefNamespaceParse (canonical-form, section 6.1)',
  run({ element }) {
    for (const name of [...element.attributes.keys()]) if (name === 'xmlns' || name.startsWith('xmlns:')) element.set(name, undefined)
    for (const child of element.children) {
      const [prefix = '', rest] = child.name.split(':')
      const namespace = rest === undefined || isEmpty(child) ? undefined : namespaceFor(prefix)
      if (namespace !== undefined) element.set(`xmlns:${prefix}`, namespace)
    }
  },
}

function isEmpty({
  attributes,
  children,
  text,
}: {
  attributes: ReadonlyMap<string, string>
  children: readonly unknown[]
  text: string
}): boolean {
  return attributes.size === 0 && children.length === 0 && text === ''
}
