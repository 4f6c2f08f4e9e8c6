import { type Enlightenment, Hyperv } from '../../domain/hyperv.js'
import { rule } from '../rule.js'

const timers: readonly Enlightenment[] = ['hypervclock', 'stimer']

export default rule({
  id: 'performance/prefer-hyperv-timers',
  summary: 'Give Windows guests the Hyper-V clock and timers',
  why: `Windows without synthetic timers falls back on the HPET or the RTC, and even an idle guest then costs the host noticeable CPU
time. The reference clock (\`hypervclock\`) makes reading the time free of exits. A guest that has other enlightenments is almost always
Windows. \`stimer\` needs \`synic\` and \`vpindex\`. Each of them is new hardware for the guest: plan it like any such change.`,
  sources: ['QEMU docs: system/i386/hyperv (hv-stimer, hv-time, Recommendations)', 'libvirt docs: formatdomain, hypervisor features'],
  category: 'performance',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'this guest has Hyper-V enlightenments, but not {missing}: Windows then polls slower timers, even when it is idle',
  on: {
    'domain/features/hyperv'(element, { domain }) {
      const hyperv = new Hyperv(element, domain)
      if (domain.type !== 'kvm' || !domain.isX86 || (element.attr('mode') ?? 'custom') !== 'custom') return
      if (!element.elements().some((feature) => feature.attr('state') === 'on')) return
      // What stimer itself lacks is the business of libvirt/require-hyperv-dependency.
      const missing = hyperv.has('stimer') ? [] : timers.filter((timer) => !hyperv.has(timer))
      return missing.length > 0 ? { at: element, data: { missing: missing.join(' and ') } } : undefined
    },
  },
  examples: [
    {
      name: 'the set of 2013',
      inside: 'domain',
      bad: `<features>
  <«hyperv»>
    <relaxed state='on'/>
    <vapic state='on'/>
    <spinlocks state='on' retries='8191'/>
  </hyperv>
</features>`,
      says: 'but not hypervclock and stimer',
    },
    {
      name: 'with timers',
      inside: 'domain',
      good: `<features>
  <hyperv>
    <relaxed state='on'/>
    <vapic state='on'/>
    <vpindex state='on'/>
    <synic state='on'/>
    <stimer state='on'/>
  </hyperv>
</features>
<clock offset='localtime'>
  <timer name='hypervclock' present='yes'/>
</clock>`,
    },
  ],
})
