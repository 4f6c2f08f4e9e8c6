import type { Pass } from '../pass.js'

/** The address of a guest on the host's socket family: chosen at each start unless it is written. */
export const vsockAddress: Pass = {
  name: 'say who chooses the address of a vsock',
  mirrors: 'domain_postparse.c, virDomainVsockDefPostParse; canonical-form 2.12',
  run(domain) {
    for (const vsock of domain.devices('vsock')) {
      const cid = vsock.ensure('cid')
      cid.setDefault('auto', cid.get('address') === undefined ? 'yes' : 'no')
    }
  },
}
