import { appendChild, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-console-target-type',
  summary: 'Write what kind of console the guest has',
  why: `A \`<console>\` without a target type is older than virtio consoles: it stands for the guest's first serial port, and only the first
console of a guest may be one. libvirt stores it as type \`serial\` on every architecture, also on s390, where \`sclp\` would be another
device. Together with a \`<serial>\` it is one port, not two; alone it brings that serial port with it.`,
  sources: [
    'libvirt documentation: Domain XML format, Console',
    'libvirt 11.3.0: domain_postparse.c, virDomainDefAddConsoleCompat',
    'tried on libvirt 12.8.0, on x86, ARM, pSeries and s390 guests: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "this console does not say what it is: libvirt makes it the guest's first serial port, type='serial'",
  on: {
    'domain/devices/console'(console, { domain }) {
      const target = console.child('target')
      if (!domain.isQemu || domain.devices('console')[0] !== console || target?.attr('type') !== undefined) return
      const fix = target
        ? setAttribute(target, 'type', 'serial')
        : appendChild(console, { name: 'target', attributes: { type: 'serial', port: '0' } })
      return { at: target ?? console, fix }
    },
  },
  examples: [
    {
      name: 'no type',
      inside: 'q35',
      bad: `<console type='pty'>
  <«target» port='0'/>
</console>`,
      fixed: `<console type='pty'>
  <target port='0' type='serial'/>
</console>`,
    },
    {
      name: 'no target',
      inside: 's390',
      bad: "<«console» type='pty'/>",
      fixed: `<console type='pty'>
  <target type='serial' port='0'/>
</console>`,
    },
    {
      name: 'consoles that say it',
      inside: 'q35',
      good: `<console type='pty'>
  <target type='serial' port='0'/>
</console>
<console type='pty'>
  <target type='virtio' port='1'/>
</console>`,
    },
  ],
})
