import { type Cpuset, cpusetSize, parseCpuset } from '../../domain/values/cpuset.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Gives each vCPU and each I/O thread its own line in `<cputune>`, and drops pins of vCPUs that the guest has not. */
export const readScheduling: Pass = {
  name: 'read the pins and schedulers of threads',
  mirrors: 'virDomainVcpuPinDefParseXML, virDomainSchedulerFormat',
  run({ element }) {
    const cputune = element.child('cputune')
    if (!cputune) return
    const vcpus = parseUnsigned(element.child('vcpu')?.text ?? '') ?? 1
    const budget = { threads: mostThreads }
    cputune.replaceChildren(
      cputune.children
        .filter((child) => child.name !== 'vcpupin' || (parseUnsigned(child.get('vcpu') ?? '') ?? 0) < vcpus)
        .flatMap((child) => {
          const attribute = schedulers.get(child.name)
          return attribute === undefined ? [child] : oneByOne(child, attribute, budget)
        }),
    )
  },
}

const schedulers = new Map([
  ['vcpusched', 'vcpus'],
  ['iothreadsched', 'iothreads'],
])

/** More threads than a guest can have: libvirt refuses a thread with two schedulers, and this bounds the work on such a text. */
const mostThreads = 2 ** 16

/** The first keeps the element; the others are libvirt's own. */
function oneByOne(element: CanonicalElement, attribute: string, budget: { threads: number }): CanonicalElement[] {
  const set = parseCpuset(element.get(attribute) ?? '')
  const members = 'members' in set && set.members ? set.members : []
  budget.threads -= cpusetSize(members)
  if (members.length === 0 || budget.threads < 0) return [element]
  return numbers(members).map((thread, index) => {
    const one = index === 0 ? element : CanonicalElement.create(element.name, { attributes: Object.fromEntries(element.attributes) })
    one.set(attribute, `${thread}`)
    return one
  })
}

function numbers(set: Cpuset): number[] {
  return set.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
}
