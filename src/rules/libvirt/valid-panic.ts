import { defaultPanicModel, panicModels } from '../../domain/facts/panic-models.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-panic',
  summary: 'Use each panic device once, on the machines that have it',
  why: `How a guest reports its crash depends on the machine: an ISA port or Hyper-V's registers on x86, a firmware call on pSeries, a
machine word on s390, a PCI device on ARM. libvirt refuses a model that the machine does not have and the same model twice, where a device without a model
counts as the default one. Only isa and pvpanic have an address, each of their own bus.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDefPanic; domain_postparse.c (Multiple panic devices)',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    machine: 'only {guests} have a {model} panic device: libvirt refuses it here',
    none: 'libvirt knows no default panic device for this machine and refuses one without a model',
    duplicate: 'a guest can have each panic model once, and {model} is there already: libvirt refuses the second',
    address: 'a {model} panic device takes {wanted}: libvirt refuses this one',
  },
  on: {
    'domain/devices/panic'(panic, { domain }) {
      if (!domain.isQemu) return
      const implicit = defaultPanicModel(domain)
      const model = panic.attr('model') ?? implicit
      const facts = panicModels[model ?? '']
      if (model === undefined) return { message: 'none', at: panic }
      if (!facts) return
      const first = domain.devices('panic').find((other) => (other.attr('model') ?? implicit) === model)
      if (first && first !== panic) {
        return {
          message: 'duplicate',
          at: panic.attributeOrSelf('model'),
          data: { model },
          related: [{ at: first, message: 'the first one' }],
        }
      }
      if (!facts.fits(domain)) return { message: 'machine', at: panic.attributeOrSelf('model'), data: { guests: facts.guests, model } }
      const address = panic.child('address')
      const type = address?.attr('type')
      if (!address || type === undefined || type === facts.address) return
      const wanted = facts.address ? `an address of type ${facts.address} only` : 'no address'
      return { message: 'address', at: facts.address ? address.attributeOrSelf('type') : address, data: { model, wanted } }
    },
  },
  examples: [
    { name: "pSeries' model on a PC", inside: 'q35', bad: "<panic model='«pseries»'/>", says: 'only pSeries guests' },
    {
      name: 'the default and its name',
      inside: 'q35',
      bad: `<panic/>
<panic model='«isa»'/>`,
      says: 'isa is there already',
    },
    {
      name: 'an address for a firmware call',
      inside: 'pseries',
      bad: `<panic model='pseries'>
  <«address» type='isa' iobase='0x505'/>
</panic>`,
    },
    {
      name: 'an ISA address on PCI',
      inside: 'virt',
      bad: `<panic model='pvpanic'>
  <address type='«isa»' iobase='0x505'/>
</panic>`,
    },
    {
      name: 'no default',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='riscv64' machine='virt'>hvm</type>
  </os>
  <devices>
    <«panic»/>
  </devices>
</domain>`,
    },
    {
      name: 'two models',
      inside: 'q35',
      good: `<panic model='isa'>
  <address type='isa' iobase='0x505'/>
</panic>
<panic model='hyperv'/>`,
    },
  ],
})
