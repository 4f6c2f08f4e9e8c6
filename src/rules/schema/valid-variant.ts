import type { WrongVariant } from '../../domain/vocabulary/problem.js'
import { setAttribute } from '../../xml/change.js'
import type { Place } from '../rule.js'
import { rule } from '../rule.js'
import { lineOf, listed, reportsOn, shown } from '../schema-report.js'

export default rule({
  id: 'schema/valid-variant',
  summary: 'Write only what belongs to the kind of element that it is',
  why: `Many elements come in kinds that an attribute tells apart: the \`type\` of a disk, an interface or an address, the \`mode\` of a host
device. What may stand in them depends on it, and what belongs to another kind libvirt either drops without a word or refuses. Where all the
rest of an element speaks for another kind, the attribute itself is probably wrong.`,
  sources: ['libvirt: formatdomain and its RELAX NG schema', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    blamed:
      "{written}{need}, but {evidence} is for {name}='{meant}', did you mean that? libvirt reads only what belongs to the {name} that is written",
    absent: "<{element}> has no '{name}', but {evidence} is for {name}='{meant}': libvirt does not read it so",
    other: '{what} is for <{owner} {name}={words}>, but this is {actual} (line {line}): libvirt does not read it so',
    conflict: "{what} cannot stand beside what else is in <{parent}>: libvirt's schema takes one or the other",
  },
  on: {
    domain: reportsOn('wrong-variant', (problem) => {
      const { element, attribute, discriminator, blamed } = problem
      if (discriminator && blamed) {
        const [meant = ''] = discriminator.words
        const { name } = discriminator
        const common = {
          at: attribute ? attribute.range : element,
          explains: problem.explains.map(placeOf),
          suggest: [
            {
              title: `write ${name}='${meant}'`,
              edits: [setAttribute(element, name, meant)],
              risk: 'libvirt reads the rest of the element then: the guest or the host changes.',
            },
          ],
        }
        const data = { evidence: evidenceOf(problem), name, meant }
        if (!attribute) return { ...common, message: 'absent' as const, data: { ...data, element: element.name } }
        return {
          ...common,
          message: 'blamed' as const,
          data: { ...data, need: needOf(problem), written: `this is <${element.name} ${name}='${attribute.value}'>` },
        }
      }
      const at = attribute ? (discriminator && attribute.name === discriminator.name ? attribute : attribute.nameRange) : element
      const what = shown(element, attribute?.name)
      if (!discriminator)
        return { message: 'conflict' as const, at, data: { what, parent: attribute ? element.name : (element.parentElement?.name ?? '') } }
      const { element: owner, name, words } = discriminator
      const written = owner.attr(name)
      const actual = written === undefined ? `<${owner.name}> without '${name}'` : `<${owner.name} ${name}='${written}'>`
      return {
        message: 'other' as const,
        at,
        explains: problem.explains.map(placeOf),
        data: { what, owner: owner.name, name, words: listed(words.map((word) => `'${word}'`)), actual, line: lineOf(owner) },
        related: [{ at: owner.attributeOrSelf(name), message: `what <${owner.name}> is` }],
        suggest:
          words.length === 1 && words[0] !== undefined
            ? [
                {
                  title: `write ${name}='${words[0]}'`,
                  edits: [setAttribute(owner, name, words[0])],
                  risk: 'It is another kind of thing then: the guest or the host changes.',
                },
              ]
            : [],
      }
    }),
  },
  examples: [
    {
      name: 'a network disk with a file',
      bad: `<disk «type='network'» device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: "this is <disk type='network'>, which needs <source protocol=...>, but <source file=...> (line 12) is for type='file', did you mean that?",
    },
    {
      name: 'a bridge for a network',
      bad: `<interface type='network'>
  <source «bridge»='br0'/>
</interface>`,
      suggested: `<interface type='bridge'>
  <source bridge='br0'/>
</interface>`,
      inside: 'q35',
      says: "<source bridge=...> is for <interface type='bridge'>, but this is <interface type='network'>",
    },
    {
      name: 'a disk that does not say what it is',
      bad: `<«disk» device='disk'>
  <source protocol='rbd' name='pool/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk device='disk' type='network'>
  <source protocol='rbd' name='pool/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: "<disk> has no 'type'",
    },
    {
      name: 'a network disk',
      good: `<disk type='network' device='disk'>
  <source protocol='rbd' name='pool/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

/** What shows that another kind was meant, with its line where that is another one. */
function evidenceOf({ element, explains }: WrongVariant): string {
  const seen = explains.find(({ kind }) => kind === 'unknown-attribute' || kind === 'unknown-element' || kind === 'wrong-variant')
  if (!seen) return 'the rest of it'
  const what = shown(seen.element, 'attribute' in seen ? seen.attribute?.name : undefined)
  const line = lineOf(seen.element)
  return line === lineOf(element) ? what : `${what} (line ${line})`
}

/** What the kind that is written lacks. */
function needOf({ explains }: WrongVariant): string {
  for (const problem of explains) {
    if (problem.kind === 'missing-attribute') return `, which needs ${shown(problem.element, problem.missing.name)}`
    if (problem.kind === 'missing-element') return `, which needs <${problem.missing.name}>`
  }
  return ''
}

function placeOf(problem: WrongVariant['explains'][number]): Place {
  return 'attribute' in problem && problem.attribute && !('missing' in problem) ? problem.attribute.nameRange : problem.element
}
