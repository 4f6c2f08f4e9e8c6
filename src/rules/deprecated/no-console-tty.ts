import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-console-tty',
  summary: 'Leave the tty attribute of a console to old programs',
  why: `\`tty\` is how libvirt told the terminal of a running guest before there was \`<source path=''/>\`. It still writes it for old programs
that read live XML, but ignores it in a definition: neither a terminal nor a host device is chosen with it.`,
  sources: [
    'libvirt: formatdomain, consoles',
    'tried on libvirt 12.8: the stored definition is the same without it, for consoles of any type',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'libvirt ignores tty: it only reports the terminal of a running guest with it',
  fix: 'safe',
  on: {
    'domain/devices/console[@tty]'(console, { domain }) {
      const tty = console.attribute('tty')
      if (!tty || domain.isStatusRecord) return
      return { at: tty, fix: removeAttribute(tty) }
    },
  },
  examples: [
    {
      name: 'a console from a live dump',
      bad: `<console type='pty' tty='«/dev/pts/4»'>
  <target type='serial' port='0'/>
</console>`,
      fixed: `<console type='pty'>
  <target type='serial' port='0'/>
</console>`,
      inside: 'q35',
    },
    {
      name: 'a console on a host device',
      good: `<console type='dev'>
  <source path='/dev/ttyS0'/>
  <target type='serial' port='0'/>
</console>`,
      inside: 'q35',
    },
  ],
})
