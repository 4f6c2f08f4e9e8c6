import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-sgio',
  summary: 'Leave sgio out',
  why: `\`sgio\` told a kernel of one distribution whether a guest may send any SCSI command to a LUN. The switch never came into Linux:
\`filtered\` is what every kernel does.`,
  sources: [
    'libvirt: formatdomain, disk sgio; domain_validate.c, virDomainDiskDefValidate',
    'tried on libvirt 12.8: same ABI and same command line without filtered',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: "sgio='filtered' says nothing: no kernel that libvirt runs on can do otherwise",
  fix: 'safe',
  on: {
    'domain/devices/disk[@device=lun][@sgio=filtered]|domain/devices/hostdev[@type=scsi][@sgio=filtered]'(device, { domain }) {
      const sgio = device.attribute('sgio')
      return sgio && domain.isQemu ? { at: sgio, fix: removeAttribute(sgio) } : undefined
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
      name: 'a LUN without it',
      good: `<disk type='block' device='lun'>
  <source dev='/dev/sda'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
