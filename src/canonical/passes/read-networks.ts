import { ipFamily } from '../../domain/values/ip.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Says what follows from the addresses and VLANs of network cards: the family of an address, and that a card carries several VLANs. */
export const readNetworks: Pass = {
  name: 'read the addresses and VLANs of network cards',
  mirrors: 'virDomainNetIPInfoFormat, virNetDevVlanParse',
  run(domain) {
    for (const card of domain.devices('interface')) {
      nameFamilies(card)
      const source = card.child('source')
      if (source) nameFamilies(source)
      const vlan = card.child('vlan')
      const tags = vlan?.elements('tag') ?? []
      if (tags.length > 1 || tags.some((tag) => tag.get('nativeMode') !== undefined)) vlan?.set('trunk', 'yes')
    }
  },
}

function nameFamilies(holder: CanonicalElement): void {
  for (const ip of holder.elements('ip')) ip.set('family', ipFamily(ip.get('address') ?? '') ?? ip.get('family'))
}
