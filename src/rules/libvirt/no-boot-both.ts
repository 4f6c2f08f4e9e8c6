import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-boot-both',
  summary: 'Say what the guest boots from in one place only',
  why: `What a guest boots from is said either in general, by \`<boot dev>\` in \`<os>\`, or device by device, by \`<boot order>\`. libvirt
refuses a definition that does both: remove the general one once devices have an order.`,
  sources: ['libvirt 11.3: domain_postparse.c, virDomainDefCollectBootOrder and virDomainDefPostParse'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: "a boot order of a device cannot stand beside <boot dev='{device}'> in <os> (line {line}): libvirt refuses the definition",
  on: {
    'domain/os'(os, { domain }) {
      const boot = os.child('boot')
      if (!boot || (domain.osType?.text ?? 'hvm') !== 'hvm') return
      const ordered = domain.allDevices.find((device) => device.child('boot')?.attr('order') !== undefined)?.child('boot')
      if (!ordered) return
      return {
        at: ordered,
        data: { device: boot.attr('dev') ?? '', line: os.document.source.point(boot.start).line },
        related: [{ at: boot, message: 'the general boot device' }],
        suggest: [
          {
            title: 'remove the general boot devices',
            edits: os.elements('boot').map(removeElement),
            risk: 'The guest boots only from the devices that have an order.',
          },
        ],
      }
    },
  },
  examples: [
    {
      name: 'both ways',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <boot dev='hd'/>
</os>
<devices>
  <interface type='network'>
    <source network='default'/>
    <«boot» order='1'/>
  </interface>
</devices>`,
      suggested: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>
<devices>
  <interface type='network'>
    <source network='default'/>
    <boot order='1'/>
  </interface>
</devices>`,
      inside: 'domain',
    },
    {
      name: 'the boot menu is no boot device',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <bootmenu enable='yes'/>
</os>
<devices>
  <interface type='network'>
    <source network='default'/>
    <boot order='1'/>
  </interface>
</devices>`,
      inside: 'domain',
    },
  ],
})
