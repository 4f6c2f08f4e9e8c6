import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { targetFrom } from '../../../src/domain/facts/target.js'
import { pathOf } from '../../../src/domain/vocabulary/misplaced.js'
import { completion } from '../../../src/editor/language/completion.js'
import { attributeSpecs, partsOf, specsOf } from '../../../src/editor/language/expected.js'
import { hover } from '../../../src/editor/language/hover.js'
import { allElements, type LanguageDocument, openLanguageDocument } from '../../../src/editor/language/language-document.js'
import { corpusFiles, hasCorpus } from '../../corpus.js'

const settings = { target: targetFrom(''), hostArch: 'x86_64', abiUpdate: false }
const opened = (text: string): LanguageDocument => openLanguageDocument(TextDocument.create('file:///guest.xml', 'xml', 1, text), settings)

// What libvirt itself wrote: DOMLINT_CORPUS, or ../shared/corpus.
describe.skipIf(!hasCorpus)('definitions as libvirt writes them', () => {
  const files = corpusFiles('libvirt/canonical').filter((_, order) => order % 2 === 0)

  test('hold nothing that is not expected in its place', { timeout: 60_000 }, () => {
    const unexpected = new Set<string>()
    let attributes = 0
    for (const file of files) {
      const document = opened(readFileSync(file, 'utf8'))
      for (const element of document.domains.flatMap((domain) => [domain, ...allElements(domain)])) {
        const path = pathOf(element)
        if (path.startsWith('domain/metadata/')) continue
        if (specsOf(document, element).length === 0) unexpected.add(path)
        for (const name in element.attributes) {
          if (name.startsWith('xmlns')) continue
          attributes++
          if (attributeSpecs(partsOf(document, element, name), name).length === 0) unexpected.add(`${path}@${name}`)
        }
      }
    }
    expect([...unexpected]).toEqual([])
    expect(attributes).toBeGreaterThan(5000)
  })

  test('can be cut off anywhere', { timeout: 60_000 }, () => {
    let completed = 0
    for (const [order, file] of files.entries()) {
      if (order % 3 !== 0) continue
      const text = readFileSync(file, 'utf8')
      const length = (order * 7919) % text.length
      const document = opened(text.slice(0, length))
      const position = document.textDocument.positionAt(length)
      hover(document, position)
      completed += completion(document, position, { snippets: true })?.items.length ?? 0
    }
    expect(completed).toBeGreaterThan(100)
  })
})
