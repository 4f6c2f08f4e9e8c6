import { controllersByIndex } from '../../domain/controller-index.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { rule } from '../rule.js'

/** The ports of a controller that does not say how many it has (domain_addr.c, VIR_DOMAIN_DEFAULT_VIRTIO_SERIAL_PORTS). */
const defaultPorts = 31

export default rule({
  id: 'libvirt/valid-virtio-serial-port',
  summary: 'Use a virtio-serial port that the controller has',
  why: `The ports of a virtio-serial controller count from 0, and there are 31 unless its \`ports\` says otherwise: the last one is 30. Port 0 belongs
to the first console, so a channel on port 0 leaves the choice to libvirt. libvirt refuses a channel on a port that is not there.`,
  sources: ['libvirt 11.3: domain_addr.c, virDomainVirtioSerialAddrReserve', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'virtio-serial controller {controller} has {ports} ports, 0 to {last}: libvirt refuses port {port}',
  on: {
    'domain/devices/{channel,console}/address[@type=virtio-serial]'(address, { domain }) {
      const device = address.parentElement
      const at = address.attribute('port')
      const port = parseUnsigned(at?.value ?? '')
      if (!at || !port || !domain.isQemu || device?.child('target')?.attr('type') !== 'virtio') return
      const controller = parseUnsigned(address.attr('controller') ?? '0') ?? 0
      // libvirt adds a controller that is not there, with the usual ports.
      const written = controllersByIndex(domain, 'virtio-serial').get(controller)?.element.attr('ports')
      const ports = (written === undefined ? defaultPorts : parseUnsigned(written)) ?? defaultPorts
      return port < ports ? undefined : { at, data: { controller, ports, last: ports - 1, port } }
    },
  },
  examples: [
    {
      name: 'a port beyond the last one',
      bad: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
  <address type='virtio-serial' controller='0' bus='0' port='«31»'/>
</channel>`,
      inside: 'q35',
      says: 'has 31 ports, 0 to 30',
    },
    {
      name: 'a small controller',
      bad: `<controller type='virtio-serial' index='0' ports='2'/>
<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
  <address type='virtio-serial' controller='0' bus='0' port='«2»'/>
</channel>`,
      inside: 'q35',
    },
    {
      name: 'the last port, and a controller that libvirt adds',
      good: `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
  <address type='virtio-serial' controller='0' bus='0' port='30'/>
</channel>
<channel type='unix'>
  <target type='virtio' name='org.example.other.0'/>
  <address type='virtio-serial' controller='1' bus='0' port='1'/>
</channel>`,
      inside: 'q35',
    },
  ],
})
