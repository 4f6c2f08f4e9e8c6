import { isUuid, uuidFault } from '../../domain/values/uuid.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-uuid',
  summary: 'Write UUIDs as 32 hexadecimal digits',
  why: `libvirt reads a UUID as 16 pairs of hexadecimal digits; dashes and blanks between the pairs do not matter. It refuses anything else, and
a domain's \`<uuid>\` with a digit too few is refused with no more than "malformed uuid element". An empty \`<uuid/>\` counts as none: libvirt
makes a new one up at each define.`,
  sources: ['libvirt 11.3.0: viruuid.c, virUUIDParse; domain_conf.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: "'{value}' is no UUID, since {fault}: libvirt refuses it",
  on: {
    'domain/uuid|domain/genid|domain/devices/memory/uuid': textReport,
    'domain/sysinfo/system/entry[@name=uuid]': textReport,
    'domain/devices/hostdev[@type=mdev]/source/address': (address) => attributeReport(address, 'uuid'),
    'domain/devices/tpm/backend/encryption': (encryption) => attributeReport(encryption, 'secret'),
    'domain/devices/interface/virtualport/parameters': (parameters) =>
      ['instanceid', 'interfaceid'].flatMap((name) => attributeReport(parameters, name) ?? []),
  },
  examples: [
    {
      name: 'a digit lost',
      inside: 'domain',
      bad: '<uuid>«4dea22b3-1d52-d8f3-2516-782e98ab3fa»</uuid>',
      says: 'its last group has 11 digits and must have 12',
    },
    { name: 'a letter that is no digit', inside: 'domain', bad: '<genid>«43dc0cf8-809b-4adb-9bea-a9abb5f3d90g»</genid>', says: "'g'" },
    {
      name: 'a name for a mediated device',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <address uuid='«gpu0»'/>
  </source>
</hostdev>`,
    },
    {
      name: 'dashes at other places',
      inside: 'domain',
      good: ['<uuid>4dea22b31d52d8f32516782e98ab3fa0</uuid>', '<uuid>\n  4dea22b3-1d52-d8f3-2516-782e98ab3fa0\n</uuid>'],
    },
  ],
})

function textReport(element: XmlElement) {
  const { text } = element
  if (text.trim() === '' || isUuid(text)) return
  return { at: element.textRange, data: { value: text.trim(), fault: uuidFault(text) } }
}

function attributeReport(element: XmlElement, name: string) {
  const attribute = element.attribute(name)
  if (!attribute || isUuid(attribute.value)) return
  return { at: attribute, data: { value: attribute.value, fault: uuidFault(attribute.value) } }
}
