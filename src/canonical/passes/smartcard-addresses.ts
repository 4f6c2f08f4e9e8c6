import { addressNumber, addressType, setAddress } from '../device-address.js'
import type { Pass } from '../pass.js'

/** Smartcards go into the slots of the first CCID controller, one after the other. */
export const smartcardAddresses: Pass = {
  name: 'place smartcards on their controller',
  mirrors: 'domain_postparse.c, virDomainSmartcardDefPostParse; canonical-form 4.8',
  run(domain) {
    const smartcards = domain.devices('smartcard')
    let next = 0
    for (const smartcard of smartcards) {
      const isFirst = addressType(smartcard) === 'ccid' && addressNumber(smartcard, 'controller') === 0
      if (isFirst) next = Math.max(next, addressNumber(smartcard, 'slot') + 1)
    }
    for (const smartcard of smartcards) {
      if (addressType(smartcard) !== '') continue
      setAddress(smartcard, 'ccid', { controller: '0', slot: String(next) })
      next++
    }
  },
}
