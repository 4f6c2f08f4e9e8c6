import { characterDevices } from '../../domain/devices/character-device.js'
import { reachOf } from '../../domain/values/listen-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'security/no-open-console',
  summary: 'Do not open a console of a guest to the network',
  why: `A serial device or console of type \`tcp\` that waits for connections has no login of its own: whoever connects is at the
guest's console, and at the boot loader after a reset. Channels carry agents that obey their peer. Listen on 127.0.0.1, use a UNIX
socket, or \`tls='yes'\` with \`chardev_tls_x509_verify\` in qemu.conf, which asks clients for a certificate.`,
  sources: [
    'libvirt docs: formatdomain, consoles, serial and parallel devices (TCP client/server)',
    'libvirt: qemu.conf (chardev_tls, chardev_tls_x509_verify)',
  ],
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  message: 'this {device} waits for connections on {address} without TLS: whoever reaches it is connected without a login',
  on: {
    'domain/devices'(devices, { domain }) {
      if (domain.devicesElement !== devices) return
      return characterDevices(domain).flatMap(({ element, sources, type, holder }) => {
        const host = type === 'tcp' && !hasTls(holder) ? bound(sources)?.attribute('host') : undefined
        const reach = host && reachOf(host.value)
        return host && (reach === 'everywhere' || reach === 'network')
          ? [{ at: host, data: { device: element.name, address: host.value } }]
          : []
      })
    },
  },
  examples: [
    {
      name: 'a serial console for everyone',
      inside: 'q35',
      bad: `<serial type='tcp'>
  <source mode='bind' host='«0.0.0.0»' service='4555'/>
  <protocol type='telnet'/>
  <target port='0'/>
</serial>`,
      says: 'this serial waits for connections on 0.0.0.0',
    },
    {
      name: 'this host, TLS, or a connection that the guest makes',
      inside: 'q35',
      good: [
        `<serial type='tcp'>
  <source mode='bind' host='127.0.0.1' service='4555'/>
</serial>`,
        `<serial type='tcp'>
  <source mode='bind' host='0.0.0.0' service='4555' tls='yes'/>
</serial>`,
        `<serial type='tcp'>
  <source mode='connect' host='192.0.2.1' service='4555'/>
</serial>`,
      ],
    },
  ],
})

function bound(sources: readonly XmlElement[]): XmlElement | undefined {
  return sources.find((source) => source.attr('mode') === 'bind')
}

function hasTls(holder: XmlElement): boolean {
  return holder.elements('source').some((source) => source.attr('tls') === 'yes') || holder.child('protocol')?.attr('type') === 'tls'
}
