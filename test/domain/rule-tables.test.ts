import { describe, expect, it } from 'vitest'
import { liveState } from '../../src/domain/facts/live-state.js'
import { removedConstructs } from '../../src/domain/facts/removed.js'
import { removedArguments } from '../../src/domain/facts/removed-qemu-arguments.js'
import { compareVersions } from '../../src/domain/facts/target.js'
import { parsePattern } from '../../src/lint/patterns.js'

describe.each([
  ['live state', liveState],
  ['removed constructs', removedConstructs],
])('the table of %s', (_, rows) => {
  it('has element paths that can be walked, each once', () => {
    const paths = rows.flatMap(({ path }) => path.split('|'))
    expect(() => paths.map((path) => parsePattern(path))).not.toThrow()
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('the table of removed constructs', () => {
  it('has every construct deprecated before it is removed', () => {
    for (const { deprecated, removed, what } of removedConstructs) {
      if (deprecated) expect(compareVersions(deprecated, removed), what).toBeLessThan(0)
    }
  })
})

describe('the table of removed QEMU arguments', () => {
  it('has options with one dash, in the order of their removal', () => {
    for (const { option } of removedArguments) expect(option).toMatch(/^-[a-z][a-z-]+$/)
    const versions = removedArguments.map(({ removed }) => removed)
    expect([...versions].sort(compareVersions)).toEqual(versions)
  })
})
