import { compareVersions } from '../../domain/facts/target.js'
import { argumentParts, type QemuArgument, qemuArguments, removeArguments } from '../../domain/qemu-arguments.js'
import { appendChild, type NewElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-shmem-element',
  summary: 'Share memory between guests and the host with <shmem>',
  why: `\`-device ivshmem-plain\` in \`<qemu:commandline>\`, as guides for Looking Glass once told, hides the device from libvirt: it gets a PCI
address that may change with the next QEMU, and its file is labelled for no security driver. \`<shmem>\` makes the same device with the
same file in \`/dev/shm\`, since 3.1.0 of the model \`ivshmem-plain\`.`,
  sources: [
    'libvirt: formatdomain, Shared memory device',
    'tried on libvirt 12.8: the same file, size and device, behind a PCI controller; the ABI check counts controllers',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  // The argument still works: when devices move is for the owner of the guest to say.
  grade: 'work',
  risk: 'The guest finds the shared memory at another PCI address, and other devices too where their addresses are not written down.',
  message: 'libvirt has an element for this shared memory: <shmem>',
  on: {
    'domain/qemu:commandline'(commandline, { domain, target }) {
      const { devicesElement } = domain
      if (!devicesElement || compareVersions(target.libvirt, [3, 1, 0]) < 0) return
      const all = qemuArguments(commandline)
      return all.flatMap((argument) => {
        const device = argument.option === '-device' ? argumentParts(argument.value ?? '') : undefined
        if (!argument.valueAt || device?.head !== 'ivshmem-plain') return []
        const backend = all.find((other) => other.option === '-object' && isBackend(other, device.keys.get('memdev')))
        const shmem = backend && [...device.keys.keys()].every((key) => key === 'memdev' || key === 'id') ? shmemOf(backend) : undefined
        const report = { at: argument.valueAt }
        if (!backend || !shmem) return report
        return { ...report, fix: [...removeArguments(commandline, [argument, backend]), appendChild(devicesElement, shmem)] }
      })
    },
  },
  examples: [
    {
      name: 'a device and its memory',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices>
    <memballoon model='none'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-object'/>
    <qemu:arg value='memory-backend-file,id=frames,share=on,mem-path=/dev/shm/frames,size=32M'/>
    <qemu:arg value='-device'/>
    <qemu:arg value='«ivshmem-plain,memdev=frames»'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices>
    <memballoon model='none'/>
    <shmem name='frames'>
      <model type='ivshmem-plain'/>
      <size unit='MiB'>32</size>
    </shmem>
  </devices>
</domain>`,
    },
    {
      name: 'memory in a folder of its own, which <shmem> cannot name',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices/>
  <qemu:commandline>
    <qemu:arg value='-object'/>
    <qemu:arg value='memory-backend-file,id=frames,share=on,mem-path=/run/frames/one,size=32M'/>
    <qemu:arg value='-device'/>
    <qemu:arg value='«ivshmem-plain,memdev=frames»'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: 'the element',
      good: `<shmem name='frames'>
  <model type='ivshmem-plain'/>
  <size unit='MiB'>32</size>
</shmem>`,
      inside: 'q35',
    },
  ],
})

function isBackend({ value = '' }: QemuArgument, id: string | undefined): boolean {
  const { head, keys } = argumentParts(value) ?? {}
  return id !== undefined && /^(?:qom-type=)?memory-backend-file$/.test(head ?? '') && keys?.get('id') === id
}

/** The element for a file in /dev/shm that is shared; `undefined` for memory that `<shmem>` cannot describe. */
function shmemOf({ value = '' }: QemuArgument): NewElement | undefined {
  const keys = argumentParts(value)?.keys
  const name = /^\/dev\/shm\/([^/]+)$/.exec(keys?.get('mem-path') ?? '')?.[1]
  const [, size, unit = ''] = /^(\d{1,12})([KMG])$/.exec(keys?.get('size') ?? '') ?? []
  const isPlain = [...(keys?.keys() ?? [])].every((key) => ['id', 'share', 'mem-path', 'size'].includes(key))
  if (!isPlain || !name || !size || !/^(?:on|yes|true)$/.test(keys?.get('share') ?? '')) return undefined
  const model = { name: 'model', attributes: { type: 'ivshmem-plain' } }
  return { name: 'shmem', attributes: { name }, children: [model, { name: 'size', attributes: { unit: `${unit}iB` }, text: size }] }
}
