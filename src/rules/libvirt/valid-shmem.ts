import { parseSize } from '../../domain/values/size.js'
import { rule } from '../rule.js'

const mebibyte = 1024n * 1024n

export default rule({
  id: 'libvirt/valid-shmem',
  summary: 'Give shared memory a model that exists, a size that it takes and a server if it needs one',
  why: `QEMU split its old ivshmem device in two: ivshmem-plain is memory alone, ivshmem-doorbell adds interrupts and gets memory and size from a
server. libvirt takes the old model where none is written, and refuses it. A size is a power of two from 1 MiB on, and a number without
unit counts *bytes* here, unlike everywhere else. A name is a file name under /dev/shm and so has no slash.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefShmem; qemu_postparse.c; domain_validate.c, virDomainShmemDefValidate',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    name: "the name of shared memory is a file name: libvirt refuses '{name}'",
    msi: '<msi> is for shared memory with a <server>: libvirt refuses it without one',
    server: 'ivshmem-doorbell needs a <server>: libvirt refuses it without; ivshmem-plain does without',
    plain: 'ivshmem-plain has no server: libvirt refuses it; ivshmem-doorbell has one',
    size: 'ivshmem-doorbell gets its size from the server: libvirt refuses <size>',
    power: 'shared memory is a power of two from 1 MiB on, and {size}: libvirt refuses it',
    gone: 'the ivshmem device is gone from QEMU: libvirt refuses a <shmem> without a model, which stands for it; ivshmem-plain and ivshmem-doorbell took its place',
  },
  on: {
    'domain/devices/shmem'(shmem, { domain }) {
      const name = shmem.attribute('name')
      const model = shmem.child('model')?.attribute('type')
      const server = shmem.child('server')
      const msi = shmem.child('msi')
      const size = shmem.child('size')
      if (name && (name.value.includes('/') || name.value === '.' || name.value === '..')) {
        return { message: 'name', at: name, data: { name: name.value } }
      }
      if (msi && !server) return { message: 'msi', at: msi }
      if (!domain.isQemu) return
      if (model?.value === 'ivshmem-doorbell') {
        if (!server) return { message: 'server', at: model }
        return size && { message: 'size', at: size }
      }
      if (model?.value === 'ivshmem-plain') {
        if (server) return { message: 'plain', at: server }
      } else {
        return model ? undefined : { message: 'gone', at: shmem }
      }
      const bytes = size && parseSize(size.text.trim(), size.attr('unit'), { scale: 1n }).bytes
      if (!size || !bytes || (bytes >= mebibyte && (bytes & (bytes - 1n)) === 0n)) return
      const written = size.attr('unit') ? `this is ${bytes / 1024n} KiB` : `a number without unit counts bytes`
      return { message: 'power', at: size.textRange, data: { size: written } }
    },
  },
  examples: [
    {
      name: 'a path for a name',
      inside: 'q35',
      bad: `<shmem name='«shared/memory»'>
  <model type='ivshmem-plain'/>
</shmem>`,
    },
    { name: 'no model', inside: 'q35', bad: "<«shmem» name='shared'/>", says: 'stands for it' },
    {
      name: 'interrupts without a server',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
  <«msi» vectors='4'/>
</shmem>`,
    },
    {
      name: 'a doorbell without a server',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='«ivshmem-doorbell»'/>
</shmem>`,
    },
    {
      name: 'a server for plain memory',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
  <«server» path='/run/shared.sock'/>
</shmem>`,
    },
    {
      name: 'a doorbell with a size',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='ivshmem-doorbell'/>
  <«size» unit='M'>4</size>
  <server path='/run/shared.sock'/>
</shmem>`,
    },
    {
      name: 'megabytes without a unit',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
  <size>«32»</size>
</shmem>`,
      says: 'counts bytes',
    },
    {
      name: 'three megabytes',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
  <size unit='M'>«3»</size>
</shmem>`,
      says: 'this is 3072 KiB',
    },
    {
      name: 'one of each',
      inside: 'q35',
      good: `<shmem name='looking-glass'>
  <model type='ivshmem-plain'/>
  <size unit='M'>32</size>
</shmem>
<shmem name='bell'>
  <model type='ivshmem-doorbell'/>
  <server path='/run/bell.sock'/>
  <msi vectors='4' ioeventfd='on'/>
</shmem>`,
    },
  ],
})
