import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-hugepage-size',
  summary: 'Name the size of huge pages',
  why: `\`<hugepages/>\` without a \`<page size>\` takes the default size of the host, which is 2 MiB here and 1 GiB there. And it decides how libvirt
describes the guest's memory to QEMU: since 1.2.20 only a page size (or a NUMA binding) makes it a memory backend file, and a change of
that description once made migrations fail. With a size the file says what it needs.`,
  sources: ['libvirt 11.3: qemu_command.c, qemuBuildMemoryBackendProps; NEWS 1.2.20', 'libvirt docs: formatdomain, memory backing'],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'no size of huge pages is named: libvirt takes the default of whatever host runs the guest',
  on: {
    'domain/memoryBacking/hugepages'(hugepages, { domain }) {
      return domain.isQemu && !hugepages.child('page') ? { at: hugepages } : undefined
    },
  },
  examples: [
    { name: 'no size', bad: `<memoryBacking>\n  <«hugepages»/>\n</memoryBacking>`, inside: 'domain' },
    {
      name: 'a size',
      good: `<memoryBacking>
  <hugepages>
    <page size='2048' unit='KiB'/>
  </hugepages>
</memoryBacking>`,
      inside: 'domain',
    },
  ],
})
