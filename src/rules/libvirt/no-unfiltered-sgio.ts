import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-unfiltered-sgio',
  summary: 'Leave unfiltered SG_IO out',
  why: `\`sgio='unfiltered'\` let a guest send any SCSI command to a LUN of the host, by a switch of one distribution's kernel that never came into
Linux. libvirt refuses it since 9.0.0 or before; without the attribute every kernel filters.`,
  sources: ['libvirt 11.3.0: domain_validate.c, virDomainDiskDefValidate; qemu_validate.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'libvirt refuses the guest as it is; without the attribute it starts, and SCSI commands that need more rights are filtered.',
  message: 'SG_IO cannot be unfiltered any more, since no kernel has this switch: libvirt refuses the definition',
  on: {
    'domain/devices/disk[@device=lun][@sgio=unfiltered]|domain/devices/hostdev[@type=scsi][@sgio=unfiltered]'(device, { domain }) {
      const sgio = device.attribute('sgio')
      return sgio && domain.isQemu ? { at: sgio, fix: removeAttribute(sgio) } : undefined
    },
  },
  examples: [
    {
      name: 'a SCSI device',
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
    },
    {
      name: 'a LUN',
      bad: `<disk type='block' device='lun' sgio='«unfiltered»'>
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
      name: 'what every kernel does',
      good: `<disk type='block' device='lun' sgio='filtered'>
  <source dev='/dev/sda'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
