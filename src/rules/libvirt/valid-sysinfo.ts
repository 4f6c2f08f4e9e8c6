import { isUuid, uuidDigits } from '../../domain/values/uuid.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Month, day and year as `strtoul` reads them (virsysinfo, virSysinfoBIOSParseXML): nothing may stand around the numbers. */
const biosDate = /^(\d+)\/(\d+)\/(\d+)$/

export default rule({
  id: 'libvirt/valid-sysinfo',
  summary: 'Keep the SMBIOS and firmware data in the forms that they have',
  why: `The BIOS date of SMBIOS is \`MM/DD/YYYY\`, American style, or with two digits of the year. The system's UUID in SMBIOS is the domain's own:
libvirt refuses another one, which is left behind when a definition is copied. \`<smbios mode='sysinfo'/>\` shows the guest what
\`<sysinfo type='smbios'>\` says, so it must be there, and QEMU takes one base board. Firmware entries are named \`opt/...\`, apart from the names that firmware itself uses.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virSysinfoBIOSParseXML, virSysinfoSystemParseXML; qemu_validate.c, qemuValidateDomainDefSysinfo; qemu_command.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    date: "'{date}' is no BIOS date, which is MM/DD/YYYY: libvirt refuses it",
    uuid: "the system UUID is not the domain's {uuid}: libvirt refuses it unless both are the same",
    missing: "mode='sysinfo' shows <sysinfo type='smbios'>, and there is none: libvirt defines the guest but refuses to start it",
    board: 'QEMU has one base board: libvirt defines the guest with a second <baseBoard> but refuses to start it',
    prefix: "firmware entries of one's own are named opt/...: libvirt refuses '{name}'",
    reserved: "the names opt/ovmf/ and opt/org.qemu/ belong to the firmware and to QEMU: libvirt refuses '{name}'",
    value: 'a firmware entry needs a value or file=: libvirt refuses it without',
  },
  on: {
    'domain/sysinfo/bios/entry[@name=date]'(entry) {
      const date = entry.text
      return isBiosDate(date) || date === '' ? undefined : { message: 'date', at: entry.textRange, data: { date: date.trim() } }
    },
    'domain/sysinfo/system/entry[@name=uuid]'(entry, { domain }) {
      const { uuid } = domain
      if (!uuid || !isUuid(uuid) || !isUuid(entry.text) || uuidDigits(uuid) === uuidDigits(entry.text)) return
      const own = domain.element.child('uuid')
      const related = own ? [{ at: own.textRange, message: "the domain's UUID" }] : []
      return { message: 'uuid', at: entry.textRange, data: { uuid }, related }
    },
    'domain/os/smbios[@mode=sysinfo]'(smbios, { domain }) {
      if (!domain.isQemu || smbiosOf(domain.element)) return
      return { message: 'missing', at: smbios.attributeOrSelf('mode'), severity: 'warning' }
    },
    'domain/sysinfo[@type=smbios]'(sysinfo, { domain }) {
      const second = sysinfo.elements('baseBoard').filter((board) => board.elements('entry').length > 0)[1]
      if (!second || !domain.isQemu || domain.element.path('os/smbios')?.attr('mode') !== 'sysinfo') return
      return { message: 'board', at: second, severity: 'warning' }
    },
    'domain/sysinfo[@type=fwcfg]/entry'(entry, { domain }) {
      const name = entry.attribute('name')
      if (!name) return
      if (entry.text === '' && entry.attr('file') === undefined) return { message: 'value', at: entry }
      if (!domain.isQemu) return
      if (!name.value.startsWith('opt/')) return { message: 'prefix', at: name, data: { name: name.value } }
      if (!/^opt\/(?:ovmf|org\.qemu)\//.test(name.value)) return
      return { message: 'reserved', at: name, data: { name: name.value } }
    },
  },
  examples: [
    {
      name: 'a date in another order',
      inside: 'domain',
      bad: `<sysinfo type='smbios'>
  <bios>
    <entry name='date'>«2010-12-31»</entry>
  </bios>
</sysinfo>`,
    },
    {
      name: 'the UUID of the guest that was copied',
      inside: 'domain',
      bad: `<uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>
<sysinfo type='smbios'>
  <system>
    <entry name='uuid'>«4dea22b3-1d52-d8f3-2516-782e98ab3fa1»</entry>
  </system>
</sysinfo>`,
    },
    {
      name: 'nothing to show',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
    <smbios mode='«sysinfo»'/>
  </os>
</domain>`,
    },
    {
      name: 'two base boards',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
    <smbios mode='sysinfo'/>
  </os>
  <sysinfo type='smbios'>
    <baseBoard>
      <entry name='serial'>1</entry>
    </baseBoard>
    <«baseBoard»>
      <entry name='serial'>2</entry>
    </baseBoard>
  </sysinfo>
</domain>`,
    },
    {
      name: 'a name of its own kind',
      inside: 'domain',
      bad: `<sysinfo type='fwcfg'>
  <entry name='«org.example/config»'>value</entry>
</sysinfo>`,
    },
    {
      name: "the firmware's name",
      inside: 'domain',
      bad: `<sysinfo type='fwcfg'>
  <entry name='«opt/ovmf/X-PciMmio64Mb»'>65536</entry>
</sysinfo>`,
    },
    {
      name: 'an empty entry',
      inside: 'domain',
      bad: `<sysinfo type='fwcfg'>
  <«entry» name='opt/org.example/config'/>
</sysinfo>`,
    },
    {
      name: 'good data',
      inside: 'domain',
      good: `<uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>
<sysinfo type='smbios'>
  <bios>
    <entry name='date'>02/29/2012</entry>
  </bios>
  <system>
    <entry name='uuid'>4DEA22B3-1D52-D8F3-2516-782E98AB3FA0</entry>
  </system>
</sysinfo>`,
    },
  ],
})

function isBiosDate(text: string): boolean {
  const [month, day, year] = (biosDate.exec(text)?.slice(1) ?? []).map(Number)
  if (month === undefined || day === undefined || year === undefined) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && (year < 100 || year >= 1900)
}

function smbiosOf(domain: XmlElement): XmlElement | undefined {
  return domain.elements('sysinfo').find((sysinfo) => sysinfo.attr('type') === 'smbios')
}
