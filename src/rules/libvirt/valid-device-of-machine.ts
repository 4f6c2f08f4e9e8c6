import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

interface Refused {
  /** The place that is wrong, if it is. */
  readonly at: (device: XmlElement, domain: Domain) => ReturnType<XmlElement['attributeOrSelf']> | undefined
  /** What it is for, for people. */
  readonly home: string
}

const isS390 = ({ arch }: Domain) => arch.startsWith('s390')

/** Small devices and settings of the domain that only some machines of QEMU have (qemu_validate.c, 11.3.0; tried on 12.8.0). */
const refused = table<Refused>({
  'domain/devices/nvram': {
    at: (nvram, { machine }) => (machine.family === 'pseries' ? undefined : nvram),
    home: 'an NVRAM device is for pSeries guests; UEFI variables are in <os><nvram>',
  },
  'domain/devices/memballoon': {
    at: (balloon) => (balloon.attr('model') === 'xen' ? balloon.attribute('model') : undefined),
    home: "the xen balloon is Xen's; virtio is QEMU's",
  },
  'domain/devices/redirdev': {
    at: (redirdev) => (redirdev.attr('bus') === 'usb' || redirdev.attr('bus') === undefined ? undefined : redirdev.attribute('bus')),
    home: 'only USB devices are redirected',
  },
  'domain/os/acpi/table': {
    at: (table) => (table.attr('type') === 'rawset' ? table.attribute('type') : undefined),
    home: "type='rawset' is Xen's; raw is QEMU's",
  },
  'domain/pm': {
    at: (pm, { isX86 }) => (isX86 ? undefined : (pm.child('suspend-to-mem') ?? pm.child('suspend-to-disk'))),
    home: 'ACPI sleep states are for x86 guests',
  },
  'domain/keywrap': {
    at: (keywrap, domain) => (isS390(domain) ? undefined : keywrap.child('cipher')),
    home: 'wrapped keys are for s390 guests',
  },
  'domain/os/bios': {
    at: (bios, { isX86 }) => (isX86 ? undefined : bios.attr('useserial') === 'yes' ? bios.attribute('useserial') : undefined),
    home: 'a BIOS on a serial port is for x86 guests',
  },
})

/** Refused when the guest starts only. */
const startOnly = new Set(['keywrap'])

export default rule({
  id: 'libvirt/valid-device-of-machine',
  summary: 'Have no devices and settings that are for another machine or hypervisor',
  why: `Some parts of a definition exist for one kind of machine only: the NVRAM device of pSeries (which is not where UEFI keeps its variables),
Xen's balloon, key wrapping of s390, sleep states of PCs. libvirt's QEMU driver refuses them elsewhere, the key wrapping only when the guest
starts.`,
  sources: ['libvirt 11.3.0: qemu_validate.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: '{home}: libvirt refuses this',
  on: Object.fromEntries(
    Object.entries(refused).map(([path, { at, home }]) => [
      path,
      (element, { domain }) => {
        const place = domain.isQemu ? at(element, domain) : undefined
        return place && { at: place, data: { home }, severity: startOnly.has(element.name) ? 'warning' : 'error' }
      },
    ]),
  ),
  examples: [
    { name: 'an NVRAM device of a PC', inside: 'q35', bad: '<«nvram»/>', says: 'for pSeries guests' },
    { name: "Xen's balloon", inside: 'q35', bad: "<memballoon model='«xen»'/>" },
    {
      name: 'sleep states of s390',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='s390x' machine='s390-ccw-virtio'>hvm</type>
  </os>
  <pm>
    <«suspend-to-mem» enabled='no'/>
  </pm>
</domain>`,
    },
    {
      name: 'wrapped keys of a PC',
      inside: 'domain',
      bad: `<keywrap>
  <«cipher» name='aes' state='on'/>
</keywrap>`,
    },
    { name: 'an NVRAM device of pSeries', inside: 'pseries', good: '<nvram/>' },
  ],
})
