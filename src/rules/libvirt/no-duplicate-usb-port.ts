import type { AddressedDevice } from '../../domain/domain.js'
import { repeats } from '../../domain/duplicates.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { type Report, rule } from '../rule.js'

const message = 'two devices are on USB bus {bus}, port {port}: libvirt refuses the definition'

export default rule({
  id: 'libvirt/no-duplicate-usb-port',
  summary: 'Give each USB device a port of its own',
  why: `One USB port holds one device; a hub holds its port too. libvirt refuses a definition that puts two devices on one port, as happens
when a device is copied with its \`<address>\`: without one, libvirt chooses a free port.`,
  sources: ['libvirt 11.3: domain_addr.c, virDomainUSBAddressReserve'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      return repeats(domain.addressedDevices, keyOf).map(({ again, first }): Report<typeof message> => {
        const [bus = '', port = ''] = (keyOf(again) ?? '').split(' ')
        return { at: again.address, data: { bus, port }, related: [{ at: first.address, message: 'the other device' }] }
      })
    },
  },
  examples: [
    {
      name: 'a copied tablet',
      bad: `<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='1'/>
</input>
<input type='keyboard' bus='usb'>
  <«address» type='usb' bus='0' port='1'/>
</input>`,
      inside: 'q35',
    },
    {
      name: 'the same port number behind a hub',
      good: `<hub type='usb'>
  <address type='usb' bus='0' port='1'/>
</hub>
<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='1.1'/>
</input>`,
      inside: 'q35',
    },
  ],
})

/** `0 1.2`: bus and port path. An address without a port leaves the choice to libvirt. */
function keyOf({ address }: AddressedDevice): string | undefined {
  if (address.attr('type') !== 'usb') return undefined
  const path = (address.attr('port') ?? '').split('.').map((number) => parseUnsigned(number))
  const bus = parseUnsigned(address.attr('bus') ?? '0')
  return bus === undefined || path.some((number) => number === undefined || number === 0) ? undefined : `${bus} ${path.join('.')}`
}
