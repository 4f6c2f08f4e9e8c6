import { expect, test } from 'vitest'
import { matchGuests } from '../../src/snapshots/match-guests.js'

const guests = (...words: string[]) =>
  words.map((word) => {
    const [name = '', uuid = ''] = word.split('/')
    return { name, uuid, word }
  })

function matched(before: string[], after: string[]) {
  const { pairs, gone, fresh } = matchGuests(guests(...before), guests(...after))
  return {
    pairs: pairs.map(([from, to]) => `${from.word} ${to.word}`),
    gone: gone.map(({ word }) => word),
    fresh: fresh.map(({ word }) => word),
  }
}

test('the UUID counts before the name', () => {
  expect(matched(['a/1', 'b/2'], ['b/1', 'a/2'])).toEqual({ pairs: ['a/1 b/1', 'b/2 a/2'], gone: [], fresh: [] })
})

test('by their names those are found whose UUID nobody has', () => {
  expect(matched(['a/1', 'b', 'c/3'], ['b/2', 'c/9', 'd/4'])).toEqual({ pairs: ['b b/2', 'c/3 c/9'], gone: ['a/1'], fresh: ['d/4'] })
})

test('several of one identity are matched in their order', () => {
  expect(matched(['a/1', 'a/1'], ['a/1', 'a/1', 'a/1'])).toEqual({ pairs: ['a/1 a/1', 'a/1 a/1'], gone: [], fresh: ['a/1'] })
})

test('guests without a name and a UUID are nobody', () => {
  expect(matched([''], [''])).toEqual({ pairs: [], gone: [''], fresh: [''] })
})
