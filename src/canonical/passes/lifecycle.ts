import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** What happens to the guest where nothing is said. */
const actions = [
  ['on_poweroff', 'destroy'],
  ['on_reboot', 'restart'],
  ['on_crash', 'destroy'],
] as const

export const lifecycle: Pass = {
  name: 'say what follows the end of the guest',
  mirrors: 'domain_conf.c, virDomainDefLifecycleParse; canonical-form 2.2',
  run({ element }) {
    for (const [name, action] of actions) {
      const event = element.child(name)
      if (!event) element.append(CanonicalElement.create(name, { text: action }))
      else if (event.text === '') event.text = action
    }
  },
}
