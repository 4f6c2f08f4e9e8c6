import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/require-usb-master',
  summary: 'Give USB companion controllers a master',
  why: `The companions ich9-uhci1 to 3 (and any USB controller with a \`<master>\` element) only work beside an ich9-ehci1 controller of the same
index. When all USB controllers of a guest are companions, libvirt refuses the definition.`,
  sources: ['libvirt 11.3: domain_conf.c, virDomainDefControllersParse ("No master USB controller specified")'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message:
    'all USB controllers are companions: libvirt refuses the definition; an ich9-ehci1 controller of the same index was expected before them',
  on: {
    domain(_element, { domain }) {
      const usb = domain.controllers.filter(({ type }) => type === 'usb')
      const [first] = usb
      return first && usb.every(({ isCompanion }) => isCompanion) ? { at: first.element } : undefined
    },
  },
  examples: [
    {
      name: 'companions alone',
      bad: `<«controller» type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>
<controller type='usb' index='0' model='ich9-uhci2'>
  <master startport='2'/>
</controller>`,
      inside: 'q35',
    },
    {
      name: 'with their master',
      good: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>`,
      inside: 'q35',
    },
  ],
})
