import { defaultSerialModels, isaSerialPorts, serialModelMachines, serialTargets } from '../../domain/facts/serial-models.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-serial-target',
  summary: 'Use serial ports that the machine has',
  why: `A \`<serial>\` has a kind (\`<target type>\`), a device of that kind (\`<model name>\`) and, for some kinds, an address of their own
bus. libvirt refuses a model that belongs to another kind and a kind that the machine does not have: the PL011 is on ARM's virt
machine, spapr-vty on pSeries, SCLP consoles on s390, the debug port on x86. An ISA bus has four serial ports, numbered from 0. s390 and pSeries
have no parallel ports. Of the consoles only the first can be the serial port; all others are virtio or SCLP.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainChrTargetDef and qemuValidateDomainChrDef; domain_postparse.c, virDomainChrIsaSerialDefPostParse',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    model: "serial model {model} belongs to <target type='{type}'>: libvirt refuses it on {written}",
    machine: 'only {machines} have a {model} serial port, and this guest is another machine: libvirt refuses it',
    debug: 'the ISA debug port is for x86 guests only: libvirt refuses it elsewhere',
    ports: 'an ISA bus has four serial ports, numbered 0 to 3: libvirt refuses {what}',
    duplicate: 'ISA serial port {port} is there already: libvirt refuses it twice',
    address: 'a serial port of type {type} takes {wanted}: libvirt refuses an address of type {found}',
    parallel: 'this machine has no parallel ports: libvirt refuses the device',
    console: "only the first console can be the serial port: libvirt refuses this one; other consoles need <target type='virtio'/>",
    foreign: 'consoles of type {type} are not for QEMU: libvirt refuses it; serial and virtio are what QEMU has',
    sclp: 'SCLP consoles are for s390 guests only: libvirt refuses it elsewhere',
  },
  on: {
    'domain/devices/serial'(serial, { domain }) {
      const target = serial.child('target')
      const type = target?.attribute('type')
      const model = target?.child('model')?.attribute('name')
      const kind = serialTargets[type?.value ?? '']
      if (model) {
        const owner = Object.entries(serialTargets).find(([, { models }]) => models.includes(model.value))?.[0]
        // isa-serial stands for "what the machine has" where the machine has no ISA bus.
        if (owner && owner !== type?.value && domain.isQemu && domain.isX86) {
          if (type || owner !== 'isa-serial') {
            return { message: 'model', at: model, data: { model: model.value, type: owner, written: type?.value ?? 'isa-serial' } }
          }
        }
      }
      if (!type || !kind || !domain.isQemu) return
      if (type.value === 'isa-debug' && !domain.isX86) return { message: 'debug', at: type }
      const effective = model?.value ?? defaultSerialModels[type.value]
      const home = effective === undefined ? undefined : serialModelMachines[effective]
      if (home && effective && !home.fits(domain))
        return { message: 'machine', at: model ?? type, data: { machines: home.machines, model: effective } }
      const address = serial.child('address')
      const found = address?.attr('type')
      if (!address || found === undefined || found === kind.address || (type.value === 'isa-serial' && !domain.isX86)) return
      const wanted = kind.address ? `an address of type ${kind.address}` : 'no address'
      return { message: 'address', at: address.attributeOrSelf('type'), data: { type: type.value, wanted, found } }
    },
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement || !domain.isQemu) return
      const isa = domain.devices('serial').filter((serial) => serial.child('target')?.attr('type') === 'isa-serial')
      const fifth = isa[isaSerialPorts]
      if (fifth) return { message: 'ports', at: fifth, data: { what: 'a fifth one' } }
      const taken = new Set<string>()
      for (const serial of isa) {
        const port = serial.child('target')?.attribute('port')
        if (!port) continue
        if (/^\d+$/.test(port.value) && Number(port.value) >= isaSerialPorts)
          return { message: 'ports', at: port, data: { what: `port ${port.value}` } }
        if (taken.has(port.value)) return { message: 'duplicate', at: port, data: { port: port.value } }
        taken.add(port.value)
      }
      return
    },
    'domain/devices/parallel'(parallel, { domain }) {
      if (!domain.isQemu || !(domain.arch.startsWith('s390') || domain.machine.family === 'pseries')) return
      return { message: 'parallel', at: parallel }
    },
    'domain/devices/console'(console, { domain }) {
      if (!domain.isQemu) return
      const type = console.child('target')?.attribute('type')
      const isFirst = domain.devices('console')[0] === console
      if (type === undefined || type.value === 'serial') return isFirst ? undefined : { message: 'console', at: type ?? console }
      if (type.value === 'virtio') return
      if (type.value !== 'sclp' && type.value !== 'sclplm') return { message: 'foreign', at: type, data: { type: type.value } }
      return domain.arch.startsWith('s390') ? undefined : { message: 'sclp', at: type }
    },
  },
  examples: [
    {
      name: "another kind's model",
      inside: 'q35',
      bad: `<serial type='pty'>
  <target type='usb-serial'>
    <model name='«isa-serial»'/>
  </target>
</serial>`,
    },
    {
      name: "pSeries' serial port on a PC",
      inside: 'q35',
      bad: `<serial type='pty'>
  <target type='«spapr-vio-serial»'/>
</serial>`,
      says: 'only pSeries machines have a spapr-vty serial port',
    },
    {
      name: 'a debug port on ARM',
      inside: 'virt',
      bad: `<serial type='pty'>
  <target type='«isa-debug»'/>
</serial>`,
    },
    {
      name: 'a fifth port',
      inside: 'q35',
      bad: `<serial type='pty'>
  <target type='isa-serial' port='«4»'/>
</serial>`,
    },
    {
      name: 'a port twice',
      inside: 'q35',
      bad: `<serial type='pty'>
  <target type='isa-serial' port='0'/>
</serial>
<serial type='file'>
  <source path='/var/log/guest/serial.log'/>
  <target type='isa-serial' port='«0»'/>
</serial>`,
    },
    {
      name: 'an ISA port on PCI',
      inside: 'q35',
      bad: `<serial type='pty'>
  <target type='isa-serial'/>
  <address type='«pci»' domain='0' bus='0' slot='5' function='0'/>
</serial>`,
    },
    { name: 'a parallel port of a pSeries machine', inside: 'pseries', bad: "<«parallel» type='pty'/>" },
    {
      name: 'a second serial console',
      inside: 'q35',
      bad: `<console type='pty'>
  <target type='virtio'/>
</console>
<console type='pty'>
  <target type='«serial»'/>
</console>`,
    },
    {
      name: "another hypervisor's console",
      inside: 'q35',
      bad: `<console type='pty'>
  <target type='«xen»'/>
</console>`,
    },
    {
      name: "s390's console on a PC",
      inside: 'q35',
      bad: `<console type='pty'>
  <target type='«sclp»'/>
</console>`,
    },
    {
      name: 'isa-serial where it stands for what the machine has, and a console of each kind',
      inside: 'virt',
      good: `<serial type='pty'>
  <target type='isa-serial' port='0'/>
</serial>
<console type='pty'>
  <target type='serial' port='0'/>
</console>
<console type='pty'>
  <target type='virtio' port='1'/>
</console>`,
    },
  ],
})
