import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** How the guest is kept apart on the host. */
export const securityLabels: Pass = {
  name: 'complete security labels',
  mirrors: 'domain_conf.c, virSecurityLabelDefParseXML and virSecurityLabelDefsParseXML; canonical-form 2.12',
  run(domain) {
    const labels = domain.element.elements('seclabel')
    for (const label of labels) label.setDefault('type', 'dynamic')
    const [only] = labels
    if (only && labels.length === 1 && only.get('model') === undefined && takesHostModel(only)) {
      domain.unknown('the security model: it is the first of the host, and none where it has none', only)
      only.set('model', 'none')
    }
    for (const label of labels) complete(label)
  },
}

function takesHostModel(label: CanonicalElement): boolean {
  return label.get('type') === 'none' || (label.get('type') === 'dynamic' && !label.has('baselabel'))
}

function complete(label: CanonicalElement): void {
  if (label.get('model') === 'none') {
    label.set('type', 'none')
    label.replaceChildren([])
  }
  const type = label.get('type')
  if (type === 'none') label.set('relabel', undefined)
  else label.setDefault('relabel', type === 'static' ? 'no' : 'yes')
}
