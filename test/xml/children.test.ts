import { describe, expect, it } from 'vitest'
import { scan } from '../../src/xml/scan.js'

describe.each([3, 1000])('the children of an element with %i of them', (count) => {
  const inner = Array.from({ length: count }, (_, n) => `<disk n='${n}'/> <!-- --><network n='${n}'/>`).join('')
  const root = scan(`<devices>${inner}<last/></devices>`).document.element

  it('are found by name, the first one', () => {
    expect(root?.child('network')?.attr('n')).toBe('0')
    expect(root?.child('last')?.name).toBe('last')
    expect(root?.child('sound')).toBeUndefined()
    expect(root?.child('__proto__')).toBeUndefined()
  })

  it('are listed in their order', () => {
    expect(root?.elements('disk').map((disk) => disk.attr('n'))).toEqual(Array.from({ length: count }, (_, n) => `${n}`))
    expect(root?.elements()).toHaveLength(2 * count + 1)
    expect(root?.elements('sound')).toEqual([])
  })
})

it('children that came later are found', () => {
  const root = scan(`<a>${'<b/>'.repeat(1000)}<c/></a>`).document.element
  const late = root?.elements('c')[0]
  const other = scan('<a><d/></a>').document.element?.child('d')
  if (root && other) root.adopt(other)
  expect(late?.name).toBe('c')
  expect(root?.child('d')).toBe(other)
})
