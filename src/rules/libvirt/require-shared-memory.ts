import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  refused:
    "{what} needs guest memory that another process can see, and it is not shared: libvirt refuses the definition without <access mode='shared'/>",
  cell: '{what} needs guest memory that another process can see, and NUMA cell {id} is not shared: libvirt refuses the definition',
  blind:
    "{what} needs guest memory that another process can see, and it is not shared: the picture stays dark without <access mode='shared'/>",
} as const

export default rule({
  id: 'libvirt/require-shared-memory',
  summary: 'Share guest memory with the processes that serve vhost-user devices and virtiofs',
  why: `virtiofs and vhost-user devices are served by processes of their own, which read and write the guest's memory. That works only if it is
shared: \`<access mode='shared'/>\` in \`<memoryBacking>\`, or \`memAccess='shared'\` on every NUMA cell. \`memfd\` as its source alone is not
enough. libvirt refuses the definition otherwise; a vhost-user video device it lets pass, and that fails at run time.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainVhostUser; docs/kbase/virtiofs', 'libvirt 12.8, tried device by device'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(element, { domain }) {
      const fault = domain.isQemu ? faultOf(element) : undefined
      if (!fault) return
      return [...needing(domain)].map(({ at, what, startsAnyway }): Report<typeof messages> => {
        if (startsAnyway) return { message: 'blind', at, data: { what }, severity: 'warning' }
        return fault.cell === undefined
          ? { message: 'refused', at, data: { what } }
          : { message: 'cell', at, data: { what, id: fault.cell }, related: [{ at: fault.at, message: 'not shared' }] }
      })
    },
  },
  examples: [
    {
      name: 'virtiofs without shared memory',
      bad: `<memory unit='GiB'>2</memory>
<memoryBacking>
  <source type='memfd'/>
</memoryBacking>
<devices>
  <filesystem type='mount'>
    <driver type='«virtiofs»'/>
    <source dir='/srv/share'/>
    <target dir='share'/>
  </filesystem>
</devices>`,
      inside: 'domain',
      says: 'virtiofs needs guest memory',
    },
    {
      name: 'one cell left out',
      bad: `<vcpu>2</vcpu>
<cpu>
  <numa>
    <cell id='0' cpus='0' memory='1048576' memAccess='shared'/>
    <cell id='1' cpus='1' memory='1048576'/>
  </numa>
</cpu>
<devices>
  <interface type='«vhostuser»'>
    <source type='unix' path='/run/vhost.sock' mode='client'/>
    <model type='virtio'/>
  </interface>
</devices>`,
      inside: 'domain',
      says: 'NUMA cell 1 is not shared',
    },
    {
      name: 'shared memory',
      good: `<memoryBacking>
  <source type='memfd'/>
  <access mode='shared'/>
</memoryBacking>
<devices>
  <filesystem type='mount'>
    <driver type='virtiofs'/>
    <source dir='/srv/share'/>
    <target dir='share'/>
  </filesystem>
</devices>`,
      inside: 'domain',
    },
    {
      name: 'a file system that QEMU serves itself',
      good: `<filesystem type='mount'>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
      inside: 'q35',
    },
  ],
})

/** Why the memory is not shared, if it is not; with the cell where there are NUMA cells. A word that libvirt does not know may mean either. */
function faultOf(domain: XmlElement): { readonly at: XmlElement; readonly cell?: number } | undefined {
  const shared = (domain.path('memoryBacking/access')?.attr('mode') ?? 'private') !== 'private'
  const cells = domain.path('cpu/numa')?.elements('cell') ?? []
  if (cells.length === 0) return shared ? undefined : { at: domain }
  const position = cells.findIndex((cell) => (cell.attr('memAccess') ?? (shared ? 'shared' : 'private')) === 'private')
  const cell = cells[position]
  return cell && { at: cell, cell: position }
}

interface Needing {
  readonly at: ReturnType<XmlElement['attributeOrSelf']>
  readonly what: string
  /** libvirt does not look. */
  readonly startsAnyway?: true
}

function* needing(domain: Domain): Generator<Needing> {
  for (const filesystem of domain.devices('filesystem')) {
    const driver = filesystem.child('driver')
    if (driver?.attr('type') === 'virtiofs') yield { at: driver.attributeOrSelf('type'), what: 'virtiofs' }
  }
  for (const device of domain.devices('interface')) {
    if (device.attr('type') === 'vhostuser') yield { at: device.attributeOrSelf('type'), what: 'a vhost-user interface' }
  }
  for (const element of domain.devices('disk')) {
    const { type } = new Disk(element)
    if (type === 'vhostuser') yield { at: element.attributeOrSelf('type'), what: 'a vhost-user disk' }
    if (type === 'vhostvdpa') yield { at: element.attributeOrSelf('type'), what: 'a vhost-vdpa disk' }
  }
  for (const video of domain.devices('video')) {
    const driver = video.child('driver')
    // Only a virtio device has such a driver.
    if (driver?.attr('name') === 'vhostuser' && (video.child('model')?.attr('type') ?? 'virtio') === 'virtio')
      yield { at: driver.attributeOrSelf('name'), what: 'a vhost-user video device', startsAnyway: true }
  }
}
