import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** The TPM that goes with the machine, and the version of an emulated one. */
export const tpmDefaults: Pass = {
  name: 'complete TPMs',
  mirrors: 'domain_conf.c, virDomainTPMDefParseXML; qemu_postparse.c, qemuDomainTPMDefPostParse; canonical-form 2.12',
  run(domain) {
    for (const tpm of domain.devices('tpm')) completeTpm(tpm, domain)
  },
}

function completeTpm(tpm: CanonicalElement, { arch, isX86 }: WorkingDomain): void {
  tpm.setDefault('model', arch.startsWith('ppc64') ? 'tpm-spapr' : 'tpm-tis')
  const backend = tpm.child('backend')
  if (backend?.get('type') === 'emulator') backend.setDefault('version', isX86 && tpm.get('model') === 'tpm-tis' ? '1.2' : '2.0')
  if (backend?.get('type') === 'passthrough') {
    const device = backend.child('device') ?? backend.append(CanonicalElement.create('device'))
    device.setDefault('path', '/dev/tpm0')
  }
}
