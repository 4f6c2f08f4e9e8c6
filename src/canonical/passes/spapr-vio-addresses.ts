import { parseUnsigned } from '../../domain/values/number.js'
import type { CanonicalElement } from '../canonical-element.js'
import { addressNumber, addressType, setAddress } from '../device-address.js'
import { devicesInOrder } from '../device-order.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

interface Kind {
  readonly name: string
  readonly firstReg: number
  /** Whether such a device can be nowhere but on this bus. */
  readonly isBound: (device: CanonicalElement, domain: WorkingDomain) => boolean
}

/** The distance between two registers that libvirt chooses. */
const step = 0x1000

const isPseries = (domain: WorkingDomain) => domain.machine.family === 'pseries'

const kinds: readonly Kind[] = [
  { name: 'interface', firstReg: 0x1000, isBound: (nic) => nic.child('model')?.get('type') === 'spapr-vlan' },
  {
    name: 'controller',
    firstReg: 0x2000,
    isBound: (controller) => controller.get('type') === 'scsi' && controller.get('model') === 'ibmvscsi',
  },
  { name: 'serial', firstReg: 0x30000000, isBound: (serial) => serial.child('target')?.get('type') === 'spapr-vio-serial' },
  { name: 'nvram', firstReg: 0x3000, isBound: (_, domain) => isPseries(domain) },
  { name: 'tpm', firstReg: 0x4000, isBound: (tpm, domain) => tpm.get('model') !== 'spapr-tpm-proxy' && isPseries(domain) },
]

/** Devices of POWER's virtual I/O bus get a register each. */
export const spaprVioAddresses: Pass = {
  name: 'choose registers on the virtual I/O bus',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignSpaprVIOAddresses; canonical-form 4.4',
  run(domain) {
    const used = new Set(devicesInOrder(domain).map(regOf))
    for (const { name, firstReg, isBound } of kinds) {
      let next = firstReg
      for (const device of domain.devices(name)) {
        if (addressType(device) !== 'spapr-vio' && !isBound(device, domain)) continue
        let reg = regOf(device) ?? misreadReg(device)
        if (reg === undefined) {
          while (used.has(next)) next += step
          reg = next
          used.add(reg)
        }
        setAddress(device, 'spapr-vio', { reg: `0x${reg.toString(16).padStart(8, '0')}` })
      }
    }
  },
}

/** libvirt overwrites the type of a PCI address alone, and so takes its numbers for a register (of 12.8.0 found by trying). */
function misreadReg(device: CanonicalElement): number | undefined {
  const isMisread = addressType(device) === 'pci' && addressNumber(device, 'slot') !== 0
  return isMisread ? addressNumber(device, 'bus') * 2 ** 32 + addressNumber(device, 'domain') : undefined
}

function regOf(device: CanonicalElement): number | undefined {
  const address = device.child('address')
  const reg = address?.get('type') === 'spapr-vio' ? address.get('reg') : undefined
  return reg === undefined ? undefined : parseUnsigned(reg, 16, Number.MAX_SAFE_INTEGER)
}
