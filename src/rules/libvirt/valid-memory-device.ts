import { parseInteger } from '../../domain/values/number.js'
import { formatKiB, memoryKiB } from '../../domain/values/size.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The smallest label of an NVDIMM in KiB (domain_conf.c, virDomainMemoryTargetDefParseXML). */
const leastLabelKiB = 128

/** What libvirt takes for the size of a transparent huge page where it cannot ask (virhostmem.c): blocks are not smaller. */
const leastBlockKiB = 2048

/** Models backed by a file of the host. */
const fileModels = new Set(['nvdimm', 'virtio-pmem'])

export default rule({
  id: 'libvirt/valid-memory-device',
  summary: 'Give each memory module the parts and sizes that its model has',
  why: `NVDIMM and virtio-pmem are files of the host shown as memory: nothing of them can be discarded. virtio-pmem is always
shared and belongs to no NUMA node. virtio-mem grows and shrinks in blocks, a power of two of at least 2 MiB; what is requested is whole blocks within its
size, and so is its address. An NVDIMM's label is a part of it. libvirt refuses what does not add up.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainMemoryDefValidate; domain_conf.c, virDomainMemoryTargetDefParseXML',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    discard: "the file of a {model} module cannot be discarded: libvirt refuses discard='yes'",
    uuid: 'only an NVDIMM of a ppc64 guest has a UUID: libvirt refuses it here',
    label: "an NVDIMM's label has at least 128 KiB: libvirt refuses {size}",
    inside: "an NVDIMM's label is a part of it, so smaller: libvirt refuses {size}",
    missingLabel: 'an NVDIMM of a ppc64 guest needs a <label>: libvirt refuses it without',
    node: 'virtio-pmem belongs to no NUMA node: libvirt refuses <node>',
    shared: "virtio-pmem is shared with the host: libvirt refuses access='{access}'",
    block: 'the blocks of virtio-mem are a power of two: libvirt refuses {size}',
    noBlock: 'virtio-mem needs the size of its blocks: libvirt refuses it without <block>',
    small: 'the blocks of virtio-mem have at least 2 MiB, the size of a huge page: libvirt refuses {size}',
    more: 'more is requested than the module has: libvirt refuses {size} of {all}',
    whole: 'what is requested of virtio-mem is whole blocks of {block}: libvirt refuses {size}',
    aligned: 'the address of virtio-mem is a multiple of its blocks of {block}: libvirt refuses {address}',
  },
  on: {
    'domain/devices/memory'(memory, { domain }) {
      const model = memory.attr('model') ?? ''
      const target = memory.child('target')
      const isPpc = /^ppc64/.test(domain.arch)
      if (fileModels.has(model)) {
        const discard = memory.attribute('discard')
        if (discard?.value === 'yes') return { message: 'discard', at: discard, data: { model } }
      }
      if (model === 'nvdimm') {
        const uuid = memory.child('uuid')
        const label = target?.path('label/size')
        const labelKiB = label && memoryKiB(label)
        if (uuid && !isPpc) return { message: 'uuid', at: uuid }
        if (!label && isPpc) return { message: 'missingLabel', at: target ?? memory }
        if (!label || labelKiB === undefined) return
        if (labelKiB < leastLabelKiB) return { message: 'label', at: label.textRange, data: { size: formatKiB(labelKiB) } }
        const sizeKiB = sizeOf(target, 'size')
        return sizeKiB !== undefined && labelKiB >= sizeKiB
          ? { message: 'inside', at: label.textRange, data: { size: formatKiB(labelKiB) } }
          : undefined
      }
      if (model === 'virtio-pmem') {
        const node = target?.child('node')
        const access = memory.attribute('access')
        if (access && access.value !== 'shared') return { message: 'shared', at: access, data: { access: access.value } }
        return node && { message: 'node', at: node }
      }
      return model === 'virtio-mem' && target ? blockReport(target) : undefined
    },
  },
  examples: [
    {
      name: 'a file that is discarded',
      inside: 'q35',
      bad: `<memory model='virtio-pmem' access='shared' discard='«yes»'>
  <source>
    <path>/tmp/virtio_pmem</path>
  </source>
  <target>
    <size unit='MiB'>512</size>
  </target>
</memory>`,
    },
    {
      name: 'a private virtio-pmem',
      inside: 'q35',
      bad: `<memory model='virtio-pmem' access='«private»'>
  <source>
    <path>/tmp/virtio_pmem</path>
  </source>
  <target>
    <size unit='MiB'>512</size>
  </target>
</memory>`,
    },
    {
      name: 'a virtio-pmem of a NUMA node',
      inside: 'q35',
      bad: `<memory model='virtio-pmem' access='shared'>
  <source>
    <path>/tmp/virtio_pmem</path>
  </source>
  <target>
    <size unit='MiB'>512</size>
    <«node»>0</node>
  </target>
</memory>`,
    },
    {
      name: 'a small label',
      inside: 'q35',
      bad: `<memory model='nvdimm'>
  <source>
    <path>/tmp/nvdimm</path>
  </source>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
    <label>
      <size unit='KiB'>«64»</size>
    </label>
  </target>
</memory>`,
    },
    {
      name: 'a label as large as the module',
      inside: 'q35',
      bad: `<memory model='nvdimm'>
  <source>
    <path>/tmp/nvdimm</path>
  </source>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
    <label>
      <size unit='MiB'>«512»</size>
    </label>
  </target>
</memory>`,
    },
    {
      name: 'a UUID on x86',
      inside: 'q35',
      bad: `<memory model='nvdimm'>
  <«uuid»>49545eb3-75e1-2d0a-acdd-f0294406c99e</uuid>
  <source>
    <path>/tmp/nvdimm</path>
  </source>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
  </target>
</memory>`,
    },
    {
      name: 'blocks of 3 MiB',
      inside: 'q35',
      bad: `<memory model='virtio-mem'>
  <target>
    <size unit='MiB'>510</size>
    <node>0</node>
    <block unit='MiB'>«3»</block>
    <requested unit='MiB'>300</requested>
  </target>
</memory>`,
    },
    {
      name: 'blocks of 1 MiB',
      inside: 'q35',
      bad: `<memory model='virtio-mem'>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
    <block unit='MiB'>«1»</block>
    <requested unit='MiB'>300</requested>
  </target>
</memory>`,
    },
    {
      name: 'no blocks',
      inside: 'q35',
      bad: `<memory model='virtio-mem'>
  <«target»>
    <size unit='MiB'>512</size>
    <node>0</node>
    <requested unit='MiB'>300</requested>
  </target>
</memory>`,
    },
    {
      name: 'more than there is',
      inside: 'q35',
      bad: `<memory model='virtio-mem'>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
    <block unit='MiB'>2</block>
    <requested unit='MiB'>«600»</requested>
  </target>
</memory>`,
      says: '600 MiB of 512 MiB',
    },
    {
      name: 'half a block',
      inside: 'q35',
      bad: `<memory model='virtio-mem'>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
    <block unit='MiB'>4</block>
    <requested unit='MiB'>«302»</requested>
  </target>
</memory>`,
    },
    {
      name: 'an address within a block',
      inside: 'q35',
      bad: `<memory model='virtio-mem'>
  <target>
    <size unit='MiB'>512</size>
    <node>0</node>
    <block unit='MiB'>2</block>
    <requested unit='MiB'>300</requested>
    <address base='«0x150100000»'/>
  </target>
</memory>`,
    },
    {
      name: 'an NVDIMM without a label on pSeries',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <maxMemory slots='4' unit='GiB'>8</maxMemory>
  <memory unit='GiB'>4</memory>
  <os>
    <type arch='ppc64le' machine='pseries-9.2'>hvm</type>
  </os>
  <devices>
    <memory model='nvdimm'>
      <source>
        <path>/tmp/nvdimm</path>
      </source>
      <«target»>
        <size unit='GiB'>1</size>
        <node>0</node>
      </target>
    </memory>
  </devices>
</domain>`,
      says: 'needs a <label>',
    },
    {
      name: 'one of each',
      good: `<domain type='kvm'>
  <name>guest</name>
  <maxMemory slots='4' unit='GiB'>8</maxMemory>
  <memory unit='GiB'>4</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <cpu>
    <numa>
      <cell id='0' cpus='0' memory='1' unit='GiB'/>
    </numa>
  </cpu>
  <devices>
    <memory model='nvdimm'>
      <source>
        <path>/tmp/nvdimm</path>
      </source>
      <target>
        <size unit='MiB'>512</size>
        <node>0</node>
        <label>
          <size unit='KiB'>128</size>
        </label>
      </target>
    </memory>
    <memory model='virtio-mem'>
      <target>
        <size unit='MiB'>512</size>
        <node>0</node>
        <block unit='MiB'>2</block>
        <requested unit='MiB'>300</requested>
      </target>
    </memory>
  </devices>
</domain>`,
    },
  ],
})

function blockReport(target: XmlElement) {
  const block = target.child('block')
  const requested = target.child('requested')
  const blockKiB = sizeOf(target, 'block')
  const requestedKiB = sizeOf(target, 'requested')
  const sizeKiB = sizeOf(target, 'size')
  if (requested && requestedKiB !== undefined && sizeKiB !== undefined && requestedKiB > sizeKiB) {
    return { message: 'more', at: requested.textRange, data: { size: formatKiB(requestedKiB), all: formatKiB(sizeKiB) } } as const
  }
  if (!block) return { message: 'noBlock', at: target } as const
  if (blockKiB === undefined) return undefined
  const size = formatKiB(blockKiB)
  if (!isPowerOfTwo(blockKiB)) return { message: 'block', at: block.textRange, data: { size } } as const
  if (blockKiB < leastBlockKiB) return { message: 'small', at: block.textRange, data: { size } } as const
  if (requested && requestedKiB !== undefined && requestedKiB % blockKiB !== 0) {
    return { message: 'whole', at: requested.textRange, data: { block: size, size: formatKiB(requestedKiB) } } as const
  }
  const base = target.child('address')?.attribute('base')
  const address = base && parseInteger(base.value, 'prefixed')
  if (!base || address === undefined || address % (BigInt(blockKiB) * 1024n) === 0n) return undefined
  return { message: 'aligned', at: base, data: { block: size, address: base.value } } as const
}

function sizeOf(target: XmlElement | undefined, name: string): number | undefined {
  const element = target?.child(name)
  return element && memoryKiB(element)
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value))
}
