import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-hpet-timer',
  summary: 'Say whether an x86 guest has an HPET',
  why: `An x86 guest has an HPET unless \`<timer name='hpet' present='no'/>\` says otherwise. virt-install and virt-manager write that line, which
is easily lost when a file is written by hand or cut down: the guest then finds another clock source, and Windows guests use noticeably
more of the host's CPU. libvirt's ABI check compares the list of timers.`,
  sources: [
    'libvirt docs: formatdomain, time keeping',
    'libvirt 11.3: qemu_command.c, qemuBuildClockCommandLine; domain_conf.c, virDomainDefCheckABIStability',
  ],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'no hpet timer is named: QEMU gives the guest one, where virt-install writes that it has none',
  on: {
    domain(element, { domain }) {
      const { family } = domain.machine
      if (!domain.isQemu || (family !== 'i440fx' && family !== 'q35')) return
      const clock = element.child('clock')
      if (clock?.elements('timer').some((timer) => timer.attr('name') === 'hpet')) return
      return { at: clock ?? element }
    },
  },
  examples: [
    {
      name: 'other timers only',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>
<«clock» offset='utc'>
  <timer name='rtc' tickpolicy='catchup'/>
</clock>`,
      inside: 'domain',
    },
    {
      name: 'named',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>
<clock offset='utc'>
  <timer name='hpet' present='no'/>
</clock>`,
      inside: 'domain',
    },
    {
      name: 'an Arm board has none',
      good: `<os>
  <type arch='aarch64' machine='virt-9.2'>hvm</type>
</os>
<clock offset='utc'/>`,
      inside: 'domain',
    },
  ],
})
