import { rule } from '../rule.js'

/** Options of `<driver>` that only virtio-scsi controllers have (qemu_validate.c, qemuValidateDomainDeviceDefController*). */
const scsiOptions = ['queues', 'cmd_per_lun', 'max_sectors', 'ioeventfd', 'iothread']

/** NVMe controllers, younger than the rest, have these too (tried on libvirt 12.8.0). */
const nvmeOptions = ['queues', 'ioeventfd']

const virtioScsi = /^virtio(?:-scsi|-transitional|-non-transitional)$/

export default rule({
  id: 'libvirt/valid-controller-driver',
  summary: 'Tune the driver of virtio-scsi controllers only',
  why: `\`queues\`, \`cmd_per_lun\`, \`max_sectors\`, \`ioeventfd\` and \`iothread\` are properties of QEMU's virtio-scsi controller. libvirt
refuses them on any other controller: also on a SCSI controller without a model, which becomes an LSI one on PCs, and on a
virtio-serial one. An iothread must be defined by \`<iothreads>\` or \`<iothreadids>\`, and excludes the list form of the same setting.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefController; domain_validate.c; qemu_postparse.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    option: '{option} is for virtio-scsi controllers, and this one is {controller}: libvirt refuses it',
    both: 'iothread and <iothreads> say the same thing in two ways: libvirt refuses the two together',
  },
  on: {
    'domain/devices/controller/driver'(driver, { domain }) {
      const controller = driver.parentElement
      const type = controller?.attr('type')
      const model = controller?.attr('model')
      if (!controller || !type || !domain.isQemu) return
      const iothread = driver.attribute('iothread')
      if (type === 'scsi' && (virtioScsi.test(model ?? '') || isVirtioByDefault(domain.arch, model))) {
        return iothread && driver.child('iothreads') ? { message: 'both', at: iothread } : undefined
      }
      const option = driver.attributeList.find(({ name }) => scsiOptions.includes(name) && !(type === 'nvme' && nvmeOptions.includes(name)))
      const found = type === 'scsi' ? (model ?? 'an SCSI controller without a model') : type
      return option && { message: 'option', at: option, data: { option: option.name, controller: found } }
    },
  },
  examples: [
    {
      name: 'an event descriptor for USB',
      inside: 'q35',
      bad: `<controller type='usb' model='qemu-xhci'>
  <driver ioeventfd='«on»'/>
</controller>`,
      says: 'ioeventfd is for virtio-scsi controllers, and this one is usb',
    },
    {
      name: 'queues where the model is forgotten',
      inside: 'q35',
      bad: `<controller type='scsi' index='0'>
  <driver queues='«4»'/>
</controller>`,
    },
    {
      name: 'a thread in two ways',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <iothreads>2</iothreads>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <controller type='scsi' model='virtio-scsi'>
      <driver iothread='«1»'>
        <iothreads>
          <iothread id='2'/>
        </iothreads>
      </driver>
    </controller>
  </devices>
</domain>`,
    },
    {
      name: 'virtio-scsi',
      inside: 'q35',
      good: `<controller type='scsi' index='0' model='virtio-scsi'>
  <driver queues='4' cmd_per_lun='8' max_sectors='512' ioeventfd='on'/>
</controller>`,
    },
  ],
})

/** Where libvirt takes virtio-scsi for a SCSI controller that names no model, in old or new versions (qemu_postparse.c). */
function isVirtioByDefault(arch: string, model: string | undefined): boolean {
  return (model === undefined || model === 'auto') && !/^(?:x86_64|i686|ppc)/.test(arch)
}
