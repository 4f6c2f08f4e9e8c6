import type { XmlAttribute, XmlElement } from '../xml/tree.js'
import type { Domain } from './domain.js'
import { parseUnsigned } from './values/number.js'

/** The largest number of vCPUs: the text of `<vcpu>`, or 1 (domain_conf.c, virDomainVcpuParse). Undefined if it is no number. */
export function maximumVcpus(domain: Domain): number | undefined {
  const text = domain.element.child('vcpu')?.text ?? ''
  return text === '' ? 1 : parseUnsigned(text)
}

/**
 * How many of the vCPUs are there when the guest starts, and where that is said: the enabled ones of `<vcpus>`, else `current` of `<vcpu>`,
 * else all (domain_conf.c, virDomainVcpuParse). The count is undefined where `current` is no number.
 */
export function presentVcpus(
  domain: Domain,
  maximum: number,
): { readonly count: number | undefined; readonly at?: XmlElement | XmlAttribute } {
  const listed = domain.element.child('vcpus')
  if (listed?.child('vcpu')) return { count: listed.elements('vcpu').filter((vcpu) => vcpu.attr('enabled') === 'yes').length, at: listed }
  const current = domain.element.child('vcpu')?.attribute('current')
  return current ? { count: parseUnsigned(current.value), at: current } : { count: maximum }
}

/** The parts of a CPU topology, in the order in which they multiply. */
export const topologyParts = ['sockets', 'dies', 'clusters', 'cores', 'threads'] as const
