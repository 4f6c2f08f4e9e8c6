import { enumerations } from '../../domain/facts/enumerations.js'
import {
  byElement,
  type KnownWord,
  rangeAt,
  sinceOf,
  unreadBecauseOf,
  type ValuePlace,
  valueAt,
} from '../../domain/facts/place-notation.js'
import { compareVersions, formatVersion, type Target } from '../../domain/facts/target.js'
import { nearest } from '../../domain/values/nearest.js'
import { setAttribute, setText } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  unknown: "{what} '{value}' is not known to libvirt, which refuses the definition: it expects {expected}",
  misspelt: "{what} '{value}' is not known to libvirt, did you mean '{nearest}'? It refuses the definition: it expects {expected}",
  capitals:
    "{what} '{value}' is not known to libvirt, which tells capital letters from small ones and refuses the definition: write '{nearest}'",
  model:
    "'{value}' is a model of {element} with type='{type}', not a type: libvirt refuses the definition, write type='{type}' model='{value}'",
  noChoice: "a {element} of this type has no {what}: libvirt refuses '{value}'",
  tooNew: "{what} '{value}' is known from libvirt {since} on: libvirt {target} refuses the definition",
} as const

export default rule({
  id: 'libvirt/valid-enum',
  summary: 'Write one of the words that libvirt knows where it offers a choice',
  why: `Where the format offers a choice, libvirt takes the words exactly as written in its tables: case and white space count. Any other
word makes it refuse the whole definition, often with a message that names the attribute but not the words it would take. A word that
came with a later libvirt than the target's is refused in the same way.`,
  sources: [
    'libvirt 11.3: domain_conf.c, cpu_conf.c, numa_conf.c, storage_source_conf.c (virXMLPropEnum and the VIR_ENUM tables)',
    'libvirt 12.8, tried word by word',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: checks(),
  examples: [
    {
      name: 'a misspelt cache mode',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='«writebak»'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='writeback'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: "cache 'writebak' is not known to libvirt, did you mean 'writeback'?",
    },
    {
      name: 'a lifecycle action',
      bad: '<on_crash>«explode»</on_crash>',
      inside: 'domain',
      says: 'it expects destroy, restart, rename-restart, preserve, coredump-destroy, coredump-restart, …',
    },
    {
      name: 'a model of a later libvirt',
      bad: "<watchdog model='«itco»' action='reset'/>",
      inside: 'q35',
      target: 'libvirt=9.0.0',
      says: 'known from libvirt 9.1.0 on',
    },
    {
      name: 'capital letters',
      bad: "<watchdog model='«iTCO»' action='reset'/>",
      suggested: "<watchdog model='itco' action='reset'/>",
      inside: 'q35',
      says: "write 'itco'",
    },
    {
      name: 'a model for a type',
      bad: "<controller type='«virtio-scsi»' index='0'/>",
      suggested: "<controller type='scsi' index='0' model='virtio-scsi'/>",
      inside: 'q35',
      says: "'virtio-scsi' is a model of controller with type='scsi', not a type",
    },
    {
      name: 'a choice that this kind does not have',
      bad: "<controller type='sata' index='0' model='«ahci»'/>",
      inside: 'q35',
      says: 'a controller of this type has no model',
    },
    { name: 'the same model for this one', good: "<watchdog model='itco' action='reset'/>", inside: 'q35' },
    { name: 'an empty element counts as absent', good: '<on_crash></on_crash>', inside: 'domain' },
    {
      name: 'what libvirt does not read cannot be wrong',
      good: `<interface type='network'>
  <source network='default'/>
  <model type='e1000e'/>
  <driver name='kvm'/>
</interface>`,
      inside: 'q35',
    },
  ],
})

function checks() {
  return byElement(Object.entries(enumerations), (place, words) => {
    const known = words.split(' ').filter(Boolean).map(sinceOf)
    return (element, target) => judge(element, place, known, target)
  })
}

function judge(element: XmlElement, place: ValuePlace, known: readonly KnownWord[], target: Target): Report<typeof messages> | undefined {
  const value = valueAt(element, place)
  if (value === undefined) return undefined
  const word = known.find(({ name }) => name === value)
  if (word && isKnown(word, target)) return undefined
  const at = rangeAt(element, place)
  const what = place.attribute ?? element.name
  const unread = unreadBecauseOf(element, place.attribute)
  if (word?.since)
    return { message: 'tooNew', at, unread, data: { what, value, since: formatVersion(word.since), target: formatVersion(target.libvirt) } }
  if (known.length === 0) return { message: 'noChoice', at, unread, data: { element: element.name, what, value } }
  const names = known.filter((candidate) => isKnown(candidate, target)).map(({ name }) => name)
  const near = nearest(value, names)
  const sorted = near === undefined ? names : [near, ...names.filter((name) => name !== near)]
  const expected = sorted.length > 6 ? `${sorted.slice(0, 6).join(', ')}, …` : sorted.join(', ').replace(/, ([^,]*)$/, ' or $1')
  const owner = what === 'type' ? typeOfModel(element, value) : undefined
  if (owner !== undefined) {
    const edits = [
      setAttribute(element, 'type', owner),
      ...(element.attr('model') === value ? [] : [setAttribute(element, 'model', value)]),
    ]
    const suggest = [
      { title: `write type='${owner}' model='${value}'`, edits, risk: 'The guest gets a device that libvirt refused until now.' },
    ]
    return { message: 'model', at, unread, data: { value, element: element.name, type: owner }, suggest }
  }
  if (near === undefined) return { message: 'unknown', at, unread, data: { what, value, expected } }
  const edit = place.attribute === undefined ? setText(element, near) : setAttribute(element, place.attribute, near)
  const suggest = [{ title: `write ${near}`, edits: [edit], risk: 'Check that this word says what was meant.' }]
  const isCase = near.toLowerCase() === value.toLowerCase()
  if (isCase) return { message: 'capitals', at, unread, data: { what, value, nearest: near }, suggest }
  return { message: 'misspelt', at, unread, data: { what, value, nearest: near, expected }, suggest }
}

/** The type of a device of this name that has a model of that name: people mix up the two. */
function typeOfModel({ elementPath }: XmlElement, model: string): string | undefined {
  typesOfModels ??= new Map(
    Object.entries(enumerations)
      .flatMap(([key, words]) => {
        const [, path, type] = /^(.+)\[@type=([\w-]+)\]@model/.exec(key) ?? []
        return type === undefined ? [] : words.split(' ').map((word) => [`${path} ${sinceOf(word).name}`, type] as const)
      })
      .reverse(),
  )
  return typesOfModels.get(`${elementPath} ${model}`)
}

/** By path and model; where several types have a model of that name, the first. */
let typesOfModels: ReadonlyMap<string, string> | undefined

function isKnown({ since }: KnownWord, target: Target): boolean {
  return since === undefined || compareVersions(since, target.libvirt) <= 0
}
