import { rule } from '../rule.js'
import { reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/no-stray-text',
  summary: 'Write text only in elements that hold text',
  why: `Between the elements of a domain there is only white space. Other text there is usually left over from an edit, or a value that was
meant for an attribute, and libvirt ignores it without a word.`,
  sources: ['libvirt: formatdomain', 'tried on libvirt 12.8: the stored definition is the same without it'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: "text '{text}' in <{element}>, where only elements or attributes belong: libvirt ignores it",
  on: {
    domain: reportsOn('stray-text', ({ element, text: node }) => {
      const written = element.document.source.text.slice(node.start, node.end)
      const trimmed = written.trim()
      const start = node.start + written.indexOf(trimmed)
      const at = { start, end: start + trimmed.length }
      return {
        at,
        data: { text: trimmed, element: element.name },
        suggest: [{ title: 'remove the text', edits: [{ ...at, text: '' }], risk: 'No guest changes; but what was meant by it is lost.' }],
      }
    }),
  },
  examples: [
    {
      name: 'a word inside a device',
      bad: "<watchdog model='itco' action='reset'>«reset»</watchdog>",
      suggested: "<watchdog model='itco' action='reset'></watchdog>",
      inside: 'q35',
      says: "text 'reset' in <watchdog>",
    },
    { name: 'a comment is no text', good: "<!-- virtio --><watchdog model='itco' action='reset'/>", inside: 'q35' },
  ],
})
