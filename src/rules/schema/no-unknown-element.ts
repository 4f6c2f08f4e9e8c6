import { meaningOfElement } from '../../domain/vocabulary/misplaced.js'
import { reactionToElement } from '../../domain/vocabulary/reaction.js'
import { removeElement, renameElement } from '../../xml/change.js'
import { rule } from '../rule.js'
import { listed, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/no-unknown-element',
  summary: 'Write only elements that libvirt knows',
  why: `libvirt looks for the elements that it knows and never sees the others: a misspelt one is dropped without a word, and the guest runs
without what it says. Only in \`<features>\` and the groups in it an unknown name is refused. Renaming a misspelt element makes libvirt read
it for the first time, so the guest or the host changes: nothing is renamed unless somebody asks for it.`,
  sources: [
    'libvirt: formatdomain',
    'libvirt 11.3: domain_conf.c (virXPath calls)',
    'tried on libvirt 12.8: the stored definition is the same without it',
  ],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    misspelt: 'unknown element <{name}> in <{parent}>, did you mean <{nearest}>? Now {reaction}',
    unknown: 'unknown element <{name}> in <{parent}>: {reaction}; known there: {expected}',
  },
  on: {
    domain: reportsOn('unknown-element', (problem) => {
      const { element, parent, known } = problem
      const { nearest, homes } = meaningOfElement(problem)
      if (homes.length > 0) return undefined
      const data = { name: element.name, parent: parent.name, reaction: reactionToElement(parent, nearest) }
      const remove = {
        title: `remove <${element.name}>`,
        edits: [removeElement(element)],
        risk: 'libvirt does not read it today, so no guest changes; but what was meant by it is lost.',
      }
      if (nearest === undefined) {
        const names = known.map((spec) => spec.name)
        return { message: 'unknown' as const, at: element, data: { ...data, expected: listed(names, element.name) }, suggest: [remove] }
      }
      const rename = {
        title: `rename it to <${nearest}>`,
        edits: renameElement(element, nearest),
        risk: 'libvirt reads it for the first time then: the guest or the host changes.',
      }
      return { message: 'misspelt' as const, at: element, data: { ...data, nearest }, suggest: [rename, remove] }
    }),
  },
  examples: [
    {
      name: 'a misspelt action',
      bad: '<«on_powerof»>restart</on_powerof>',
      suggested: '<on_poweroff>restart</on_poweroff>',
      inside: 'domain',
      says: 'did you mean <on_poweroff>? Now libvirt drops it silently, and on_poweroff stays at its default, destroy',
    },
    {
      name: 'a misspelt device',
      bad: `<«intreface» type='network'>
  <source network='default'/>
</intreface>`,
      suggested: `<interface type='network'>
  <source network='default'/>
</interface>`,
      inside: 'q35',
      says: 'the guest gets no network card from it',
    },
    {
      name: 'a feature that is none',
      bad: `<features>
  <«turbo»/>
</features>`,
      suggested: '<features>\n</features>',
      inside: 'domain',
      says: 'libvirt refuses a definition with an unknown feature',
    },
    {
      name: 'metadata may hold anything',
      good: `<metadata>
  <my:notes xmlns:my='urn:my-notes'><anything/></my:notes>
</metadata>`,
      inside: 'domain',
    },
  ],
})
