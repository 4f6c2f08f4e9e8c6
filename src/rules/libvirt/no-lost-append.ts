import { characterDevices } from '../../domain/devices/character-device.js'
import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-lost-append',
  summary: 'Write append only where a character device writes to a file',
  why: `\`<source append='on'>\` keeps what is in the file from earlier runs, and exists for \`type='file'\` only. libvirt reads a source of
any other type without it and drops the attribute silently. What a pty, socket or pipe says can be kept with \`<log file= append='on'/>\`
beside the source, which works for every type.`,
  sources: [
    'libvirt 1.3.0 (append); domain_conf.c, virDomainChrSourceDefParseXML',
    'tried on libvirt 12.8.0: the attribute is gone from the stored definition',
  ],
  category: 'libvirt',
  severity: 'warning',
  since: '0.1.0',
  message:
    "append is for type='file' only, and this {device} is of type {type}: libvirt drops it silently; <log append='on'/> keeps what it says",
  fix: 'safe',
  on: {
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement) return
      return characterDevices(domain).flatMap((device) => {
        const append = device.sources[0]?.attribute('append')
        if (!append || !device.type || device.type === 'file') return []
        return { at: append, data: { device: device.element.name, type: device.type }, fix: removeAttribute(append) }
      })
    },
  },
  examples: [
    {
      name: 'a socket',
      inside: 'q35',
      bad: `<serial type='unix'>
  <source mode='bind' path='/run/guest.sock' append='«on»'/>
</serial>`,
      fixed: `<serial type='unix'>
  <source mode='bind' path='/run/guest.sock'/>
</serial>`,
      says: 'this serial is of type unix',
    },
    {
      name: 'a file, and a log',
      inside: 'q35',
      good: [
        `<serial type='file'>
  <source path='/var/log/guest/console.log' append='on'/>
</serial>`,
        `<serial type='pty'>
  <log file='/var/log/guest/console.log' append='on'/>
</serial>`,
      ],
    },
  ],
})
