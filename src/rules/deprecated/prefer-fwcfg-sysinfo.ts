import { compareVersions } from '../../domain/facts/target.js'
import { qemuArguments, removeArguments } from '../../domain/qemu-arguments.js'
import { appendChild, insertBefore, type NewElement } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-fwcfg-sysinfo',
  summary: "Hand data to the guest's firmware with <sysinfo type='fwcfg'>",
  why: `Files for the firmware configuration device, such as Ignition's or Butane's, once had to be passed with \`-fw_cfg\` in
\`<qemu:commandline>\`, for which nobody supports the guest, and whose files libvirt labels for no security driver. Since 6.5.0 libvirt writes
the same argument from \`<sysinfo type='fwcfg'>\`. It takes only names that begin with \`opt/\`, and none of QEMU's or OVMF's own.`,
  sources: [
    'libvirt: formatdomain, SMBIOS system information, fwcfg (6.5.0)',
    'tried on libvirt 12.8: the argument is the same; opt/ovmf/ and opt/org.qemu/ are refused; the ABI check counts <sysinfo>',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'The guest sees the same, but a saved or migrated state of it does not fit the new definition: libvirt counts <sysinfo>.',
  message: "libvirt has an element for {name}: <sysinfo type='fwcfg'>",
  on: {
    'domain/qemu:commandline'(commandline, { domain, target }) {
      if (compareVersions(target.libvirt, [6, 5, 0]) < 0) return
      return qemuArguments(commandline).flatMap((argument) => {
        const [, name, kind, content] = /^(?:name=)?(opt\/[^,]+),(string|file)=([^,\s][^,]*)$/.exec(argument.value ?? '') ?? []
        if (argument.option !== '-fw_cfg' || !argument.valueAt || !name || !content || /^opt\/(?:ovmf|org\.qemu)\//.test(name)) return []
        const entry: NewElement =
          kind === 'file' ? { name: 'entry', attributes: { name, file: content } } : { name: 'entry', attributes: { name }, text: content }
        const report = { at: argument.valueAt, data: { name } }
        const added = addEntry(domain.element, commandline, entry)
        return added ? { ...report, fix: [...removeArguments(commandline, [argument]), added] } : report
      })
    },
  },
  examples: [
    {
      name: 'a file',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <qemu:commandline>
    <qemu:arg value='-fw_cfg'/>
    <qemu:arg value='«name=opt/com.coreos/config,file=/var/lib/libvirt/guest.ign»'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <sysinfo type='fwcfg'>
    <entry name='opt/com.coreos/config' file='/var/lib/libvirt/guest.ign'/>
  </sysinfo>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>`,
    },
    {
      name: 'a text, beside entries that are there',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <sysinfo type='fwcfg'>
    <entry name='opt/org.example/first'>1</entry>
  </sysinfo>
  <qemu:commandline>
    <qemu:arg value='-fw_cfg'/>
    <qemu:arg value='«opt/org.example/second,string=2»'/>
    <qemu:arg value='-no-user-config'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <sysinfo type='fwcfg'>
    <entry name='opt/org.example/first'>1</entry>
    <entry name='opt/org.example/second'>2</entry>
  </sysinfo>
  <qemu:commandline>
    <qemu:arg value='-no-user-config'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: 'a domain with nothing else in it',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-fw_cfg'/>
    <qemu:arg value='«name=opt/org.example/role,string=shop»'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: 'names that libvirt does not take',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-fw_cfg'/>
    <qemu:arg value='name=opt/ovmf/X-PciMmio64Mb,string=65536'/>
    <qemu:arg value='-fw_cfg'/>
    <qemu:arg value='name=etc/example,string=1'/>
  </qemu:commandline>
</domain>`,
    },
  ],
})

/** In the element for such entries, which comes before `<os>` where libvirt writes it. */
function addEntry(domain: XmlElement, commandline: XmlElement, entry: NewElement): TextEdit | undefined {
  const existing = domain.elements('sysinfo').find((element) => element.attr('type') === 'fwcfg')
  if (existing) return appendChild(existing, entry)
  const next = domain.child('os') ?? domain.elements().find((element) => element !== commandline)
  return next && insertBefore(next, { name: 'sysinfo', attributes: { type: 'fwcfg' }, children: [entry] })
}
