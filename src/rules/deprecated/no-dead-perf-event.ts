import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

/** Intel's cache and memory bandwidth monitoring, which Linux took out of perf in 4.14. */
const dead = new Set(['cmt', 'mbmt', 'mbml'])

export default rule({
  id: 'deprecated/no-dead-perf-event',
  summary: 'Leave perf events out that Linux no longer has',
  why: `Linux 4.14 took the cache and bandwidth counters \`cmt\`, \`mbmt\` and \`mbml\` out of perf. libvirt still stores a definition that enables
them, and then cannot start the guest: "unable to enable host cpu perf event". The numbers come from resctrl today, by way of
\`<cachetune>\` and \`<memorytune>\` with a \`<monitor>\`.`,
  sources: [
    'Linux 4.14: x86/perf/cqm removed',
    'libvirt: formatdomain, performance monitoring events',
    'tried on libvirt 12.8: does not start; ABI check and command line are the same without it',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'Linux dropped the perf event {name} in 4.14: libvirt defines the guest but cannot start it',
  fix: 'safe',
  on: {
    'domain/perf/event[@enabled=yes]'(event) {
      const name = event.attribute('name')
      const perf = event.parentElement
      if (!name || !perf || !dead.has(name.value)) return
      const only = perf.children.every((node) => node === event || (node.type === 'text' && node.value.trim() === ''))
      return { at: name, data: { name: name.value }, fix: removeElement(only ? perf : event) }
    },
  },
  examples: [
    {
      name: 'cache monitoring by perf',
      bad: `<perf>
  <event name='«cmt»' enabled='yes'/>
</perf>
<vcpu>2</vcpu>`,
      fixed: '<vcpu>2</vcpu>',
      inside: 'domain',
      says: 'cmt in 4.14',
    },
    {
      name: 'an event that is alive',
      good: `<perf>
  <event name='cpu_cycles' enabled='yes'/>
</perf>`,
      inside: 'domain',
    },
  ],
})
