import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'
import { lineOf, reportsOn, summary } from '../schema-report.js'

export default rule({
  id: 'schema/no-duplicate-element',
  summary: 'Write an element once where libvirt reads only one',
  why: `Where an element may stand once, libvirt reads the first one and drops the others without a word: of two \`<vcpu>\` the second has no
effect, whichever was meant to win. Removing a later one changes no guest; removing the first one does.`,
  sources: [
    'libvirt 11.3: domain_conf.c (virXPathNode takes the first)',
    'tried on libvirt 12.8: the stored definition is the same without the later ones',
  ],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: 'second <{name}> in <{parent}>: libvirt reads only the first (line {line}: {first}) and drops this one ({second})',
  on: {
    domain: reportsOn('duplicate-element', ({ element, first }) => ({
      at: element,
      data: {
        name: element.name,
        parent: element.parentElement?.name ?? '',
        line: lineOf(first),
        first: summary(first),
        second: summary(element),
      },
      related: [{ at: first, message: 'the one that libvirt reads' }],
      suggest: [
        { title: 'remove this one', edits: [removeElement(element)], risk: 'No guest changes; but perhaps this one was meant.' },
        {
          title: 'remove the first one',
          edits: [removeElement(first)],
          risk: 'libvirt reads this one then: the guest or the host changes.',
        },
      ],
    })),
  },
  examples: [
    {
      name: 'two numbers of vCPUs',
      bad: `<vcpu placement='static'>4</vcpu>
<«vcpu»>2</vcpu>`,
      suggested: "<vcpu placement='static'>4</vcpu>",
      inside: 'domain',
      says: 'libvirt reads only the first (line 3: 4) and drops this one (2)',
    },
    {
      name: 'what may stand several times',
      good: `<sysinfo type='smbios'>
  <baseBoard><entry name='manufacturer'>A</entry></baseBoard>
</sysinfo>`,
      inside: 'domain',
    },
    {
      name: 'a second host of a network disk: libvirt keeps it (and libvirt/valid-disk-hosts has more to say)',
      good: `<disk type='network' device='disk'>
  <source protocol='nbd' name='export'>
    <host name='a.example.org' port='10809'/>
    <host name='b.example.org' port='10809'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
