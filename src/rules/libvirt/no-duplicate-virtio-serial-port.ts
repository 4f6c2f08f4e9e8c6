import { repeats } from '../../domain/duplicates.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const message = 'two devices are at port {port} of virtio-serial controller {controller}: libvirt refuses the definition'

export default rule({
  id: 'libvirt/no-duplicate-virtio-serial-port',
  summary: 'Give each channel a virtio-serial port of its own',
  why: `A port of a virtio-serial controller belongs to one channel or console; the \`bus\` of the address does not tell ports apart. libvirt
refuses a definition that uses one twice. Port 0, or no address at all, leaves the choice to libvirt.`,
  sources: ['libvirt 11.3: domain_addr.c, virDomainVirtioSerialAddrReserve', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      const devices = [...domain.devices('channel'), ...domain.devices('console')]
      return repeats(devices, keyOf).flatMap(({ again, first }): Report<typeof message>[] => {
        const at = again.child('address')
        const other = first.child('address')
        const [controller = '', port = ''] = (keyOf(again) ?? '').split(' ')
        return at && other ? [{ at, data: { controller, port }, related: [{ at: other, message: 'the other device' }] }] : []
      })
    },
  },
  examples: [
    {
      name: 'a copied channel',
      bad: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
  <address type='virtio-serial' controller='0' bus='0' port='1'/>
</channel>
<channel type='unix'>
  <target type='virtio' name='org.example.other.0'/>
  <«address» type='virtio-serial' controller='0' bus='0' port='1'/>
</channel>`,
      inside: 'q35',
    },
    {
      name: 'ports that libvirt chooses',
      good: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
  <address type='virtio-serial' controller='0' bus='0' port='0'/>
</channel>
<channel type='unix'>
  <target type='virtio' name='org.example.other.0'/>
  <address type='virtio-serial' controller='0' bus='0' port='0'/>
</channel>`,
      inside: 'q35',
    },
  ],
})

function keyOf(device: XmlElement): string | undefined {
  const address = device.child('address')
  if (address?.attr('type') !== 'virtio-serial' || device.child('target')?.attr('type') !== 'virtio') return undefined
  const [controller, port] = ['controller', 'port'].map((part) => parseUnsigned(address.attr(part) ?? '0'))
  return controller === undefined || !port ? undefined : `${controller} ${port}`
}
