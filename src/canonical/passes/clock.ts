import { parseInteger } from '../../domain/values/number.js'
import type { Pass } from '../pass.js'

/** What the guest's clock starts from. */
export const clock: Pass = {
  name: 'set the clock',
  mirrors: 'domain_conf.c, virDomainClockDefParse and virDomainClockDefFormat; canonical-form 2.4',
  run({ element }) {
    const clock = element.ensure('clock')
    clock.setDefault('offset', 'utc')
    const basis = clock.get('offset') ?? 'utc'
    const adjustment = clock.get('adjustment')
    if (basis === 'variable') {
      clock.setDefault('adjustment', '0')
      clock.setDefault('basis', 'utc')
    } else if (adjustment !== undefined && adjustment !== 'reset') {
      // A number makes it a clock that keeps what it was set to.
      clock.set('offset', 'variable')
      clock.set('adjustment', String(parseInteger(adjustment) ?? adjustment))
      clock.set('basis', basis)
    }
  },
}
