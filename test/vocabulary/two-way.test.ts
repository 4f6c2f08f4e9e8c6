import { describe, expect, it } from 'vitest'
import { formatVersion } from '../../src/domain/facts/target.js'
import { vocabulary } from '../../src/domain/vocabulary/index.js'
import { allowedDifferences } from './allowed-differences.js'
import { differences } from './difference.js'
import { installedSchema } from './installed.js'
import { dumpSchema } from './schema.js'
import { dumpVocabulary } from './table.js'

const schema = installedSchema()

describe.skipIf(typeof schema === 'string')(
  `the vocabulary and libvirt's schema${typeof schema === 'string' ? ` (${schema})` : ''}`,
  () => {
    it('have the same elements, attributes and values at the version of the schema', () => {
      if (typeof schema === 'string') return expect.unreachable(schema)
      const wanted = dumpSchema(schema.file)
      expect(wanted.size).toBeGreaterThan(700)
      const found = differences(wanted, dumpVocabulary(vocabulary(), schema.version))
      const isAllowed = (text: string) => allowedDifferences.some(({ line }) => line.test(text))
      expect(
        found.filter((text) => !isAllowed(text)),
        `libvirt ${formatVersion(schema.version)}`,
      ).toEqual([])
    })
  },
)
