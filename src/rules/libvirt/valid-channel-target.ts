import { rule } from '../rule.js'

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/

/** The only name under which SPICE's agent channel is known to QEMU (qemu_command.c, qemuBuildVirtioSerialPortDevProps). */
const spiceName = 'com.redhat.spice.0'

export default rule({
  id: 'libvirt/valid-channel-target',
  summary: 'Say what a channel is in the guest',
  why: `A \`<channel>\` has no default target: it is a virtio port with a name, a Xen channel, or an IPv4 address and port that the guest can
connect to (\`guestfwd\`). libvirt refuses a channel without one. SPICE's agent is spoken to over a virtio port only, whatever the device is,
and over the port name \`com.redhat.spice.0\`: with another name the guest does not start.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainChrDefParseTargetXML and virDomainChrDefParseXML; qemu_command.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    target: "a channel needs <target type='virtio' name=...>, or another type: libvirt refuses it without",
    address: 'a guestfwd channel needs the IPv4 address that the guest connects to: libvirt refuses it without',
    ipv4: "a guestfwd channel can only have an IPv4 address: libvirt refuses '{value}'",
    spicevmc: 'the SPICE agent is reached over a virtio channel only: libvirt refuses type spicevmc on {what}',
    name: "the SPICE agent's channel is called com.redhat.spice.0: libvirt defines the guest with '{value}', but refuses to start it",
  },
  on: {
    'domain/devices/channel'(channel, { domain }) {
      const target = channel.child('target')
      const type = target?.attribute('type')
      if (!target || !type) return { message: 'target', at: target ?? channel }
      if (channel.attr('type') === 'spicevmc') {
        if (type.value !== 'virtio') return { message: 'spicevmc', at: type, data: { what: `a ${type.value} channel` } }
        const name = target.attribute('name')
        if (!name || name.value === spiceName || !domain.isQemu) return
        return { message: 'name', at: name, data: { value: name.value }, severity: 'warning' }
      }
      if (type.value !== 'guestfwd') return
      const address = target.attribute('address')
      if (!address) return { message: 'address', at: target }
      return ipv4.test(address.value) ? undefined : { message: 'ipv4', at: address, data: { value: address.value } }
    },
    'domain/devices/serial[@type=spicevmc]|domain/devices/parallel[@type=spicevmc]|domain/devices/console[@type=spicevmc]'(device) {
      const target = device.child('target')?.attribute('type')
      if (target?.value === 'virtio') return
      return { message: 'spicevmc', at: device.attributeOrSelf('type'), data: { what: `a ${device.name} device` } }
    },
  },
  examples: [
    {
      name: 'a name alone',
      inside: 'q35',
      bad: `<channel type='unix'>
  <«target» name='org.qemu.guest_agent.0'/>
</channel>`,
    },
    {
      name: 'no address',
      inside: 'q35',
      bad: `<channel type='pty'>
  <«target» type='guestfwd' port='4600'/>
</channel>`,
    },
    {
      name: 'IPv6',
      inside: 'q35',
      bad: `<channel type='pty'>
  <target type='guestfwd' address='«fd00::1»' port='4600'/>
</channel>`,
    },
    {
      name: "SPICE's agent over a serial port",
      inside: 'q35',
      bad: `<graphics type='spice' autoport='yes'/>
<serial type='«spicevmc»'/>`,
    },
    {
      name: "another name for SPICE's agent",
      inside: 'q35',
      bad: `<graphics type='spice' autoport='yes'/>
<channel type='spicevmc'>
  <target type='virtio' name='«org.example.agent»'/>
</channel>`,
    },
    {
      name: 'a guest agent and a SPICE agent',
      inside: 'q35',
      good: `<graphics type='spice' autoport='yes'/>
<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>
<channel type='spicevmc'>
  <target type='virtio' name='com.redhat.spice.0'/>
</channel>`,
    },
  ],
})
