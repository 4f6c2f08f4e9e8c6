import { formatKiB, memoryKiB } from '../../domain/values/size.js'
import { type Report, rule } from '../rule.js'

const messages = {
  missing: 'a memory device needs <maxMemory>: libvirt refuses the definition',
  slots: '<maxMemory> has no slots, and a {model} needs one: libvirt refuses the definition',
  few: 'there are {devices} memory modules and {slots} slots: libvirt refuses the definition',
  less: '<maxMemory> is {maximum}, less than the {memory} of <memory>: libvirt refuses the definition',
  size: "slots='{slots}' without a size: libvirt refuses the definition",
  nodeMissing: 'in a guest with NUMA cells a memory device says in which one it is: libvirt refuses the definition',
  node: 'there is no NUMA cell {node} in this guest ({cells}): libvirt refuses the definition',
  path: 'a {model} is a file or device of the host: libvirt refuses one without a source path',
} as const

export default rule({
  id: 'libvirt/require-max-memory',
  summary: 'Leave room for memory devices with <maxMemory>',
  why: `Memory modules and virtio-mem devices are plugged into an address space that \`<maxMemory>\` reserves, modules also into one of its slots.
Without it libvirt refuses the definition; with NUMA cells, each device must name its cell.`,
  sources: [
    'libvirt 11.3: qemu_domain.c, qemuDomainDefValidateMemoryHotplug; domain_postparse.c; domain_validate.c, virDomainMemoryDefValidate',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(element, { domain }) {
      if (!domain.isQemu) return
      const devices = domain.devices('memory')
      const maximum = element.child('maxMemory')
      const reports: Report<typeof messages>[] = []
      const [first] = devices
      const maximumKiB = maximum && memoryKiB(maximum)
      const slots = maximum?.attr('slots')
      const cells = element.path('cpu/numa')?.elements('cell').length ?? 0
      if (first && !maximum) reports.push({ message: 'missing', at: first })
      if (maximum && slots !== undefined && Number(slots) > 0 && maximumKiB === 0)
        reports.push({ message: 'size', at: maximum, data: { slots } })
      const modules = devices.filter((device) => /^(?:nv)?dimm$/.test(device.attr('model') ?? ''))
      const [module] = modules
      if (maximum && module && !Number(slots ?? 0))
        reports.push({ message: 'slots', at: maximum, data: { model: module.attr('model') ?? '' } })
      else if (maximum && modules.length > Number(slots)) {
        reports.push({ message: 'few', at: maximum.attributeOrSelf('slots'), data: { devices: modules.length, slots: slots ?? '' } })
      }
      const memory = element.child('memory')
      const memoryNow = memory && memoryKiB(memory)
      if (maximum && maximumKiB && memory && memoryNow !== undefined && cells === 0 && maximumKiB < memoryNow) {
        reports.push({ message: 'less', at: maximum.textRange, data: { maximum: formatKiB(maximumKiB), memory: formatKiB(memoryNow) } })
      }
      for (const device of devices) {
        const node = device.path('target/node')
        const model = device.attr('model') ?? ''
        if ((model === 'nvdimm' || model === 'virtio-pmem') && !device.path('source/path')?.text)
          reports.push({ message: 'path', at: device, data: { model } })
        if (cells > 0 && !node && device.child('target') && /^(?:dimm|nvdimm|virtio-mem)$/.test(model))
          reports.push({ message: 'nodeMissing', at: device.child('target') ?? device })
        if (node && /^\d+$/.test(node.text) && cells > 0 && Number(node.text) >= cells) {
          reports.push({
            message: 'node',
            at: node.textRange,
            data: { node: node.text, cells: cells === 1 ? 'it has one' : `it has ${cells}` },
          })
        }
      }
      return reports
    },
  },
  examples: [
    {
      name: 'a module and no room',
      bad: `<memory unit='KiB'>1048576</memory>
<devices>
  <«memory» model='dimm'>
    <target>
      <size unit='KiB'>524288</size>
    </target>
  </memory>
</devices>`,
      inside: 'domain',
    },
    {
      name: 'a cell that is not there',
      bad: `<maxMemory slots='4' unit='KiB'>4194304</maxMemory>
<memory unit='KiB'>1572864</memory>
<cpu>
  <numa>
    <cell id='0' cpus='0' memory='1048576'/>
  </numa>
</cpu>
<devices>
  <memory model='dimm'>
    <target>
      <size unit='KiB'>524288</size>
      <node>«1»</node>
    </target>
  </memory>
</devices>`,
      inside: 'domain',
    },
    {
      name: 'a maximum below the memory',
      bad: `<maxMemory slots='4' unit='KiB'>«1048576»</maxMemory>
<memory unit='KiB'>2097152</memory>`,
      inside: 'domain',
      says: '<maxMemory> is 1 GiB, less than the 2 GiB of <memory>',
    },
    {
      name: 'room for a virtio-mem device, which needs no slot',
      good: `<maxMemory unit='KiB'>4194304</maxMemory>
<memory unit='KiB'>2097152</memory>
<devices>
  <memory model='virtio-mem'>
    <target>
      <size unit='KiB'>1048576</size>
      <block unit='KiB'>2048</block>
      <requested unit='KiB'>0</requested>
    </target>
  </memory>
</devices>`,
      inside: 'domain',
    },
  ],
})
