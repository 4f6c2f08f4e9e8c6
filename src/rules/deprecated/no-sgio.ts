import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-sgio',
  summary: 'Leave sgio out',
  why: `\`sgio\` told a kernel of one distribution whether a guest may send any SCSI command to a LUN. The switch never came into Linux:
\`filtered\` is what every kernel does, and \`unfiltered\` is refused since libvirt 9.0.0 or before.`,
  sources: [
    'libvirt: formatdomain, disk sgio; domain_validate.c, virDomainDiskDefValidate',
    'tried on libvirt 12.8: same ABI and same command line without filtered; unfiltered is refused',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: {
    filtered: "sgio='filtered' says nothing: no kernel that libvirt runs on can do otherwise",
    unfiltered: "libvirt refuses sgio='unfiltered': no kernel has this switch any more",
  },
  fix: 'safe',
  on: {
    'domain/devices/disk[@device=lun][@sgio]|domain/devices/hostdev[@type=scsi][@sgio]'(device, { domain }) {
      const sgio = device.attribute('sgio')
      if (!sgio || !domain.isQemu) return
      if (sgio.value === 'filtered') return { message: 'filtered', at: sgio, fix: removeAttribute(sgio) }
      if (sgio.value !== 'unfiltered') return
      return { message: 'unfiltered', at: sgio, severity: 'error', fix: removeAttribute(sgio), safety: 'unsafe', risk }
    },
  },
  examples: [
    {
      name: 'what every kernel does',
      bad: `<disk type='block' device='lun' sgio='«filtered»'>
  <source dev='/dev/sda'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      fixed: `<disk type='block' device='lun'>
  <source dev='/dev/sda'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'what none does',
      bad: `<hostdev mode='subsystem' type='scsi' sgio='«unfiltered»'>
  <source>
    <adapter name='scsi_host0'/>
    <address bus='0' target='0' unit='0'/>
  </source>
</hostdev>`,
      fixed: `<hostdev mode='subsystem' type='scsi'>
  <source>
    <adapter name='scsi_host0'/>
    <address bus='0' target='0' unit='0'/>
  </source>
</hostdev>`,
      inside: 'q35',
      says: 'refuses',
    },
    {
      name: 'a LUN without it',
      good: `<disk type='block' device='lun'>
  <source dev='/dev/sda'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const risk = 'The guest is refused today; without the attribute it starts, and SCSI commands that need more rights are filtered.'
