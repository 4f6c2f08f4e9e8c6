import { removeChildren } from '../../xml/change.js'
import { namespaceOf } from '../../xml/namespaces.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-unnamespaced-metadata',
  summary: 'Give each child of metadata a namespace of its own',
  why: `libvirt keeps the data of applications apart by their XML namespace, and has dropped children of \`<metadata>\` without one
since 1.2.21: no namespace, or a prefix that nothing declares. Of several children in one namespace only the first stays. Nothing tells
the owner: \`virsh define\` succeeds, and the data is gone from \`virsh dumpxml\`. To keep it, write \`<my:notes xmlns:my='urn:my-notes'>\`.`,
  sources: [
    'libvirt: formatdomain, metadata; domain_conf.c, virDomainDefPostParseCommon (metadata cleanup, 1.2.21)',
    'tried on libvirt 12.8: the stored definition is the same without such a child',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: {
    none: 'libvirt drops <{name}> without a word: it keeps only metadata that is in a namespace',
    undeclared: 'libvirt drops <{name}> without a word: nothing declares the namespace prefix {prefix}',
    second: 'libvirt drops <{name}> without a word: it keeps only the first element of each namespace, here <{first}>',
  },
  fix: 'safe',
  on: {
    'domain/metadata'(metadata) {
      const firsts = new Map<string, string>()
      const reports = []
      for (const child of metadata.elements()) {
        const { name } = child
        const namespace = namespaceOf(child)
        const report = { at: child, fix: removeChildren(metadata, [child]) }
        const first = namespace && firsts.get(namespace)
        if (namespace && !first) firsts.set(namespace, name)
        else if (first) reports.push({ ...report, message: 'second' as const, data: { name, first } })
        else if (!name.includes(':')) reports.push({ ...report, message: 'none' as const, data: { name } })
        else reports.push({ ...report, message: 'undeclared' as const, data: { name, prefix: name.slice(0, name.indexOf(':')) } })
      }
      return reports
    },
  },
  examples: [
    {
      name: 'notes without a namespace',
      bad: `<metadata>
  <«notes»>web server</notes>
  <my:owner xmlns:my='urn:my-notes'>jane</my:owner>
</metadata>`,
      fixed: `<metadata>
  <my:owner xmlns:my='urn:my-notes'>jane</my:owner>
</metadata>`,
      inside: 'domain',
      says: '<notes>',
    },
    {
      name: 'a prefix that nothing declares',
      bad: `<metadata>
  <«my:owner»>jane</my:owner>
</metadata>`,
      fixed: '<metadata/>',
      inside: 'domain',
      says: 'prefix my',
    },
    {
      name: 'two elements of one namespace',
      bad: `<metadata xmlns:my='urn:my-notes'>
  <my:owner>jane</my:owner>
  <«my:notes»>web server</my:notes>
</metadata>`,
      fixed: `<metadata xmlns:my='urn:my-notes'>
  <my:owner>jane</my:owner>
</metadata>`,
      inside: 'domain',
      says: 'here <my:owner>',
    },
    {
      name: 'a default namespace is one, too',
      good: `<metadata>
  <notes xmlns='urn:my-notes'>web server</notes>
</metadata>`,
      inside: 'domain',
    },
  ],
})
