import { Controller } from '../../domain/devices/controller.js'
import { table } from '../../domain/table.js'
import { usbControllers } from '../../domain/usb-controllers.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { rule } from '../rule.js'

/** The ports of the master that libvirt gives a companion which does not say (domain_conf.c, virDomainControllerDefParseXML). */
const implicitPorts = table<number>({ 'ich9-uhci1': 0, 'ich9-uhci2': 2, 'ich9-uhci3': 4 })

/** An ICH9 EHCI controller has six ports, and each companion takes two. */
const lastStartPort = 4

export default rule({
  id: 'abi/valid-usb-companions',
  summary: 'Give USB companion controllers a master and ports of their own',
  why: `A companion controller serves two ports of the ich9-ehci1 controller of its own index, from \`<master startport>\` on. libvirt only checks
that the guest has any USB controller that is no companion. QEMU refuses to start when there is none of that index, when it is of another
model, when the ports lie beyond the six that it has, or when two companions claim the same port.`,
  sources: [
    'QEMU 7.2, tried: "USB bus not found", "doesn\'t support companion controllers", "firstport must be between 0 and 4"',
    'libvirt 11.3: domain_conf.c, virDomainDefControllersParse',
  ],
  category: 'abi',
  severity: 'error',
  since: '0.1.0',
  message: {
    noMaster:
      'there is no ich9-ehci1 USB controller with index {index} for this companion: libvirt defines the guest, but QEMU refuses to start it',
    wrongMaster:
      'the USB controller {model} of index {index} cannot have companions: libvirt defines the guest, but QEMU refuses to start it',
    range: 'startport {port} is beyond the six ports of an ich9-ehci1 controller: QEMU refuses to start the guest; 0, 2 or 4 was expected',
    taken: 'the ports from {port} on already belong to the companion {other}: libvirt defines the guest, but QEMU refuses to start it',
  },
  on: {
    'domain/devices/controller[@type=usb]'(element, { domain }) {
      const companion = new Controller(element)
      const { index } = companion
      if (!companion.isCompanion || index === undefined || !domain.isQemu) return
      const { groups, areAllIndexed, areAllCompanions } = usbControllers(domain)
      // Without any master libvirt itself refuses the definition: that is another rule's finding.
      if (areAllCompanions) return
      const { masters = [], companions = [] } = groups.get(index) ?? {}
      const [master] = masters
      // A master without an index may be given this one.
      if (!master) return areAllIndexed ? { at: element, message: 'noMaster', data: { index } } : undefined
      if (master.model !== 'ich9-ehci1') {
        if (companions[0]?.element !== element) return
        return {
          at: element,
          message: 'wrongMaster',
          data: { model: master.model ?? 'without a model', index },
          related: [{ at: master.element, message: 'the controller of that index' }],
        }
      }
      const port = startPort(companion)
      if (port === undefined) return
      const at = companion.master?.attribute('startport') ?? element
      if (port > lastStartPort) return { at, message: 'range', data: { port } }
      const other = companions.find((earlier) => {
        const taken = earlier.element.start < element.start ? startPort(earlier) : undefined
        return taken !== undefined && Math.abs(taken - port) < 2
      })
      if (!other) return
      return {
        at,
        message: 'taken',
        data: { port, other: other.model ?? 'before it' },
        related: [{ at: other.element, message: 'the companion that has them' }],
      }
    },
  },
  examples: [
    {
      name: 'a companion with the wrong index',
      bad: `<controller type='usb' index='0' model='ich9-ehci1'/>
<«controller» type='usb' index='1' model='ich9-uhci1'>
  <master startport='0'/>
</controller>`,
      inside: 'q35',
      says: 'no ich9-ehci1 USB controller with index 1',
    },
    {
      name: 'a master that takes no companions',
      bad: `<controller type='usb' index='0' model='qemu-xhci'/>
<«controller» type='usb' index='0' model='ich9-uhci1'/>`,
      inside: 'q35',
      says: 'the USB controller qemu-xhci of index 0 cannot have companions',
    },
    {
      name: 'ports beyond the sixth',
      bad: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='«6»'/>
</controller>`,
      inside: 'q35',
    },
    {
      name: 'ports that are taken',
      bad: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>
<controller type='usb' index='0' model='ich9-uhci2'>
  <master startport='«0»'/>
</controller>`,
      inside: 'q35',
      says: 'already belong to the companion ich9-uhci1',
    },
    {
      name: 'a full group',
      good: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'/>
<controller type='usb' index='0' model='ich9-uhci2'>
  <master startport='2'/>
</controller>
<controller type='usb' index='0' model='ich9-uhci3'>
  <master startport='4'/>
</controller>`,
      inside: 'q35',
    },
  ],
})

function startPort(companion: Controller): number | undefined {
  const written = companion.master?.attr('startport')
  return written === undefined ? implicitPorts[companion.model ?? ''] : parseUnsigned(written)
}
