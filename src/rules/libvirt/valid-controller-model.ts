import type { Domain } from '../../domain/domain.js'
import { compareVersions } from '../../domain/facts/target.js'
import { rule } from '../rule.js'

/** USB controllers whose number of ports can be set (qemu_validate.c; up to 15, qemu_postparse.c). */
const xhciModels = new Set(['nec-xhci', 'qemu-xhci'])
const xhciPorts = 15

/** The first version known to refuse `ports` elsewhere at define; 11.3.0 does so at start. */
const refusesPortsAtDefine = [12, 8, 0] as const

export default rule({
  id: 'libvirt/valid-controller-model',
  summary: 'Use controllers that QEMU and the machine have',
  why: `An IDE controller is part of the i440fx chipset: there is exactly one there. buslogic is another hypervisor's, ncr53c90 is part of a few SPARC and MIPS
boards, and qusb1 and qusb2 are Xen's. Only xHCI USB controllers can be given a number of ports, and at most 15.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefController*; qemu_postparse.c, qemuDomainControllerDefPostParse',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    second: 'this machine has exactly one IDE controller, with index 0: libvirt refuses another',
    scsi: 'QEMU has no {model} SCSI controller on this machine: libvirt refuses it; virtio-scsi is for guests with virtio drivers, lsilogic and lsisas1068 for others',
    xen: "{model} is a USB controller of Xen's: libvirt refuses it on QEMU; qemu-xhci is what it has",
    ports: 'only nec-xhci and qemu-xhci can be given a number of ports: libvirt refuses it on {model}',
    portsAtStart:
      'only nec-xhci and qemu-xhci can be given a number of ports, and this is {model}: libvirt defines the guest but refuses to start it',
    most: 'an xHCI controller has at most 15 ports: libvirt refuses {ports}',
  },
  on: {
    'domain/devices/controller'(controller, { domain, target }) {
      if (!domain.isQemu) return
      const type = controller.attribute('type')
      const model = controller.attribute('model')
      if (!type || type.value === 'ide') {
        const index = controller.attribute('index')
        const others = domain.controllers.filter((other) => other.type === 'ide')
        const isSecond = index ? Number(index.value) > 0 : others[0]?.element !== controller
        return isSecond && domain.machine.family === 'i440fx' ? { message: 'second', at: index ?? controller } : undefined
      }
      if (type.value === 'scsi' && model && isForeignScsi(model.value, domain))
        return { message: 'scsi', at: model, data: { model: model.value } }
      if (type.value !== 'usb') return
      if (model && /^qusb[12]$/.test(model.value)) return { message: 'xen', at: model, data: { model: model.value } }
      const ports = controller.attribute('ports')
      const number = ports && /^\d+$/.test(ports.value) ? Number(ports.value) : undefined
      if (!ports || number === undefined || model?.value === 'none') return
      if (model && xhciModels.has(model.value))
        return number > xhciPorts ? { message: 'most', at: ports, data: { ports: number } } : undefined
      if (!model && !domain.isX86) return
      const data = { model: model?.value ?? 'one without a model' }
      if (compareVersions(target.libvirt, refusesPortsAtDefine) >= 0) return { message: 'ports', at: ports, data }
      return { message: 'portsAtStart', at: ports, data, severity: 'warning' }
    },
  },
  examples: [
    {
      name: 'two IDE controllers',
      inside: 'i440fx',
      bad: `<controller type='ide' index='0'/>
<controller type='ide' index='«1»'/>`,
    },
    { name: "another hypervisor's SCSI controller", inside: 'q35', bad: "<controller type='scsi' model='«buslogic»'/>" },
    { name: "Xen's USB controller", inside: 'q35', bad: "<controller type='usb' model='«qusb2»'/>" },
    { name: 'ports of EHCI', inside: 'q35', bad: "<controller type='usb' model='ehci' ports='«6»'/>" },
    { name: 'too many ports', inside: 'q35', bad: "<controller type='usb' model='qemu-xhci' ports='«16»'/>" },
    {
      name: 'the built-in IDE controller and a large xHCI',
      inside: 'i440fx',
      good: `<controller type='ide' index='0'/>
<controller type='usb' model='qemu-xhci' ports='15'/>`,
    },
    { name: 'USB switched off', inside: 'i440fx', good: "<controller type='usb' index='0' model='none' ports='4'/>" },
  ],
})

function isForeignScsi(model: string, domain: Domain): boolean {
  return (
    model === 'buslogic' ||
    (model === 'ncr53c90' && (domain.isX86 || domain.machine.family === 'virt' || domain.machine.family === 'pseries'))
  )
}
