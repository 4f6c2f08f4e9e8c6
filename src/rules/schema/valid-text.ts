import { setText } from '../../xml/change.js'
import { rule } from '../rule.js'
import { expectedOf, nearestValue, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/valid-text',
  summary: 'Write text of the kind that libvirt expects',
  why: `Where an element holds a number, a word or an identity as its text, libvirt refuses any other text, sometimes with a message that
speaks of something else: \`<vcpu>0</vcpu>\` is answered with a complaint about NUMA.`,
  sources: ['libvirt: formatdomain and its RELAX NG schema', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    misspelt: "'{value}' is not valid in <{element}>, did you mean '{nearest}'? libvirt refuses it; expected is {expected}",
    invalid:
      "'{value}' is not valid in <{element}>: libvirt refuses it, though its message may speak of something else; expected is {expected}",
    empty: '<{element}> is empty: libvirt refuses it; expected is {expected}',
  },
  on: {
    domain: reportsOn('invalid-text', ({ element, expected: spec }) => {
      const value = element.text.trim()
      const data = { element: element.name, expected: expectedOf(spec, value) }
      if (value === '') return { message: 'empty' as const, at: element, data }
      const at = element.textRange
      const near = nearestValue(spec, value)
      if (near === undefined) return { message: 'invalid' as const, at, data: { ...data, value } }
      return {
        message: 'misspelt' as const,
        at,
        data: { ...data, value, nearest: near },
        suggest: [{ title: `write ${near}`, edits: [setText(element, near)], risk: 'Check that this value says what was meant.' }],
      }
    }),
  },
  examples: [
    { name: 'no vCPU', bad: '<vcpu>«0»</vcpu>', inside: 'domain', says: "'0' is not valid in <vcpu>: libvirt refuses it" },
    {
      name: 'a misspelt action',
      bad: '<on_reboot>«restar»</on_reboot>',
      suggested: '<on_reboot>restart</on_reboot>',
      inside: 'domain',
      says: "did you mean 'restart'?",
    },
    { name: 'some vCPUs', good: '<vcpu>2</vcpu>', inside: 'domain' },
  ],
})
