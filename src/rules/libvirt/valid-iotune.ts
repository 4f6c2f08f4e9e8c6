import { parseInteger } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  total: "'{total}' limits reading and writing together, '{part}' one of them: libvirt refuses both at once",
  limit: '{value} is above 1000000000000000, the largest limit that QEMU takes: libvirt refuses the definition',
  group: 'a throttle group without a limit: libvirt refuses the definition',
  filters: 'throttle filters and iotune cannot stand together: libvirt refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-iotune',
  summary: 'Limit disk I/O either in total or by direction',
  why: `A limit is either for reading and writing together or one for each: QEMU cannot do both at once, and libvirt refuses it. A limit of 0 is none.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskDefValidate (iotune); qemu_validate.c, qemuValidateDomainBlkdeviotune',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk/iotune'(iotune, { domain }) {
      const reports: Report<typeof messages>[] = [...both(iotune)]
      const limits = iotune.elements().filter((element) => /_sec(?:_max)?(?:_length)?$/.test(element.name))
      for (const limit of limits) {
        if (domain.isQemu && (parseInteger(limit.text) ?? 0n) > largest)
          reports.push({ message: 'limit', at: limit.textRange, data: { value: limit.text.trim() } })
      }
      const group = iotune.child('group_name')
      if (domain.isQemu && group && !limits.some((limit) => isSet(limit))) reports.push({ message: 'group', at: group })
      const filters = iotune.parentElement?.child('throttlefilters')
      if (filters) reports.push({ message: 'filters', at: filters })
      return reports
    },
    'domain/throttlegroups/throttlegroup': (group) => [...both(group)],
  },
  examples: [
    {
      name: 'in total and for reading',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <iotune>
    <«total_bytes_sec»>10000000</total_bytes_sec>
    <read_bytes_sec>5000000</read_bytes_sec>
  </iotune>
</disk>`,
      inside: 'q35',
      says: "'total_bytes_sec' limits reading and writing together, 'read_bytes_sec' one of them",
    },
    {
      name: 'a limit of 0 is none, and bytes are not operations',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <iotune>
    <total_bytes_sec>10000000</total_bytes_sec>
    <read_bytes_sec>0</read_bytes_sec>
    <read_iops_sec>1000</read_iops_sec>
  </iotune>
</disk>`,
      inside: 'q35',
    },
  ],
})

const largest = 10n ** 15n

function* both(iotune: XmlElement): Generator<Report<typeof messages>> {
  for (const suffix of ['bytes_sec', 'iops_sec', 'bytes_sec_max', 'iops_sec_max']) {
    const total = iotune.child(`total_${suffix}`)
    const part = ['read', 'write'].map((direction) => iotune.child(`${direction}_${suffix}`)).find(isSet)
    if (!total || !isSet(total) || !part) continue
    yield { message: 'total', at: total, data: { total: total.name, part: part.name }, related: [{ at: part, message: 'the other limit' }] }
  }
}

function isSet(element: XmlElement | undefined): boolean {
  return element !== undefined && (parseInteger(element.text) ?? 0n) > 0n
}
