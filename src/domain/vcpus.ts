import type { Domain } from './domain.js'
import { parseUnsigned } from './values/number.js'

/** The largest number of vCPUs: the text of `<vcpu>`, or 1 (domain_conf.c, virDomainVcpuParse). Undefined if it is no number. */
export function maximumVcpus(domain: Domain): number | undefined {
  const text = domain.element.child('vcpu')?.text ?? ''
  return text === '' ? 1 : parseUnsigned(text)
}

/** The parts of a CPU topology, in the order in which they multiply. */
export const topologyParts = ['sockets', 'dies', 'clusters', 'cores', 'threads'] as const
