import { repeats } from '../../domain/duplicates.js'
import { type Report, rule } from '../rule.js'

const message = "two disks have the target '{name}': libvirt refuses the definition"

export default rule({
  id: 'libvirt/no-duplicate-target-dev',
  summary: 'Give each disk a target name of its own',
  why: `The target's name identifies a disk to libvirt, whatever its bus: two disks named \`sda\` on different buses are refused too. The name
says little about the name in the guest, so any free one will do.`,
  sources: ['libvirt 11.3: domain_validate.c, virDomainDefDuplicateDiskInfoValidate'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      return repeats(domain.disks, ({ name }) => (name === '' ? undefined : name)).flatMap(({ again, first }): Report<typeof message>[] => {
        const at = again.target?.attribute('dev')
        const other = first.target?.attribute('dev')
        return at && other ? [{ at, data: { name: again.name }, related: [{ at: other, message: 'the other disk' }] }] : []
      })
    },
  },
  examples: [
    {
      name: 'a copied disk',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='sata'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='«sda»' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'two names',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='sata'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='sdb' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
