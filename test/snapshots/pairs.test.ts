import { describe, expect, test } from 'vitest'
import { compareDomains } from '../../src/snapshots/compare-domains.js'
import { abiOf, formOf } from './forms.js'
import { pairs } from './pairs.js'

describe.each(pairs)('$what', ({ before, after, libvirt, differs }) => {
  test(`libvirt ${libvirt} it`, () => {
    const { differences, accepted } = compareDomains(abiOf(formOf(before)), abiOf(formOf(after)), 'libvirt')
    expect(accepted.restore).toBe(libvirt === 'accepts')
    expect(differences.length === 0).toBe(libvirt === 'accepts')
  })

  test('the guest sees what differs, and nothing else', () => {
    const { differences } = compareDomains(abiOf(formOf(before)), abiOf(formOf(after)), 'guest')
    expect(differences.map(({ path }) => path)).toEqual(differs)
    if (libvirt === 'accepts') expect(differences.filter(({ level }) => level === 'libvirt')).toEqual([])
    else expect(differences.some(({ level }) => level === 'libvirt')).toBe(true)
  })

  test('each is equal to itself', () => {
    for (const text of [before, after]) expect(compareDomains(abiOf(formOf(text)), abiOf(formOf(text)), 'guest').differences).toEqual([])
  })
})
