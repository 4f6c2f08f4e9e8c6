import { parseInteger } from '../../domain/values/number.js'
import { memoryKiB } from '../../domain/values/size.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

interface Placed {
  readonly device: XmlElement
  readonly base: XmlAttribute
  readonly from: bigint
  readonly to: bigint
}

export default rule({
  id: 'libvirt/no-overlapping-memory-device',
  summary: 'Give memory modules addresses of their own',
  why: `A memory module, or a virtio-mem device, occupies a range of the guest's addresses from its \`base\` on. libvirt refuses two whose ranges
overlap. An address that is not written it leaves to QEMU, which finds a free one.`,
  sources: ['libvirt 11.3.0: domain_validate.c, virDomainDefValidateMemoryHotplug and kin', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'this memory begins inside another one, which ends at {end}: libvirt refuses it',
  on: {
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement) return
      const placed = domain.devices('memory').flatMap((device) => rangeOf(device) ?? [])
      placed.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
      let furthest: Placed | undefined
      return placed.flatMap((range) => {
        const other = furthest
        if (!other || other.to < range.to) furthest = range
        if (!other || other.to <= range.from) return []
        const related = [{ at: other.base, message: 'the other memory' }]
        return { at: range.base, data: { end: `0x${other.to.toString(16)}` }, related }
      })
    },
  },
  examples: [
    {
      name: 'ranges that overlap',
      bad: guest(`<memory model='dimm'>
      <target>
        <size unit='MiB'>512</size>
        <node>0</node>
      </target>
      <address type='dimm' slot='0' base='0x140000000'/>
    </memory>
    <memory model='dimm'>
      <target>
        <size unit='MiB'>512</size>
        <node>0</node>
      </target>
      <address type='dimm' slot='1' base='«0x150000000»'/>
    </memory>`),
      says: 'ends at 0x160000000',
    },
    {
      name: 'one behind the other',
      good: guest(`<memory model='dimm'>
      <target>
        <size unit='MiB'>512</size>
        <node>0</node>
      </target>
      <address type='dimm' slot='0' base='0x140000000'/>
    </memory>
    <memory model='dimm'>
      <target>
        <size unit='MiB'>512</size>
        <node>0</node>
      </target>
      <address type='dimm' slot='1' base='0x160000000'/>
    </memory>`),
    },
  ],
})

/** The guest addresses of a module that says where it is. */
function rangeOf(device: XmlElement): Placed | undefined {
  const base = device.child('address')?.attribute('base') ?? device.path('target/address')?.attribute('base')
  const size = device.path('target/size')
  const from = base && parseInteger(base.value, 'prefixed')
  const sizeKiB = size && memoryKiB(size)
  if (!base || !from || !sizeKiB) return undefined
  return { device, base, from, to: from + BigInt(sizeKiB) * 1024n }
}

function guest(modules: string): string {
  return `<domain type='kvm'>
  <name>guest</name>
  <maxMemory slots='4' unit='GiB'>8</maxMemory>
  <memory unit='GiB'>4</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <cpu>
    <numa>
      <cell id='0' cpus='0' memory='3' unit='GiB'/>
    </numa>
  </cpu>
  <devices>
    ${modules}
  </devices>
</domain>`
}
