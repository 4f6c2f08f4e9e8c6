import { isUuid, uuidDigits } from '../../domain/values/uuid.js'
import { setText } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-canonical-uuid',
  summary: 'Write UUIDs in lower case with four dashes',
  why: `libvirt reads a UUID without dashes, with more of them or with blanks, and in capitals, and stores it in lower case as 8-4-4-4-12 digits.
Its schema and most programs that compare UUIDs as text only know that form, so that a guest may look like another one to them.`,
  sources: ['libvirt 11.3.0: viruuid.c, virUUIDParse and virUUIDFormat', 'tried on libvirt 12.8.0: the stored definition is the same'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: 'libvirt stores this UUID as {uuid}',
  on: {
    'domain/uuid|domain/genid'(element) {
      const written = element.text.trim()
      if (canonical.test(written) || !isUuid(written)) return
      const uuid = uuidDigits(written).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      if (uuid === written) return
      return { at: element.textRange, data: { uuid }, fix: setText(element, uuid) }
    },
  },
  examples: [
    {
      name: 'no dashes',
      inside: 'domain',
      bad: '<uuid>«4dea22b31d52d8f32516782e98ab3fa0»</uuid>',
      fixed: '<uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>',
    },
    {
      name: 'capitals',
      inside: 'domain',
      bad: '<genid>«4DEA22B3-1D52-D8F3-2516-782E98AB3FA0»</genid>',
      fixed: '<genid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</genid>',
    },
    {
      name: 'the stored form',
      inside: 'domain',
      good: '<uuid>4dea22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>',
    },
  ],
})

const canonical = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
