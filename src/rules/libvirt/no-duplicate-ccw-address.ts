import type { AddressedDevice } from '../../domain/domain.js'
import { repeats } from '../../domain/duplicates.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { type Report, rule } from '../rule.js'

const message = 'two devices have the CCW address {address}: libvirt refuses the definition'

export default rule({
  id: 'libvirt/no-duplicate-ccw-address',
  summary: 'Give each device a CCW address of its own',
  why: `On s390 a device is known by its channel subsystem, subchannel set and device number. libvirt refuses a definition that uses one
triple twice; without an address it chooses a free one.`,
  sources: ['libvirt 11.3: domain_addr.c, virDomainCCWAddressAssign'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      return repeats(domain.addressedDevices, keyOf).map(({ again, first }): Report<typeof message> => {
        const data = { address: keyOf(again) ?? '' }
        return { at: again.address, data, related: [{ at: first.address, message: 'the other device' }] }
      })
    },
  },
  examples: [
    {
      name: 'a copied disk',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='vda' bus='virtio'/>
  <address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='vdb' bus='virtio'/>
  <«address» type='ccw' cssid='0xfe' ssid='0x0' devno='0x1'/>
</disk>`,
      inside: 's390',
      says: 'fe.0.0001',
    },
    {
      name: 'another device number',
      good: `<memballoon model='virtio'>
  <address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0000'/>
</memballoon>
<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>
</rng>`,
      inside: 's390',
    },
  ],
})

/** `fe.0.0001`, as s390 writes it. */
function keyOf({ address }: AddressedDevice): string | undefined {
  if (address.attr('type') !== 'ccw') return undefined
  const parts = ['cssid', 'ssid', 'devno'].map((part) => parseUnsigned(address.attr(part) ?? '', 'prefixed'))
  const [cssid, ssid, devno] = parts
  if (cssid === undefined || ssid === undefined || devno === undefined) return undefined
  return `${cssid.toString(16)}.${ssid.toString(16)}.${devno.toString(16).padStart(4, '0')}`
}
