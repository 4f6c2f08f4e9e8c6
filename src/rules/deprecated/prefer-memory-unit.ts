import { type MemorySize, memorySizes } from '../../domain/facts/sizes.js'
import { formatKiB, kibOf, parseSize, unitBytes } from '../../domain/values/size.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-memory-unit',
  summary: 'Write the unit of a memory size',
  why: `Before libvirt 0.9.11 memory sizes had no unit, and a number alone still means KiB: \`<memory>4096</memory>\` is a guest with 4 MiB, not
4 GiB. In two places it means something else: MiB for \`<tseg>\`, bytes for \`<shmem>\`. libvirt writes the unit whenever it stores a
definition. Naming it changes nothing and keeps the next reader from guessing.`,
  sources: [
    'libvirt documentation: Domain XML format, Memory Allocation (unit since 0.9.11), Shared memory device, and tseg under Hypervisor features',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    other: '{name} has no unit: libvirt takes {number} for {unit}, which is {size}',
    same: '{name} has no unit: libvirt takes {number} for {unit}',
  },
  on: Object.fromEntries(memorySizes.map((place) => [place.element, (element: XmlElement) => withoutUnit(element, place)])),
  examples: [
    {
      name: 'a number alone',
      inside: 'domain',
      bad: '<memory>«4194304»</memory>',
      fixed: "<memory unit='KiB'>4194304</memory>",
      says: 'memory has no unit: libvirt takes 4194304 for KiB, which is 4 GiB',
    },
    {
      name: 'an attribute',
      inside: 'domain',
      bad: `<cpu>
  <numa>
    <cell id='0' cpus='0' memory='«65536»'/>
  </numa>
</cpu>`,
      fixed: `<cpu>
  <numa>
    <cell id='0' cpus='0' memory='65536' unit='KiB'/>
  </numa>
</cpu>`,
    },
    {
      name: 'MiB, where libvirt counts so',
      inside: 'domain',
      bad: `<features>
  <smm state='on'>
    <tseg>«48»</tseg>
  </smm>
</features>`,
      fixed: `<features>
  <smm state='on'>
    <tseg unit='MiB'>48</tseg>
  </smm>
</features>`,
      says: 'libvirt takes 48 for MiB',
    },
    {
      name: 'a unit',
      inside: 'domain',
      good: `<memory unit='GiB'>4</memory>
<currentMemory unit='b'>4294967296</currentMemory>`,
    },
    {
      name: 'a size that libvirt refuses, which is another mistake',
      inside: 'q35',
      good: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
  <size>32</size>
</shmem>`,
    },
  ],
})

const mebibyte = 1024n * 1024n

function withoutUnit(element: XmlElement, { attribute, unit = 'KiB' }: MemorySize) {
  const written = element.attribute('unit')
  if (written && written.value !== '') return
  // A unit under a misspelt name is another mistake, and the number is meant otherwise than libvirt reads it.
  if (element.attributeList.some(({ value }) => unitBytes(value) !== undefined)) return
  const number = attribute === undefined ? element.text : element.attr(attribute)
  const { bytes } = number === undefined ? {} : parseSize(number, unit)
  if (number === undefined || !bytes) return
  // libvirt refuses such a size, most likely since it was meant in another unit.
  if (element.parentElement?.name === 'shmem' && (bytes < mebibyte || (bytes & (bytes - 1n)) !== 0n)) return
  const at = (attribute === undefined ? undefined : element.attribute(attribute)) ?? element.textRange
  const name = attribute === undefined ? element.name : `${element.name} ${attribute}`
  const size = formatKiB(kibOf(bytes))
  const data = { name, number: number.trim(), unit }
  const fix = setAttribute(element, 'unit', unit)
  if (size === `${data.number} ${unit}`) return { message: 'same' as const, at, data, fix }
  return { message: 'other' as const, at, data: { ...data, size }, fix }
}
