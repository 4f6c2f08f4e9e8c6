import { pruneAttributes } from '../../xml/change.js'
import { rule } from '../rule.js'

const places = ['serial', 'parallel', 'console', 'channel', 'redirdev', 'smartcard', 'rng/backend']

export default rule({
  id: 'deprecated/no-pts-path',
  summary: 'Leave the terminal of a running guest out of a pty device',
  why: `A device of type \`pty\` gets a new pseudo-terminal from the host at each start, and \`virsh dumpxml\` of the running guest shows
which. libvirt never reads the path from a stored definition; the number belongs to somebody else by now. \`virsh ttyconsole\` tells the
present one. A device of type \`dev\` is another thing: its path is the host device that the guest uses.`,
  sources: [
    'libvirt: domain_conf.c, virDomainChrSourceDefParseXML',
    'tried on libvirt 12.8: the stored definition is the same without it, for each kind of device',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'a pty gets a new terminal at each start: libvirt ignores the path {path}',
  fix: 'safe',
  on: {
    [places.map((place) => `domain/devices/${place}[@type=pty]/source[@path]`).join('|')](source, { domain }) {
      const path = source.attribute('path')
      if (!path || domain.isStatusRecord) return
      return { at: path, data: { path: path.value }, fix: pruneAttributes(source, ['path']) }
    },
  },
  examples: [
    {
      name: 'a serial port from a live dump',
      bad: `<serial type='pty'>
  <source path='«/dev/pts/4»'/>
  <target port='0'/>
</serial>`,
      fixed: `<serial type='pty'>
  <target port='0'/>
</serial>`,
      inside: 'q35',
      says: '/dev/pts/4',
    },
    {
      name: "a host device is the guest's choice",
      good: `<serial type='dev'>
  <source path='/dev/ttyS0'/>
  <target port='0'/>
</serial>`,
      inside: 'q35',
    },
  ],
})
