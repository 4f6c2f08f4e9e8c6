import { type CharacterDevice, characterDevices } from '../../domain/devices/character-device.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Connections that may have more than one `<source>`: a datagram socket is bound and connected in two. */
const sourcesOfType = table<number>({ udp: 2 })

const channelName = /^[A-Za-z0-9_.-]+$/

export default rule({
  id: 'libvirt/valid-chardev-source',
  summary: 'Say completely where a character device is connected on the host',
  why: `Each type of character device has a \`<source>\` of its own: a file, device or pipe has a path, TCP a host and a service, UDP at least the
service that it sends to, a UNIX socket a path (libvirt makes one up, to wait for connections, only for virtio and xen channels), SPICE ports and D-Bus a channel name,
a null modem both of its ends. libvirt refuses the definition when a part is missing, when there are several sources, and when a side that
waits for connections (\`mode='bind'\`) is told to reconnect.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainChrSourceDefValidate; domain_conf.c, virDomainChrSourceDefParseXML; qemu_validate.c, qemuValidateDomainChrSourceDef',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    missing: '{device} of type {type} needs <source {missing}=...>: libvirt refuses it without',
    service: "{device} of type udp needs <source mode='connect' service=...>, the port that it sends to: libvirt refuses it without",
    channel: "a channel name may have letters, digits, '_', '.' and '-' only: libvirt refuses '{value}'",
    sources: '{device} of type {type} can have {most} <source>, and this is one more: libvirt refuses it',
    repeated: '{device} can have one <{name}> only: libvirt refuses the second',
    reconnect: 'only a side that connects can reconnect, and this one waits for connections: libvirt refuses it',
    protocol:
      "QEMU has no {protocol} connections of this form: libvirt refuses them; encryption is tls='yes' on <source>, with protocol raw",
  },
  on: {
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement) return
      return characterDevices(domain).flatMap((device) => {
        const { holder, type, sources } = device
        const name = `a ${device.element.name}`
        const [, extra, third] = sources
        const most = sourcesOfType[type] ?? 1
        const over = most === 1 ? extra : third
        if (over) return { message: 'sources', at: over, data: { device: name, type, most } }
        for (const child of ['log', 'protocol']) {
          const [, second] = holder.elements(child)
          if (second) return { message: 'repeated', at: second, data: { device: name, name: child } }
        }
        if (device.isReplacedBySerial(domain)) return []
        if (type === 'udp') {
          const connected = sources.some((source) => (source.attr('mode') ?? 'connect') !== 'bind' && source.attr('service') !== undefined)
          return connected ? [] : { message: 'service', at: sources[0] ?? holder.attribute('type') ?? holder, data: { device: name } }
        }
        const source = sources[0]
        const missing = requiredAttributes(device).find((attribute) => source?.attr(attribute) === undefined)
        if (missing) return { message: 'missing', at: source ?? holder.attribute('type') ?? holder, data: { device: name, type, missing } }
        const channel = source?.attribute('channel')
        if ((type === 'spiceport' || type === 'dbus') && channel && !channelName.test(channel.value)) {
          return { message: 'channel', at: channel, data: { value: channel.value } }
        }
        const protocol = type === 'tcp' ? holder.child('protocol')?.attribute('type') : undefined
        if (domain.isQemu && (protocol?.value === 'telnets' || protocol?.value === 'tls')) {
          return { message: 'protocol', at: protocol, data: { protocol: protocol.value } }
        }
        const reconnect = source?.child('reconnect')
        if (!reconnect || (type !== 'tcp' && type !== 'unix')) return []
        const enabled = reconnect.attr('enabled') === 'yes'
        if (enabled && (device.mode === 'bind' || (type === 'unix' && isGenerated(source?.attr('path'), device))))
          return { message: 'reconnect', at: reconnect }
        return []
      })
    },
  },
  examples: [
    { name: 'no file', inside: 'q35', bad: "<serial type='«file»'/>", says: 'a serial of type file needs <source path=...>' },
    {
      name: 'no service',
      inside: 'q35',
      bad: `<serial type='tcp'>
  <«source» mode='bind' host='127.0.0.1'/>
</serial>`,
      says: 'service',
    },
    {
      name: 'nobody to send to',
      inside: 'q35',
      bad: `<serial type='udp'>
  <«source» mode='bind' host='127.0.0.1' service='4555'/>
</serial>`,
    },
    {
      name: 'a socket without a path',
      inside: 'q35',
      bad: `<serial type='unix'>
  <«source» mode='bind'/>
</serial>`,
    },
    {
      name: 'a strange channel name',
      inside: 'q35',
      bad: `<graphics type='spice' autoport='yes'/>
<serial type='spiceport'>
  <source channel='«org/example/console»'/>
</serial>`,
    },
    {
      name: 'two sources',
      inside: 'q35',
      bad: `<serial type='tcp'>
  <source mode='bind' host='127.0.0.1' service='4555'/>
  <«source» mode='connect' host='127.0.0.1' service='4556'/>
</serial>`,
    },
    {
      name: 'two logs',
      inside: 'q35',
      bad: `<serial type='pty'>
  <log file='/var/log/guest/a.log'/>
  <«log» file='/var/log/guest/b.log'/>
</serial>`,
    },
    {
      name: 'a server that reconnects',
      inside: 'q35',
      bad: `<serial type='tcp'>
  <source mode='bind' host='127.0.0.1' service='4555'>
    <«reconnect» enabled='yes' timeout='10'/>
  </source>
</serial>`,
    },
    {
      name: 'telnet over TLS',
      inside: 'q35',
      bad: `<serial type='tcp'>
  <source mode='bind' host='127.0.0.1' service='4555'/>
  <protocol type='«telnets»'/>
</serial>`,
    },
    {
      name: 'what needs no source, what has one, and a console that libvirt replaces by the serial port',
      inside: 'q35',
      good: [
        "<serial type='pty'/>",
        `<serial type='pty'/>
<console type='tcp'/>`,
        `<channel type='unix'>
  <target type='virtio' name='org.qemu.guest_agent.0'/>
</channel>`,
        `<serial type='udp'>
  <source mode='bind' host='127.0.0.1' service='4555'/>
  <source mode='connect' host='127.0.0.1' service='4556'/>
</serial>`,
      ],
    },
  ],
})

/** The attributes that the first `<source>` must have. */
function requiredAttributes(device: CharacterDevice): readonly string[] {
  switch (device.type) {
    case 'file':
    case 'dev':
    case 'pipe':
      return ['path']
    case 'tcp':
      return ['host', 'service']
    case 'unix':
      return hasGeneratedPath(device.element) ? [] : ['path']
    case 'spiceport':
      return ['channel']
    case 'dbus':
      return device.element.name === 'redirdev' ? [] : ['channel']
    case 'nmdm':
      return ['master', 'slave']
    default:
      return []
  }
}

/** Whether libvirt drops the path, since it has made it up itself once, and waits for connections (qemu_postparse.c). */
function isGenerated(path: string | undefined, device: CharacterDevice): boolean {
  const name = device.target?.attr('name')
  if (path === undefined) return true
  return (
    name !== undefined &&
    /^\/var\/lib\/libvirt\/qemu\/channel\/target\/[^/]+$/.test(path.slice(0, -name.length - 1)) &&
    path.endsWith(`/${name}`)
  )
}

function hasGeneratedPath(device: XmlElement): boolean {
  const type = device.child('target')?.attr('type')
  return device.name === 'channel' && (type === undefined || type === 'virtio' || type === 'xen')
}
