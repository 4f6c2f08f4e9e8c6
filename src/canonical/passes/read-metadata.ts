import { namespaceOf } from '../../xml/namespaces.js'
import type { Pass } from '../pass.js'

/** Keeps of the metadata what has a namespace, and of each namespace the first element. */
export const readMetadata: Pass = {
  name: 'read the metadata',
  mirrors: 'virDomainDefMetadataSanitize (canonical-form, section 2.12)',
  run({ element }) {
    const metadata = element.child('metadata')
    const seen = new Set<string>()
    metadata?.replaceChildren(
      metadata.children.filter(({ source }) => {
        const namespace = source && namespaceOf(source)
        if (namespace === undefined || seen.has(namespace)) return false
        seen.add(namespace)
        return true
      }),
    )
    if (metadata?.children.length === 0) element.remove(metadata)
  },
}
