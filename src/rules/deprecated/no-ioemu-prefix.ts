import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

const prefix = 'ioemu:'

export default rule({
  id: 'deprecated/no-ioemu-prefix',
  summary: "Leave ioemu: out of a disk's target name",
  why: `Early Xen tools marked the disks that QEMU emulates with \`ioemu:\` before the name. libvirt cuts the prefix off whenever it reads a
definition, for every hypervisor, and never writes it.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainDiskTargetDefParse', 'tried on libvirt 12.8.0: the stored definition is the same'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "'ioemu:' is a mark of early Xen tools: libvirt cuts it off and takes {name}",
  on: {
    'domain/devices/disk/target[@dev]'(target) {
      const device = target.attribute('dev')
      if (!device?.value.startsWith(prefix) || device.value === prefix) return
      const name = device.value.slice(prefix.length)
      return { at: device, data: { name }, fix: setAttribute(target, 'dev', name) }
    },
  },
  examples: [
    {
      name: 'a disk of an old Xen guest',
      inside: 'i440fx',
      bad: `<disk type='block' device='disk'>
  <source dev='/dev/guests/web'/>
  <target dev='«ioemu:hda»' bus='ide'/>
</disk>`,
      fixed: `<disk type='block' device='disk'>
  <source dev='/dev/guests/web'/>
  <target dev='hda' bus='ide'/>
</disk>`,
    },
    {
      name: 'a plain name',
      inside: 'i440fx',
      good: `<disk type='block' device='disk'>
  <source dev='/dev/guests/web'/>
  <target dev='hda' bus='ide'/>
</disk>`,
    },
  ],
})
