import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-io-native',
  summary: "Use io='native' only with cache='none' or 'directsync'",
  why: `Linux' native asynchronous I/O works only on files that bypass the host's page cache. libvirt refuses \`io='native'\` unless the cache
mode is \`none\` or \`directsync\`; the default cache mode is neither.`,
  sources: [
    'libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskIOThreads and …DiskBlkdeviotune; qemuValidateDomainDeviceDefDisk',
    'libvirt 12.8, tried mode by mode',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: "io='native' needs cache='none' or 'directsync', and the cache is {cache}: libvirt refuses the definition",
  on: {
    'domain/devices/disk/driver[@io=native]'(driver, { domain }) {
      const cache = driver.attribute('cache')
      if (!domain.isQemu || cache?.value === 'none' || cache?.value === 'directsync' || (cache && !cached.has(cache.value))) return
      return { at: cache ?? driver.attributeOrSelf('io'), data: { cache: cache ? `'${cache.value}'` : 'the default' } }
    },
  },
  examples: [
    {
      name: 'the default cache',
      bad: `<disk type='block' device='disk'>
  <driver name='qemu' type='raw' io='«native»'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'and the cache is the default',
    },
    {
      name: 'a cached mode',
      bad: `<disk type='block' device='disk'>
  <driver name='qemu' type='raw' io='native' cache='«writeback»'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'no cache, or another way of I/O',
      good: `<disk type='block' device='disk'>
  <driver name='qemu' type='raw' io='native' cache='none'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='block' device='disk'>
  <driver name='qemu' type='raw' io='io_uring'/>
  <source dev='/dev/vg/other'/>
  <target dev='vdb' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const cached = new Set(['default', 'writethrough', 'writeback', 'unsafe'])
