import type { Domain } from '../../domain/domain.js'
import { removeElement, setAttribute } from '../../xml/change.js'
import { localName } from '../../xml/namespaces.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-live-alias',
  summary: 'Leave out the aliases that libvirt gave a running guest',
  why: `libvirt names the devices of a guest anew at every start (\`net0\`, \`virtio-disk0\`) and shows the names while the guest runs. In a
stored definition it keeps only aliases that start with \`ua-\` and go on with letters, digits, \`-\` and \`_\`; it drops all others. Putting
\`ua-\` in front of an old alias is no way out: the QEMU id of the device changes with it, and with memory devices the guest ABI.
An alias that \`qemu:commandline\` or \`qemu:override\` speaks of is not reported: it tells the reader which device is meant.`,
  sources: [
    'libvirt: formatdomain, device aliases (3.9.0)',
    'libvirt: device_conf.c, virDomainDeviceInfo; domain_conf.c, USER_ALIAS_CHARS',
    'tried on libvirt 12.8: the stored definition is the same without such aliases',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: {
    generated: 'libvirt drops the alias {alias} and names the device itself: only aliases that start with ua- are kept',
    characters: 'libvirt drops the alias {alias}: only letters, digits, - and _ may follow ua-',
  },
  fix: 'safe',
  on: {
    'domain/devices'(devices, { domain }) {
      if (domain.isStatusRecord) return
      const reports = []
      for (const device of devices.elements()) {
        const alias = device.child('alias')
        const name = alias?.attribute('name')
        if (!alias || (name && /^ua-[\w-]*$/.test(name.value))) continue
        if (name?.value.startsWith('ua-')) {
          const kept = name.value.replace(/[^\w-]/g, '-')
          const suggest = [{ title: `Write ${kept}`, edits: [setAttribute(alias, 'name', kept)], risk: keptRisk }]
          reports.push({ message: 'characters' as const, at: name, data: { alias: name.value }, suggest })
        } else if (!name || !argumentText(domain).includes(name.value)) {
          reports.push({ message: 'generated' as const, at: name ?? alias, data: { alias: name?.value ?? '' }, fix: removeElement(alias) })
        }
      }
      return reports
    },
  },
  examples: [
    {
      name: 'an alias from a live dump',
      bad: `<memballoon model='virtio'>
  <alias name='«balloon0»'/>
</memballoon>`,
      fixed: `<memballoon model='virtio'>
</memballoon>`,
      inside: 'q35',
      says: 'balloon0',
    },
    {
      name: "a user's alias with a character that libvirt does not take",
      bad: `<memballoon model='virtio'>
  <alias name='«ua-my.balloon»'/>
</memballoon>`,
      suggested: `<memballoon model='virtio'>
  <alias name='ua-my-balloon'/>
</memballoon>`,
      inside: 'q35',
      says: 'only letters, digits, - and _',
    },
    {
      name: "a user's alias",
      good: `<memballoon model='virtio'>
  <alias name='ua-balloon_1'/>
</memballoon>`,
      inside: 'q35',
    },
    {
      name: 'an alias that QEMU arguments speak of',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <devices>
    <memballoon model='virtio'>
      <alias name='balloon0'/>
    </memballoon>
  </devices>
  <qemu:override>
    <qemu:device alias='balloon0'>
      <qemu:frontend>
        <qemu:property name='free-page-reporting' type='bool' value='true'/>
      </qemu:frontend>
    </qemu:device>
  </qemu:override>
</domain>`,
    },
  ],
})

const keptRisk = 'QEMU then knows the device by this name: a saved image, or the migration of a guest that runs today, may be refused.'

/** What QEMU's own arguments and overrides say, worked out once a domain. */
const argumentTexts = new WeakMap<Domain, string>()

function argumentText(domain: Domain): string {
  const known = argumentTexts.get(domain)
  if (known !== undefined) return known
  const values: string[] = []
  const collect = (element: XmlElement) => {
    for (const value of Object.values(element.attributes)) values.push(value)
    for (const child of element.elements()) collect(child)
  }
  for (const element of domain.element.elements()) {
    if (element.name.includes(':') && /^(?:commandline|override)$/.test(localName(element))) collect(element)
  }
  const text = values.join('\n')
  argumentTexts.set(domain, text)
  return text
}
