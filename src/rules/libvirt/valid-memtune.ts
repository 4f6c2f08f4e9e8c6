import { memoryKiB } from '../../domain/values/size.js'
import { rule } from '../rule.js'

const messages = {
  guarantee: 'QEMU cannot guarantee memory to a guest: libvirt refuses min_guarantee',
  swap: 'swap_hard_limit counts memory and swap together and is below hard_limit: libvirt defines the guest but cannot start it, as the host takes no such limits',
} as const

export default rule({
  id: 'libvirt/valid-memtune',
  summary: 'Keep memory limits in their order, and leave min_guarantee out',
  why: `\`min_guarantee\` was ESX's, and the QEMU driver refuses it. \`swap_hard_limit\` is the limit of memory and swap together, so it cannot be
below \`hard_limit\`: libvirt stores such a definition, and the host's control group refuses the value at start.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainDefMemory; docs/formatdomain, memory tuning', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/memtune'(tune, { domain }) {
      if (!domain.isQemu) return
      const guarantee = tune.child('min_guarantee')
      const swap = tune.child('swap_hard_limit')
      const hard = tune.child('hard_limit')
      const swapKiB = swap && memoryKiB(swap)
      const hardKiB = hard && memoryKiB(hard)
      if (guarantee && memoryKiB(guarantee)) return { message: 'guarantee', at: guarantee }
      if (!swap || !swapKiB || !hardKiB || swapKiB >= hardKiB) return
      return { message: 'swap', at: swap.textRange, severity: 'warning' }
    },
  },
  examples: [
    {
      name: 'a guarantee',
      bad: `<memtune>
  <«min_guarantee» unit='KiB'>1048576</min_guarantee>
</memtune>`,
      inside: 'domain',
    },
    {
      name: 'limits in the wrong order',
      bad: `<memtune>
  <hard_limit unit='GiB'>4</hard_limit>
  <swap_hard_limit unit='MiB'>«512»</swap_hard_limit>
</memtune>`,
      inside: 'domain',
    },
    {
      name: 'limits in order',
      good: `<memtune>
  <hard_limit unit='MiB'>4096</hard_limit>
  <swap_hard_limit unit='GiB'>4</swap_hard_limit>
</memtune>`,
      inside: 'domain',
    },
  ],
})
