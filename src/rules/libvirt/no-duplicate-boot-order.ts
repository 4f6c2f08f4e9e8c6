import { repeats } from '../../domain/duplicates.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const message = 'two devices have the boot order {order}: libvirt refuses the definition'

export default rule({
  id: 'libvirt/no-duplicate-boot-order',
  summary: 'Give each device that the guest boots from an order of its own',
  why: `\`<boot order>\` ranks the devices that the firmware tries, and no two can have the same rank: libvirt refuses the definition, as
after a disk or network card was copied with its order.`,
  sources: ['libvirt 11.3: domain_postparse.c, virDomainDefCollectBootOrder'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      const boots: XmlElement[] = []
      for (const device of domain.allDevices) {
        const boot = device.child('boot')
        if (boot) boots.push(boot)
      }
      return repeats(boots, (boot) => parseUnsigned(boot.attr('order') ?? '')).flatMap(
        ({ again, first }): Report<typeof message> => ({
          at: again.attributeOrSelf('order'),
          data: { order: again.attr('order') ?? '' },
          related: [{ at: first.attributeOrSelf('order'), message: 'the other device' }],
        }),
      )
    },
  },
  examples: [
    {
      name: 'a copied network card',
      bad: `<interface type='network'>
  <source network='default'/>
  <boot order='1'/>
</interface>
<interface type='network'>
  <source network='lab'/>
  <boot order='«1»'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'gaps are no fault',
      good: `<interface type='network'>
  <source network='default'/>
  <boot order='1'/>
</interface>
<interface type='network'>
  <source network='lab'/>
  <boot order='7'/>
</interface>`,
      inside: 'q35',
    },
  ],
})
