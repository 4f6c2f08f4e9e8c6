import { isWordOf } from '../../domain/facts/enumerations.js'
import { watchdogModels } from '../../domain/facts/watchdog-models.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-watchdog',
  summary: 'Use watchdogs that the machine has, all with one action',
  why: `i6300esb is a PCI card and works on every machine with PCI. ib700 is an ISA card of i440fx machines, iTCO a part of q35's chipset, diag288
a hypercall of s390: libvirt refuses them elsewhere, and refuses an address on them. QEMU has one action for all watchdogs of a guest.`,
  sources: ['libvirt 11.3.0: qemu_validate.c, qemuValidateDomainWatchdogDef and qemuValidateDomainDefWatchdogs', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    machine: 'only {machines} have a {model} watchdog: libvirt refuses it here; i6300esb works on every machine with PCI',
    second: 'a guest can have one {model} watchdog: libvirt refuses the second',
    action: 'QEMU has one action for all watchdogs, and an earlier one says {other}: libvirt refuses {action}',
    address: 'a {model} watchdog takes {wanted}: libvirt refuses this one',
  },
  on: {
    'domain/devices/watchdog'(watchdog, { domain }) {
      const model = watchdog.attribute('model')
      const facts = watchdogModels[model?.value ?? '']
      if (!model || !facts || !domain.isQemu) return
      const data = { model: model.value }
      if (!facts.fits(domain) && domain.machine.family !== 'none')
        return { message: 'machine', at: model, data: { ...data, machines: facts.machines } }
      const [first] = domain.devices('watchdog')
      const same = domain.devices('watchdog').find((other) => other.attr('model') === model.value)
      if (same && same !== watchdog && !facts.several) {
        return { message: 'second', at: model, data, related: [{ at: same, message: `the first ${model.value} watchdog` }] }
      }
      const action = watchdog.attr('action') ?? 'reset'
      const other = first?.attr('action') ?? 'reset'
      if (first && action !== other && isWordOf('domain/devices/watchdog@action', other)) {
        return {
          message: 'action',
          at: watchdog.attributeOrSelf('action'),
          data: { action, other },
          related: [{ at: first.attributeOrSelf('action'), message: 'the action of the first watchdog' }],
        }
      }
      const address = watchdog.child('address')
      const type = address?.attr('type')
      if (!address || type === undefined || type === facts.address) return
      const wanted = facts.address ? `an address of type ${facts.address} only` : 'no address'
      return { message: 'address', at: facts.address ? address.attributeOrSelf('type') : address, data: { ...data, wanted } }
    },
  },
  examples: [
    { name: 'an ISA card on q35', inside: 'q35', bad: "<watchdog model='«ib700»' action='reset'/>", says: 'only i440fx machines' },
    { name: "q35's watchdog on i440fx", inside: 'i440fx', bad: "<watchdog model='«itco»'/>" },
    {
      name: 'two of one model',
      inside: 'i440fx',
      bad: `<watchdog model='ib700'/>
<watchdog model='«ib700»'/>`,
    },
    {
      name: 'two actions',
      inside: 'i440fx',
      bad: `<watchdog model='i6300esb' action='poweroff'/>
<watchdog model='ib700' action='«pause»'/>`,
      says: 'an earlier one says poweroff',
    },
    {
      name: 'an address for a part of the machine',
      inside: 'q35',
      bad: `<watchdog model='itco'>
  <«address» type='pci' domain='0' bus='0' slot='4' function='0'/>
</watchdog>`,
    },
    {
      name: 'one action for both',
      inside: 'q35',
      good: `<watchdog model='i6300esb' action='poweroff'/>
<watchdog model='itco' action='poweroff'/>`,
    },
  ],
})
