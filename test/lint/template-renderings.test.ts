import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint/lint-text.js'
import { applyEdits, type TextEdit } from '../../src/xml/edit.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

/** The same numbers in every run. */
class Numbers {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return this.#state / 2 ** 32
  }
}

/** Edits that make a template of a definition, of which the definition is one rendering. */
function templateEdits(element: XmlElement, numbers: Numbers, edits: TextEdit[]): void {
  for (const { name, valueRange } of element.attributeList) {
    if (!name.startsWith('xmlns') && numbers.next() < 0.15) edits.push({ ...valueRange, text: '{{ value }}' })
  }
  const { contentRange } = element
  const children = element.elements()
  if (children.length === 0 && element.text.trim() !== '' && numbers.next() < 0.2) edits.push({ ...contentRange, text: '{{ text }}' })
  for (const child of children) {
    const chance = numbers.next()
    if (chance < 0.04 && child.name !== 'devices') edits.push({ start: child.start, end: child.end, text: '{{ elements }}' })
    else {
      if (chance < 0.1) edits.push({ start: child.start, end: child.start, text: '{% if condition %}' })
      templateEdits(child, numbers, edits)
      if (chance < 0.1) edits.push({ start: child.end, end: child.end, text: '{% endif %}' })
    }
  }
}

/** Where an offset of the edited text was before. */
function before(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0
  for (const { start, end, text } of edits) {
    if (start + shift >= offset) break
    shift += text.length - (end - start)
  }
  return offset - shift
}

const files = corpusFiles('libvirt/input', 'real').filter((_, index) => index % 5 === 0)

describe.skipIf(!hasCorpus)(`a template of a definition${hasCorpus ? '' : ' (there is no corpus at DOMLINT_CORPUS)'}`, () => {
  test('has no finding that the definition, which is one of its renderings, does not have', () => {
    const odd: string[] = []
    let found = 0
    for (const [index, file] of files.entries()) {
      const text = readFileSync(file, 'utf8')
      const { document, faults } = scan(text)
      if (faults.length > 0 || document.element?.name !== 'domain') continue
      const edits: TextEdit[] = []
      templateEdits(document.element, new Numbers(index), edits)
      const template = applyEdits(text, edits)
      const options = { presets: ['all'], filePath: 'vm.xml.j2' } as const
      const there = lint(text, { ...options, filePath: 'vm.xml' }).findings
      const { findings, failures } = lint(template, options)
      expect(failures).toEqual([])
      found += findings.length
      for (const finding of findings) {
        const start = before(finding.range.start, edits)
        const end = start + finding.range.end - finding.range.start
        // Where a rule that knows more speaks of the same place, it speaks instead of the vocabulary.
        const isThere = there.some(
          ({ ruleId, range }) =>
            (ruleId === finding.ruleId && range.start === start) ||
            (finding.ruleId.startsWith('schema/') && range.start >= start && range.end <= end),
        )
        if (!isThere) odd.push(`${file}: ${finding.ruleId}: ${finding.message}`)
      }
    }
    expect(odd).toEqual([])
    expect(found).toBeGreaterThan(300)
  }, 60_000)
})
