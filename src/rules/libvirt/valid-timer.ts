import { isWordOf } from '../../domain/facts/enumerations.js'
import { timers } from '../../domain/facts/timers.js'
import { rule } from '../rule.js'

/** Attributes that make a timer more than a name and its presence. */
const settings = ['tickpolicy', 'track', 'frequency', 'mode']

export default rule({
  id: 'libvirt/valid-timer',
  summary: 'Set up each timer once, with what it has',
  why: `Each timer of a guest has its own few settings: only the RTC can be told what it tracks, only the TSC has a frequency and a mode, and each
has tick policies of its own; \`<catchup>\` explains the policy of that name. libvirt refuses what a timer does not have, and timers of other
machines and hypervisors. It takes a timer that is set up twice, keeps both, and which of them counts depends on the setting.`,
  sources: [
    'libvirt 11.3.0: domain_postparse.c, virDomainDefPostParseTimer; qemu_validate.c, qemuValidateDomainDefClockTimers',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    attribute: 'the {timer} timer has no {attribute}: libvirt refuses it; {owners} has one',
    policy: "QEMU's {timer} timer has the tick policies {policies}: libvirt refuses {policy}",
    track: "QEMU's RTC cannot track boot: libvirt refuses it; guest and wall are what it can track",
    catchup: "<catchup> is about tickpolicy='catchup': libvirt refuses it under another policy",
    platform: "the platform timer is Xen's: libvirt refuses it on QEMU",
    guest: 'only {guests} can have a {timer} timer: libvirt refuses it here',
    present: 'the armvtimer cannot be switched off: libvirt refuses it',
    duplicate: 'the {timer} timer is set up twice: libvirt keeps both, and which one counts differs by setting',
  },
  on: {
    'domain/clock/timer'(timer, { domain }) {
      const name = timer.attribute('name')
      const facts = timers[name?.value ?? '']
      if (!name) return
      const data = { timer: name.value }
      if (domain.isQemu && name.value === 'platform') return { message: 'platform', at: name }
      if (!facts) return
      const present = timer.attribute('present')
      const isForeign = (attribute: string) => settings.includes(attribute) && !facts.attributes.includes(attribute)
      const foreign = Object.keys(timer.attributes).some(isForeign) && timer.attributeList.find((attribute) => isForeign(attribute.name))
      if (foreign) {
        const owners = Object.keys(timers).filter((other) => timers[other]?.attributes.includes(foreign.name))
        return { message: 'attribute', at: foreign.nameRange, data: { ...data, attribute: foreign.name, owners: owners.join(' or ') } }
      }
      const policy = timer.attribute('tickpolicy')
      const catchup = timer.child('catchup')
      if (catchup && policy?.value !== 'catchup' && (!policy || isWordOf('domain/clock/timer@tickpolicy', policy.value)))
        return { message: 'catchup', at: catchup }
      if (!domain.isQemu) return
      if (facts.fits && !facts.fits(domain) && !(facts.onlyPresent && present?.value !== 'yes')) {
        return { message: 'guest', at: name, data: { ...data, guests: facts.guests ?? 'other guests' } }
      }
      if (name.value === 'armvtimer' && present?.value === 'no') return { message: 'present', at: present }
      if (policy && facts.policies && present?.value !== 'no' && !facts.policies.includes(policy.value) && policy.value !== '') {
        return { message: 'policy', at: policy, data: { ...data, policies: facts.policies.join(', '), policy: policy.value } }
      }
      if (name.value === 'pit' && policy?.value === 'catchup' && !domain.isX86) {
        return { message: 'policy', at: policy, data: { ...data, policies: 'delay, discard', policy: policy.value } }
      }
      const track = timer.attribute('track')
      if (track?.value === 'boot') return { message: 'track', at: track }
      const first = timer.parentElement?.elements('timer').find((other) => other.attr('name') === name.value)
      if (!first || first === timer) return
      return {
        message: 'duplicate',
        at: name,
        data,
        severity: 'warning',
        related: [{ at: first, message: `the first ${name.value} timer` }],
      }
    },
  },
  examples: [
    {
      name: 'a PIT that tracks',
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='pit' «track»='guest'/>
</clock>`,
      says: 'the pit timer has no track',
    },
    {
      name: "another timer's policy",
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='rtc' tickpolicy='«merge»'/>
</clock>`,
      says: 'delay, catchup',
    },
    {
      name: 'time since boot',
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='rtc' track='«boot»'/>
</clock>`,
    },
    {
      name: 'catching up without wanting to',
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='rtc' tickpolicy='delay'>
    <«catchup» threshold='123'/>
  </timer>
</clock>`,
    },
    {
      name: "Xen's timer",
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='«platform»'/>
</clock>`,
    },
    {
      name: "ARM's timer on a PC",
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='«armvtimer»' tickpolicy='discard'/>
</clock>`,
    },
    {
      name: 'twice',
      inside: 'domain',
      bad: `<clock offset='utc'>
  <timer name='rtc' tickpolicy='catchup'/>
  <timer name='«rtc»' tickpolicy='delay'/>
</clock>`,
      says: 'libvirt keeps both',
    },
    {
      name: 'a TSC that is not there, on ARM',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='aarch64' machine='virt'>hvm</type>
  </os>
  <clock offset='utc'>
    <timer name='«tsc»' present='yes'/>
  </clock>
</domain>`,
    },
    {
      name: 'the timers of a Windows guest',
      inside: 'domain',
      good: `<clock offset='localtime'>
  <timer name='rtc' tickpolicy='catchup' track='guest'>
    <catchup threshold='123' slew='120' limit='10000'/>
  </timer>
  <timer name='pit' tickpolicy='delay'/>
  <timer name='hpet' present='no'/>
  <timer name='hypervclock' present='yes'/>
  <timer name='tsc' frequency='3000000000' mode='native'/>
</clock>`,
    },
  ],
})
