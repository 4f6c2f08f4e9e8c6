import { type AlignedSize, alignedSizes } from '../../domain/memory-alignment.js'
import { formatKiB, unitBytes } from '../../domain/values/size.js'
import { setAttribute, setText } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/valid-memory-alignment',
  summary: 'Use memory sizes that libvirt does not round',
  why: `When libvirt starts a guest afresh it rounds sizes of memory up: the boot memory and each NUMA cell to 1 MiB, memory devices to 2 MiB, on
ppc64 everything to 256 MiB. The guest then has more memory than the file says. It never does so for a migration or a restore, because
the size is something that the guest sees: so this is only reported where a new guest is defined (\`--abi-update\`), and an existing guest
keeps its size. Only a size that cannot be rounded, because it is near the largest number that libvirt counts to, is always reported.`,
  sources: ['libvirt 11.3: qemu_domain.c, qemuDomainAlignMemorySizes and qemuDomainMemoryDeviceAlignSize', 'libvirt NEWS 1.2.20'],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: {
    rounded: '{what} of {written} is no multiple of {step}: libvirt makes it {aligned} when it starts the guest afresh',
    overflow: '{what} of {written} is so large that rounding it to a multiple of {step} overflows: libvirt refuses to start the guest',
  },
  fix: 'unsafe',
  risk: 'The size of memory is part of what the guest sees: do not change it for a guest that was saved or is to be migrated.',
  on: {
    domain(_element, { domain, abiUpdate }) {
      if (!domain.isQemu) return
      return alignedSizes(domain).flatMap((size) => judge(size, abiUpdate) ?? [])
    },
  },
  examples: [
    {
      name: 'a new guest with an odd size',
      bad: `<memory unit='KiB'>«1000000»</memory>`,
      fixed: `<memory unit='KiB'>1000448</memory>`,
      abiUpdate: true,
      inside: 'domain',
      says: "the guest's memory of 1000000 KiB is no multiple of 1 MiB: libvirt makes it 977 MiB",
    },
    {
      name: 'an existing guest keeps its size',
      good: `<memory unit='KiB'>1000000</memory>`,
      inside: 'domain',
    },
    {
      name: 'a module of 513 MiB',
      bad: `<memory model='dimm'>
  <target>
    <size unit='MiB'>«513»</size>
    <node>0</node>
  </target>
</memory>`,
      fixed: `<memory model='dimm'>
  <target>
    <size unit='MiB'>514</size>
    <node>0</node>
  </target>
</memory>`,
      abiUpdate: true,
      inside: 'q35',
    },
    {
      name: 'a NUMA cell on ppc64',
      bad: `<os>
  <type arch='ppc64le' machine='pseries-9.2'>hvm</type>
</os>
<cpu>
  <numa>
    <cell id='0' cpus='0' memory='«1»' unit='GB'/>
  </numa>
</cpu>`,
      fixed: `<os>
  <type arch='ppc64le' machine='pseries-9.2'>hvm</type>
</os>
<cpu>
  <numa>
    <cell id='0' cpus='0' memory='1048576' unit='KiB'/>
  </numa>
</cpu>`,
      abiUpdate: true,
      inside: 'domain',
      says: 'NUMA cell 0 of 976563 KiB is no multiple of 256 MiB',
    },
    {
      name: 'near the largest size',
      bad: `<memory unit='KiB'>«9007199254740991»</memory>`,
      inside: 'domain',
      says: 'overflows',
    },
  ],
})

function judge(size: AlignedSize, abiUpdate: boolean) {
  if (size.alignedKiB === size.writtenKiB) return undefined
  const at = (size.attribute && size.element.attribute(size.attribute)) ?? size.element.textRange
  const data = { what: size.what, written: formatKiB(size.writtenKiB), step: formatKiB(size.stepKiB) }
  if (size.overflows) return { at, message: 'overflow', severity: 'error', data } as const
  if (!abiUpdate) return undefined
  return { at, message: 'rounded', data: { ...data, aligned: formatKiB(size.alignedKiB) }, fix: write(size) } as const
}

/** Writes the rounded size, in its own unit if that divides it, else in KiB. */
function write({ element, attribute, alignedKiB }: AlignedSize): TextEdit[] {
  const bytes = BigInt(alignedKiB) * 1024n
  const unit = unitBytes(element.attr('unit') || 'KiB') ?? 1024n
  const fits = bytes % unit === 0n
  const value = String(fits ? bytes / unit : alignedKiB)
  const edits = [attribute ? setAttribute(element, attribute, value) : setText(element, value)]
  if (!fits) edits.push(setAttribute(element, 'unit', 'KiB'))
  return edits
}
