import { compareVersions } from '../../domain/facts/target.js'
import { rule } from '../rule.js'

/** The longest vendor id: three registers of CPUID (domain_conf.h, VIR_DOMAIN_HYPERV_VENDOR_ID_MAX). */
const vendorIdLength = 12

/** The first libvirt that looks at the dependencies; older ones let QEMU fail when the guest starts. */
const checksDependencies = [11, 9, 0] as const

export default rule({
  id: 'libvirt/valid-hyperv',
  summary: 'Give Hyper-V enlightenments values that they take',
  why: `The vendor id of Hyper-V fills 12 bytes of CPUID and is handed to QEMU in a list with commas, so libvirt refuses a longer one and one with a
comma. It takes only the parts of \`tlbflush\` that it knows, of which direct flushing needs
\`vapic\` since libvirt 11.9.0. In mode passthrough, and where the enlightenment is off, none of this is read.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainFeaturesHyperVDefParse; 11.9.0: qemu_validate.c, qemuValidateDomainDefHypervFeatures',
    'QEMU: docs/system/i386/hyperv.rst',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    direct: "direct flushing needs vapic state='on': {consequence} without",
    length: 'a vendor id has at most 12 characters: libvirt refuses {length}',
    comma: 'a vendor id cannot have a comma: libvirt refuses it',
    value: "vendor_id state='on' needs value=: libvirt refuses it without",
    child: '{feature} has no {child}: libvirt refuses it',
  },
  on: {
    'domain/features/hyperv'(hyperv, { domain, target }) {
      if (hyperv.attr('mode') === 'passthrough') return
      const isOn = (path: string) => hyperv.path(path)?.attr('state') === 'on'
      const vendor = hyperv.child('vendor_id')
      const value = vendor?.attribute('value')
      if (vendor && isOn('vendor_id')) {
        if (!value) return { message: 'value', at: vendor }
        if (value.value.length > vendorIdLength) return { message: 'length', at: value, data: { length: value.value.length } }
        if (value.value.includes(',')) return { message: 'comma', at: value }
      }
      const unknown = isOn('tlbflush')
        ? hyperv
            .child('tlbflush')
            ?.elements()
            .find(({ name }) => name !== 'direct' && name !== 'extended')
        : undefined
      if (unknown) return { message: 'child', at: unknown, data: { feature: 'tlbflush', child: unknown.name } }
      if (!domain.isQemu) return
      const isChecked = compareVersions(target.libvirt, checksDependencies) >= 0
      const severity = isChecked ? 'error' : 'warning'
      const direct = isOn('tlbflush') && isOn('tlbflush/direct') && !isOn('vapic') ? hyperv.path('tlbflush/direct') : undefined
      const consequence = isChecked ? 'libvirt refuses the domain' : 'QEMU refuses to start the guest'
      return direct && { message: 'direct', at: direct, data: { consequence }, severity }
    },
  },
  examples: [
    {
      name: 'direct flushing',
      inside: 'domain',
      bad: `<features>
  <hyperv mode='custom'>
    <vpindex state='on'/>
    <tlbflush state='on'>
      <«direct» state='on'/>
    </tlbflush>
  </hyperv>
</features>`,
      says: 'direct flushing needs vapic',
    },
    {
      name: 'a long name',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <vendor_id state='on' value='«GenuineIntel+»'/>
  </hyperv>
</features>`,
      says: 'refuses 13',
    },
    {
      name: 'a name with a comma',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <vendor_id state='on' value='«a,b»'/>
  </hyperv>
</features>`,
    },
    {
      name: 'no name',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <«vendor_id» state='on'/>
  </hyperv>
</features>`,
    },
    {
      name: 'a child that is not known',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <vpindex state='on'/>
    <tlbflush state='on'>
      <«indirect» state='on'/>
    </tlbflush>
  </hyperv>
</features>`,
    },
    {
      name: 'all that Windows likes',
      inside: 'domain',
      good: `<features>
  <hyperv mode='custom'>
    <relaxed state='on'/>
    <vapic state='on'/>
    <spinlocks state='on' retries='8191'/>
    <vpindex state='on'/>
    <synic state='on'/>
    <stimer state='on'>
      <direct state='on'/>
    </stimer>
    <vendor_id state='off' value='much too long a name'/>
    <tlbflush state='on'/>
    <ipi state='on'/>
  </hyperv>
</features>
<clock offset='localtime'>
  <timer name='hypervclock' present='yes'/>
</clock>`,
    },
  ],
})
