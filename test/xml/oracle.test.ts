import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromXml } from 'xast-util-from-xml'
import { scan } from '../../src/xml/scan.js'
import { corpus, corpusFiles, hasCorpus } from '../corpus.js'
import { plain } from './plain.js'

describe.skipIf(!hasCorpus)('the tree equals that of xast-util-from-xml (needs the corpus)', () => {
  for (const folder of ['libvirt', 'real', 'real-libvirt', 'abi', 'rewrites', 'mistakes']) {
    it(folder, () => {
      let compared = 0
      const different: string[] = []
      for (const file of corpusFiles(folder)) {
        const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
        const { document, faults } = scan(text)
        let theirs: unknown
        try {
          theirs = plain(fromXml(text))
        } catch {
          if (faults.length === 0) different.push(`${relative(corpus, file)}: accepted here, refused there`)
          continue
        }
        if (faults.length > 0) {
          different.push(`${relative(corpus, file)}: ${faults[0]?.message}`)
          continue
        }
        compared++
        if (JSON.stringify(plain(document)) !== JSON.stringify(theirs)) different.push(`${relative(corpus, file)}: other tree`)
      }
      expect(different).toEqual([])
      expect(compared).toBeGreaterThan(folder === 'mistakes' ? 20 : 40)
    })
  }
})
