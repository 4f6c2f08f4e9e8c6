import { compareVersions, type Version } from '../../domain/facts/target.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

interface SingleDevice {
  /** Devices with this value of an attribute are counted by themselves. */
  readonly unless?: { readonly attribute: string; readonly value: string }
  /** From this libvirt on there may be several. */
  readonly until?: Version
}

/** Devices of which a guest has at most one (domain_conf.c, virDomainDefParseXML; qemu_validate.c for tpm). */
const singleDevices = table<SingleDevice>({
  memballoon: {},
  vsock: {},
  nvram: {},
  pstore: {},
  redirfilter: {},
  iommu: { until: [11, 10, 0] },
  tpm: { unless: { attribute: 'model', value: 'spapr-tpm-proxy' } },
})

const repeatable = Object.keys(singleDevices)

export default rule({
  id: 'libvirt/no-second-device',
  summary: 'Give a guest at most one of the devices that there can be only one of',
  why: `A guest has one memory balloon, one vsock device, one NVRAM device, one error record store, one TPM (a pSeries guest may have a TPM proxy besides) and one
list of USB redirection rules. libvirt refuses the definition when there is a second, even if both are the same. Before libvirt 11.10 this
was so for IOMMUs too.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainDefParseXML; qemu_validate.c, qemuValidateDomainDefTPMs', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'a guest can have only one {device}, and this is the second: libvirt refuses it',
  on: {
    'domain/devices'(devices, { domain, target }) {
      if (devices !== domain.devicesElement) return
      return repeatable.flatMap((name) => {
        if (domain.devices(name).length < 2) return []
        const { unless, until } = singleDevices[name] ?? {}
        if (until && compareVersions(target.libvirt, until) >= 0) return []
        const isOther = (device: XmlElement) => unless !== undefined && device.attr(unless.attribute) === unless.value
        const devicesOfName = domain.devices(name)
        return [devicesOfName.filter((device) => !isOther(device)), devicesOfName.filter(isOther)].flatMap(([first, second]) => {
          if (!first || !second) return []
          return {
            at: second,
            data: { device: unless && isOther(second) ? unless.value : name },
            related: [{ at: first, message: 'the first one' }],
          }
        })
      })
    },
  },
  examples: [
    {
      name: 'two balloons',
      inside: 'q35',
      bad: `<memballoon model='virtio'/>
<«memballoon» model='virtio'/>`,
    },
    {
      name: 'two TPMs',
      inside: 'q35',
      bad: `<tpm model='tpm-tis'>
  <backend type='emulator' version='2.0'/>
</tpm>
<«tpm» model='tpm-crb'>
  <backend type='emulator' version='2.0'/>
</tpm>`,
    },
    {
      name: 'two IOMMUs for an older libvirt',
      inside: 'virt',
      target: 'libvirt=11.3.0',
      bad: `<iommu model='smmuv3'/>
<«iommu» model='smmuv3'/>`,
    },
    {
      name: 'two watchdogs',
      inside: 'q35',
      good: `<watchdog model='i6300esb' action='reset'/>
<watchdog model='itco' action='reset'/>`,
    },
  ],
})
