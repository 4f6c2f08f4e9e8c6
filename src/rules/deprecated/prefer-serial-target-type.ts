import { nativeSerial, serialTargets } from '../../domain/facts/serial-models.js'
import { appendChild, setAttribute } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-serial-target-type',
  summary: 'Write what kind of serial port the guest has',
  why: `Until libvirt 3.10.0 a \`<serial>\` did not say which device it is, and \`isa-serial\` on an ARM, RISC-V, POWER or s390 guest meant
whatever serial port that machine has. libvirt still completes both by the machine type: \`isa-serial\` on x86, \`system-serial\` on the
virt machines, \`spapr-vio-serial\` on pSeries, \`sclp-serial\` on s390. Written down, the kind of port does not depend on a default.`,
  sources: [
    'libvirt documentation: Domain XML format, Serial port (target type; system-serial, sclp-serial and models since 3.10.0)',
    'libvirt 11.3.0: qemu_postparse.c, qemuDomainChrDefPostParse; domain_conf.c (port numbers)',
    'tried on libvirt 12.8.0, on x86, ARM, RISC-V, LoongArch, pSeries and s390 guests: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    missing: 'this serial port does not say what it is: on this machine libvirt makes it {type}',
    foreign: 'this machine has no isa-serial: libvirt makes it {type}',
  },
  on: {
    'domain/devices/serial'(serial, { domain }) {
      const native = nativeSerial(domain)
      const target = serial.child('target')
      const written = target?.attribute('type')
      if (!native || (written && (written.value !== 'isa-serial' || native.type === 'isa-serial'))) return
      const model = target?.child('model')?.attr('name')
      const address = serial.child('address')?.attr('type')
      if (address !== undefined && address !== serialTargets[native.type]?.address) return
      if (model !== undefined && model !== native.model) return
      const data = { type: native.type }
      const report = written
        ? { message: 'foreign' as const, at: written, data }
        : { message: 'missing' as const, at: target ?? serial, data }
      const port = target?.attr('port') ?? impliedPort(serial, domain.devices('serial'))
      if (port === undefined) return report
      return {
        ...report,
        fix: target ? completed(target, native.type, native.model, port) : [withTarget(serial, native.type, native.model, port)],
      }
    },
  },
  examples: [
    {
      name: 'a port of a PC',
      inside: 'q35',
      bad: `<serial type='pty'>
  <«target» port='0'/>
</serial>`,
      fixed: `<serial type='pty'>
  <target port='0' type='isa-serial'>
    <model name='isa-serial'/>
  </target>
</serial>`,
      says: 'libvirt makes it isa-serial',
    },
    {
      name: 'a port of an s390 guest',
      inside: 's390',
      bad: "<«serial» type='pty'/>",
      fixed: `<serial type='pty'>
  <target type='sclp-serial' port='0'>
    <model name='sclpconsole'/>
  </target>
</serial>`,
    },
    {
      name: 'a PC port on ARM',
      inside: 'virt',
      bad: `<serial type='pty'>
  <target type='«isa-serial»' port='0'/>
</serial>`,
      fixed: `<serial type='pty'>
  <target type='system-serial' port='0'>
    <model name='pl011'/>
  </target>
</serial>`,
      says: 'this machine has no isa-serial',
    },
    {
      name: 'a port whose number depends on the others',
      inside: 'q35',
      bad: `<serial type='pty'>
  <target type='isa-serial' port='1'/>
</serial>
<«serial» type='pty'/>`,
    },
    {
      name: 'a port after one of another model, which would get the next number if this one had its own',
      inside: 'q35',
      bad: `<serial type='pty'>
  <target>
    <model name='pci-serial'/>
  </target>
</serial>
<«serial» type='pty'/>`,
    },
    {
      name: 'ports that say it, and one at an address that needs another kind',
      inside: 'q35',
      good: `<serial type='pty'>
  <target type='isa-serial' port='0'/>
</serial>
<serial type='pty'>
  <target type='pci-serial' port='1'/>
</serial>
<serial type='pty'>
  <target port='2'/>
  <address type='usb' bus='0' port='1'/>
</serial>`,
    },
  ],
})

/**
 * The port that libvirt gives, where that is sure: all before have theirs written and are counted through, and none behind has one. libvirt gives
 * the next one behind the highest that is written, so that a number in the wrong order would give the others new ones.
 */
function impliedPort(serial: XmlElement, all: readonly XmlElement[]): string | undefined {
  const index = all.indexOf(serial)
  const isCounted = all.every((other, at) => other.child('target')?.attr('port') === (at < index ? `${at}` : undefined))
  return isCounted ? `${index}` : undefined
}

function completed(target: XmlElement, type: string, model: string, port: string): TextEdit[] {
  const edits = [setAttribute(target, 'type', type)]
  if (target.attr('port') === undefined) edits.push(setAttribute(target, 'port', port))
  if (!target.child('model')) edits.push(appendChild(target, { name: 'model', attributes: { name: model } }))
  return edits
}

function withTarget(serial: XmlElement, type: string, model: string, port: string): TextEdit {
  return appendChild(serial, { name: 'target', attributes: { type, port }, children: [{ name: 'model', attributes: { name: model } }] })
}
