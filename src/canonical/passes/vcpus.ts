import { cpusetLimit, cpusetSize, parseCpuset } from '../../domain/values/cpuset.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** How many vCPUs there are, which of them are online, and who decides where they run. */
export const vcpus: Pass = {
  name: 'complete the vCPUs',
  mirrors: 'domain_conf.c, virDomainVcpuParse; domain_postparse.c, virDomainVcpuDefPostParse; canonical-form 2.1',
  run({ element }) {
    const vcpu = element.ensure('vcpu')
    if (vcpu.text === '') vcpu.text = '1'
    vcpu.setDefault('placement', 'static')
    if (vcpu.get('placement') === 'auto' || isEverywhere(vcpu.get('cpuset'))) vcpu.set('cpuset', undefined)
    const maximum = parseUnsigned(vcpu.text)
    const single = element.child('vcpus')
    if (single && maximum !== undefined) listVcpus(single, vcpu, maximum)
    if (parseUnsigned(vcpu.get('current') ?? '') === maximum) vcpu.set('current', undefined)
  },
}

/** A mask of all CPUs that libvirt can count says nothing. */
function isEverywhere(cpuset: string | undefined): boolean {
  const parsed = parseCpuset(cpuset ?? '')
  return 'members' in parsed && cpusetSize(parsed.members) === cpusetLimit
}

/** Where single vCPUs are listed, all are; those that are missing are offline. */
function listVcpus(list: CanonicalElement, vcpu: CanonicalElement, maximum: number): void {
  const listed = new Map(list.elements('vcpu').map((one) => [parseUnsigned(one.get('id') ?? ''), one]))
  if (listed.size === 0 || maximum > cpusetLimit) return
  let online = 0
  for (let id = 0; id < maximum; id++) {
    const one = listed.get(id) ?? list.append(CanonicalElement.create('vcpu', { attributes: { id: String(id), enabled: 'no' } }))
    const isOnline = one.get('enabled') === 'yes'
    one.setDefault('hotpluggable', isOnline ? 'no' : 'yes')
    if (isOnline) online++
  }
  vcpu.set('current', online === maximum ? undefined : String(online))
}
