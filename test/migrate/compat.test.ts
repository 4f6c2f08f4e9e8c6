import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compareVersions, targetFrom, type Version } from '../../src/domain/facts/target.js'
import { problemsOf } from '../../src/domain/vocabulary/problems.js'
import { documentKind } from '../../src/lint/roots.js'
import { compatOf } from '../../src/migrate/compat.js'
import { rules } from '../../src/rules/index.js'
import { wrap } from '../../src/rules/wrappers.js'
import { decodeXml } from '../../src/xml/encoding.js'
import { scan } from '../../src/xml/scan.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

function compat(body: string, attributes = "type='kvm'") {
  const [only] = compatOf(`<domain ${attributes}>${body}</domain>`, 'x86_64')
  if (!only) throw new Error('there is no domain')
  return only
}

const machine = (name: string) => `<os><type arch='x86_64' machine='${name}'>hvm</type></os>`

describe('what QEMU must have', () => {
  test.each([
    [machine('pc-q35-9.2'), [9, 2, 0], undefined],
    [machine('pc-i440fx-2.3'), [2, 3, 0], [9, 1, 0]],
    [machine('q35'), undefined, undefined],
    ["<cpu mode='custom'><model>Icelake-Client</model></cpu>", [3, 1, 0], [7, 1, 0]],
    ["<devices><sound model='virtio'/></devices>", [8, 2, 0], undefined],
    ["<devices><sound model='ich9'/></devices>", undefined, undefined],
    ["<features><hyperv><avic state='on'/></hyperv></features>", [6, 2, 0], undefined],
    ["<features><hyperv><avic state='off'/></hyperv></features>", undefined, undefined],
    ["<devices><disk type='network'><source protocol='gluster'/></disk></devices>", undefined, [11, 1, 0]],
  ] as const)('%s', (body, since, goneFrom) => {
    const { qemu, goneFrom: gone } = compat(body)
    expect({ qemu, gone: gone.qemu }).toEqual({ qemu: since, gone: goneFrom })
  })

  test('nothing, if it is no guest of QEMU', () => {
    const found = compat("<devices><sound model='virtio'/></devices>", "type='xen'")
    expect(found.qemu).toBeUndefined()
    expect(found.needs.filter(({ program }) => program === 'QEMU')).toEqual([])
  })
})

describe('what libvirt must have', () => {
  test('what stands inside something newer counts too', () => {
    const { libvirt, needs } = compat(
      "<devices><input type='evdev'><source dev='/dev/input/event1' grabToggle='scrolllock'/></input></devices>",
    )
    expect(libvirt).toEqual([7, 6, 0])
    expect(needs.map(({ what }) => what)).toEqual(['<source grabToggle=...>', "'evdev' of <input type=...>"])
  })

  test('a definition that every libvirt knows needs none', () => {
    expect(compat('<name>guest</name><memory>1048576</memory>')).toMatchObject({ needs: [], limits: [], goneFrom: {} })
  })

  test('each domain of a list has its own', () => {
    expect(compatOf("<domains><domain type='kvm'/><domain type='qemu'/></domains>", 'x86_64')).toHaveLength(2)
    expect(compatOf('<network/>', 'x86_64')).toEqual([])
  })
})

/** The version that is told has all that the vocabulary knows of; the one before it has not. */
function expectOldest(text: string): void {
  const { document } = scan(text)
  const kind = documentKind(document)
  const domains = kind.kind === 'domains' ? kind.domains : []
  for (const [order, { libvirt }] of compatOf(text, 'x86_64').entries()) {
    const domain = domains[order]
    if (!libvirt || !domain) continue
    // Where something is wrong for every libvirt, an older one may take the newer thing for a part of that.
    if (problemsOf(domain, targetFrom(undefined)).length > 0) continue
    const late = (version: Version) =>
      problemsOf(domain, { libvirt: version, qemu: [11, 1, 3], keepAliases: false, name: '' }).filter(
        (problem) => problem.kind === 'other-version' && problem.life.since && compareVersions(problem.life.since, version) > 0,
      )
    expect(late(libvirt)).toEqual([])
    expect(late(before(libvirt)).length, `${text} needs ${libvirt.join('.')}`).toBeGreaterThan(0)
  }
}

function before([major, minor, micro]: Version): Version {
  if (micro > 0) return [major, minor, micro - 1]
  return minor > 0 ? [major, minor - 1, 999] : [major - 1, 999, 0]
}

describe('the version that is told is the oldest', () => {
  test('in the examples of all rules', () => {
    let count = 0
    for (const rule of rules) {
      for (const example of rule.examples) {
        const sources = 'good' in example ? example.good : example.bad
        for (const text of typeof sources === 'string' ? [sources] : sources) {
          expectOldest(wrap(text, example.inside).replace(/[«»]/g, ''))
          count++
        }
      }
    }
    expect(count).toBeGreaterThan(500)
  })

  test.skipIf(!hasCorpus)('in real-world definitions', { timeout: 60_000 }, () => {
    for (const file of corpusFiles('real')) {
      const decoded = decodeXml(readFileSync(file))
      if (!('kind' in decoded)) expectOldest(decoded.text)
    }
  })
})
