import { repeats } from '../../domain/duplicates.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const message = "two devices have the alias '{name}': libvirt refuses the definition"

export default rule({
  id: 'libvirt/no-duplicate-alias',
  summary: 'Give each device an alias of its own',
  why: `An alias that starts with \`ua-\` is the user's own name for a device and must be the only one of its name. (Other aliases are libvirt's,
made anew at every start: what a definition says there counts for nothing.)`,
  sources: ['libvirt 11.3: domain_validate.c, virDomainDeviceDefAliasesValidate', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      const named = domain.allDevices.filter(({ name }) => name !== 'console')
      return repeats(named, ownAlias).flatMap(({ again, first }): Report<typeof message>[] => {
        const at = again.child('alias')?.attribute('name')
        const other = first.child('alias')?.attribute('name')
        return at && other ? [{ at, data: { name: at.value }, related: [{ at: other, message: 'the other device' }] }] : []
      })
    },
  },
  examples: [
    {
      name: 'a copied disk',
      bad: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <alias name='ua-first'/>
</rng>
<watchdog model='i6300esb'>
  <alias name='«ua-first»'/>
</watchdog>`,
      inside: 'q35',
    },
    {
      name: "libvirt's own aliases",
      good: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <alias name='rng0'/>
</rng>
<watchdog model='i6300esb'>
  <alias name='rng0'/>
</watchdog>`,
      inside: 'q35',
    },
  ],
})

/** libvirt keeps only aliases that are the user's own and made of these characters. */
const userAlias = /^ua-[\w-]*$/

function ownAlias(device: XmlElement): string | undefined {
  const name = device.child('alias')?.attr('name')
  return name !== undefined && userAlias.test(name) ? name : undefined
}
