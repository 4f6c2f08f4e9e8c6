import { cpusetMax, parseCpuset } from '../../domain/values/cpuset.js'
import { parseInteger } from '../../domain/values/number.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** In KiB: from here on a limit is none (libvirt-domain.h, VIR_DOMAIN_MEMORY_PARAM_UNLIMITED). */
const unlimitedKiB = 9007199254740991n

/** Limits that are no limits go, and so does the NUMA node of huge pages in a guest that has one node only. */
export const memoryTuning: Pass = {
  name: 'settle limits of memory and huge pages',
  mirrors: 'domain_conf.c, virDomainParseMemoryLimit; domain_postparse.c, virDomainDefPostParseHugepages; canonical-form 2.1',
  run({ element }) {
    const limits = element.child('memtune')
    limits?.replaceChildren(limits.children.filter(({ text }) => text !== '' && (parseInteger(text) ?? 0n) < unlimitedKiB))
    const hasNodes = element.path('cpu/numa')?.has('cell')
    const pages = hasNodes ? [] : (element.path('memoryBacking/hugepages')?.elements('page') ?? [])
    for (const page of pages) if (isFirstNode(page)) page.set('nodeset', undefined)
  },
}

function isFirstNode(page: CanonicalElement): boolean {
  const parsed = parseCpuset(page.get('nodeset') ?? '')
  return 'members' in parsed && cpusetMax(parsed.members) === 0
}
