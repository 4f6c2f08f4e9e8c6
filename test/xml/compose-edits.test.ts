import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits, composeEdits, type TextEdit } from '../../src/xml/edit.js'

/** Edits that fit a text: they stand in order and do not touch each other. */
function editsOf(text: string): fc.Arbitrary<TextEdit[]> {
  return fc.array(fc.tuple(fc.nat(text.length), fc.string({ maxLength: 4 })), { maxLength: 8 }).map((cuts) => {
    const offsets = [...new Set(cuts.map(([offset]) => offset))].sort((a, b) => a - b)
    return offsets.flatMap((start, index): TextEdit[] => {
      const end = offsets[index + 1]
      return index % 2 === 0 && end !== undefined ? [{ start, end, text: cuts[index]?.[1] ?? '' }] : []
    })
  })
}

test('edits of a text, and of what they leave, come to the same as one group of edits', () => {
  const groups = fc.string({ maxLength: 40 }).chain((text) =>
    editsOf(text).chain((first) => {
      const second = applyEdits(text, first)
      return editsOf(second).chain((then) =>
        editsOf(applyEdits(second, then)).map((last) => ({ text, groups: [first, then, last] as const })),
      )
    }),
  )
  fc.assert(
    fc.property(groups, ({ text, groups }) => {
      const oneByOne = groups.reduce((current, edits) => applyEdits(current, edits), text)
      expect(applyEdits(text, composeEdits(text, groups))).toBe(oneByOne)
    }),
  )
})

test('what no edit touches is in none of them', () => {
  const text = 'one two three'
  const first = [{ start: 0, end: 3, text: 'uno' }]
  const second = [
    { start: 3, end: 3, text: '!' },
    { start: 8, end: 13, text: 'tres' },
  ]
  expect(composeEdits(text, [first, second])).toEqual([
    { start: 0, end: 3, text: 'uno!' },
    { start: 8, end: 13, text: 'tres' },
  ])
  expect(composeEdits(text, [first, [{ start: 0, end: 3, text: 'one' }]])).toEqual([{ start: 0, end: 3, text: 'one' }])
  expect(composeEdits(text, [])).toEqual([])
})
