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
  message: "<boot dev='{device}'> stands beside a boot order of single devices: libvirt refuses the definition",
  on: {
    'domain/os'(os, { domain }) {
      const boot = os.child('boot')
      if (!boot || (domain.osType?.text ?? 'hvm') !== 'hvm') return
      const devices = domain.element.elements('devices').flatMap((parent) => parent.elements())
      const ordered = devices.find((device) => device.child('boot')?.attr('order') !== undefined)?.child('boot')
      if (!ordered) return
      return {
        at: boot,
        data: { device: boot.attr('dev') ?? '' },
        related: [{ at: ordered.attributeOrSelf('order'), message: 'a boot order' }],
      }
    },
  },
  examples: [
    {
      name: 'both ways',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  <«boot» dev='hd'/>
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
