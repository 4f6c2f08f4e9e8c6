import { capabilitiesFor } from '../../domain/facts/host-capabilities.js'
import { type AbsentDevice, absentDevices, type EnumeratedDevice, enumeratedDevices } from '../../domain/facts/target-devices.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, type RuleContext, rule } from '../rule.js'

const messages = {
  distribution: '{distribution} has no QEMU with {what}{hedge}: the guest does not start there; {instead}',
  host: 'the QEMU of {target} has no {what} {value}: libvirt there refuses the definition, it has {offered}',
} as const

export default rule({
  id: 'target/no-absent-device',
  summary: "Use no devices that the target's build of QEMU lacks",
  why: `Distributions build QEMU without devices that they do not support, RHEL and its rebuilds most of all: a definition that ran elsewhere
is refused there, or the guest does not start. Another device is other hardware for the guest, so nothing is rewritten here. With \`--target host:FILE\` the host's own word
counts (\`virsh domcapabilities\`), else what is known of the distribution; what no vendor's page says is a warning.`,
  sources: ['Red Hat: Considerations in adopting RHEL 9, changes to QEMU', 'libvirt docs: formatdomaincaps'],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: checks(),
  examples: [
    {
      name: 'a video card that RHEL 9 dropped',
      bad: "<graphics type='vnc'/>\n<video>\n  <model type='«cirrus»'/>\n</video>",
      inside: 'i440fx',
      target: 'rhel-9.4',
      says: 'RHEL 9.4 has no QEMU with the video card cirrus: the guest does not start there; use vga',
    },
    {
      name: 'one that is said to be missing',
      bad: "<watchdog model='«ib700»' action='reset'/>",
      inside: 'i440fx',
      target: 'almalinux-9',
      says: 'as far as is known',
    },
    {
      name: 'a file system over 9p',
      bad: "<filesystem type='mount' accessmode='«mapped»'>\n  <source dir='/srv/share'/>\n  <target dir='share'/>\n</filesystem>",
      inside: 'q35',
      target: 'rhel-9.4',
    },
    {
      name: 'virtiofs',
      good: "<filesystem type='mount' accessmode='passthrough'>\n  <driver type='virtiofs'/>\n  <source dir='/srv/share'/>\n  <target dir='share'/>\n</filesystem>",
      inside: 'q35',
      target: 'rhel-9.4',
    },
    {
      name: 'a release that still had it',
      good: "<graphics type='vnc'/>\n<video>\n  <model type='cirrus'/>\n</video>",
      inside: 'i440fx',
      target: 'rhel-8',
    },
    {
      name: 'a distribution that builds all',
      good: "<graphics type='vnc'/>\n<video>\n  <model type='cirrus'/>\n</video>",
      inside: 'i440fx',
      target: 'debian-13',
    },
  ],
})

type Look = (element: XmlElement, context: RuleContext<unknown>) => Report<typeof messages> | undefined

function checks(): Record<string, (element: XmlElement, context: RuleContext<unknown>) => Report<typeof messages>[]> {
  const looks = new Map<string, Look[]>()
  for (const device of absentDevices) looks.set(device.path, [...(looks.get(device.path) ?? []), absentFrom(device)])
  for (const device of enumeratedDevices) looks.set(device.path, [...(looks.get(device.path) ?? []), notOffered(device)])
  return Object.fromEntries(
    [...looks].map(([path, all]) => [path, (element, context) => all.flatMap((look) => look(element, context) ?? [])]),
  )
}

/** A host's own word overrules what is known of its distribution. */
function absentFrom({ attribute, what, family, since, instead, isVerified }: AbsentDevice): Look {
  return (element, { domain, target: { distribution, host } }) => {
    if (!domain.isQemu || host || distribution?.family !== family) return undefined
    const [major, minor] = distribution.release
    if (major < since[0] || (major === since[0] && minor < since[1])) return undefined
    if (attribute === 'accessmode' && element.child('driver')?.attr('type')?.startsWith('virtio')) return undefined
    return {
      message: 'distribution',
      at: attribute === undefined ? element : element.attributeOrSelf(attribute),
      data: { distribution: distribution.name, what, instead, hedge: isVerified ? '' : ', as far as is known' },
      severity: isVerified ? 'error' : 'warning',
    }
  }
}

function notOffered({ attribute: name, enumeration, values, what }: EnumeratedDevice): Look {
  return (element, { domain, target }) => {
    const attribute = element.attribute(name)
    if (!attribute || !target.host || !domain.isQemu || !values.includes(attribute.value)) return undefined
    const emulator = domain.devices('emulator')[0]?.text.trim()
    const told = capabilitiesFor(target.host, { arch: domain.arch, type: domain.type, emulator })
    const offered = told?.enums.get(enumeration)
    if (!offered || offered.has(attribute.value)) return undefined
    return {
      message: 'host',
      at: attribute,
      data: { target: target.name, what, value: attribute.value, offered: offered.size > 0 ? [...offered].join(', ') : 'none' },
    }
  }
}
