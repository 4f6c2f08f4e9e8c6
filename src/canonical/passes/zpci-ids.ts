import { parsePciNumber } from '../../domain/values/pci-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import { addressType } from '../device-address.js'
import { devicesInOrder } from '../device-order.js'
import type { Pass } from '../pass.js'

/** Character devices have no zPCI device behind them. */
const notZpci = new Set(['serial', 'parallel', 'channel', 'console'])

interface Id {
  readonly name: 'uid' | 'fid'
  readonly first: number
  readonly digits: number
}

const ids: readonly Id[] = [
  { name: 'uid', first: 1, digits: 4 },
  { name: 'fid', first: 0, digits: 8 },
]

/** On s390 every PCI address has two more numbers, by which the guest finds the device. */
export const zpciIds: Pass = {
  name: 'number the PCI devices of s390',
  mirrors: 'domain_addr.c, virDomainZPCIAddressEnsureAddr; canonical-form 4.2.8',
  run(domain) {
    if (!/^s390x?$/.test(domain.arch)) return
    const devices = devicesInOrder(domain).filter((device) => addressType(device) === 'pci' && !notZpci.has(device.name))
    const zpcis = devices.flatMap((device) => device.child('address')?.ensure('zpci') ?? [])
    // One that has either number is completed before all those that have none.
    zpcis.sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)))
    for (const { name, first, digits } of ids) {
      const used = new Set(zpcis.map((zpci) => written(zpci, name)))
      let next = first
      for (const zpci of zpcis) {
        let id = written(zpci, name)
        if (id === undefined) {
          while (used.has(next)) next++
          used.add(next)
          id = next
        }
        zpci.set(name, `0x${id.toString(16).padStart(digits, '0')}`)
      }
    }
  },
}

function isOpen(zpci: CanonicalElement): boolean {
  return ids.every(({ name }) => zpci.get(name) === undefined)
}

function written(zpci: CanonicalElement, name: string): number | undefined {
  const id = zpci.get(name)
  return id === undefined ? undefined : parsePciNumber(id)
}
