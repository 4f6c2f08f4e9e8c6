import { removeChildren } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-ignored-catchup',
  summary: 'Leave the catch-up limits of a timer out for QEMU',
  why: `\`<catchup>\` says how far a timer may fall behind and how fast it may catch up. libvirt stores the numbers, but QEMU has no options
for them: the guest's clock catches up as QEMU sees fit.`,
  sources: [
    'libvirt: qemu_command.c, qemuBuildClockCommandLine',
    'tried on libvirt 12.8 and QEMU 11.1: same command line and same live device tree without it',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'QEMU has no threshold, slew or limit for the timer {timer}: libvirt stores <catchup> and does nothing with it',
  fix: 'safe',
  on: {
    'domain/clock/timer[@tickpolicy=catchup]/catchup'(catchup, { domain }) {
      const timer = catchup.parentElement
      const name = timer?.attr('name')
      if (!timer || !domain.isQemu || (name !== 'rtc' && name !== 'pit')) return
      return { at: catchup, data: { timer: name }, fix: removeChildren(timer, [catchup]) }
    },
  },
  examples: [
    {
      name: 'limits that nobody reads',
      bad: `<clock offset='utc'>
  <timer name='rtc' tickpolicy='catchup'>
    <«catchup» threshold='123' slew='120' limit='10000'/>
  </timer>
</clock>`,
      fixed: `<clock offset='utc'>
  <timer name='rtc' tickpolicy='catchup'/>
</clock>`,
      inside: 'domain',
      says: 'timer rtc',
    },
    {
      name: 'the policy itself is read',
      good: `<clock offset='utc'>
  <timer name='rtc' tickpolicy='catchup'/>
</clock>`,
      inside: 'domain',
    },
  ],
})
