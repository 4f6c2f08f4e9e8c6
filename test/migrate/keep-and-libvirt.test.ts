import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canonicalize } from '../../src/canonical/canonicalize.js'
import { libvirtLayout } from '../../src/canonical/layout/libvirt-layout.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import type { CheckSettings } from '../../src/lint/engine.js'
import { documentKind } from '../../src/lint/roots.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { pinText } from '../../src/migrate/pin.js'
import { decodeXml } from '../../src/xml/encoding.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

const settings: CheckSettings = {
  ruleset: compileRuleset([], []),
  target: targetFrom('libvirt=11.3.0,qemu=10.0.0'),
  hostArch: 'x86_64',
  abiUpdate: false,
  directives: false,
}
const randomBytes = (count: number) => new Uint8Array(count).fill(0xab)

function onlyDomain(text: string): XmlElement | undefined {
  const { document, faults } = scan(text)
  const kind = documentKind(document)
  return kind.kind === 'domains' && faults.length === 0 && kind.domains.length === 1 ? kind.domains[0] : undefined
}

/** How often each element and attribute is there, by path: what a tree says with notation, order and comments set aside. */
function places(domain: XmlElement): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (path: string) => counts.set(path, (counts.get(path) ?? 0) + 1)
  const visit = (element: XmlElement, path: string) => {
    count(path)
    for (const { name } of element.attributeList) if (!name.startsWith('xmlns')) count(`${path}@${name}`)
    // libvirt keeps metadata as they are.
    if (element.name !== 'metadata') for (const child of element.elements()) visit(child, `${path}/${child.name}`)
  }
  visit(domain, 'domain')
  return counts
}

/** What is in one tree more often than in another. */
function surplus(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): string[] {
  return [...one].flatMap(([path, count]) => (count > (other.get(path) ?? 0) ? [path] : []))
}

/** libvirt writes what it takes where nothing is said: a unit, a part of an address that is 0, the port of a network disk. */
const saidByAbsence = /@unit$|\/address@(?:domain|bus|slot|function|target|unit)$|\/host@port$/

/** Elements of a namespace that the text gives another prefix. */
const namespaced = /^domain\/[a-z]+:/

interface Compared {
  /** Places that are there oftener than libvirt writes them, and not because they stood in the text. */
  readonly wronglyAdded: string[]
  /** Places that libvirt writes and the kept text lacks. */
  readonly lacking: string[]
}

function compare(text: string): Compared | undefined {
  const domain = onlyDomain(text)
  const kept = domain && pinText(text, settings, 'all', randomBytes)
  const keptDomain = kept && onlyDomain(kept.text)
  if (!domain || !keptDomain) return undefined
  const { element, unknowns } = canonicalize(domain, { ...settings, randomBytes })
  // What is not known is not written either.
  if (unknowns.length > 0) return undefined
  const printed = onlyDomain(libvirtLayout(element, settings.target.libvirt))
  if (!printed) throw new Error('libvirt would print no domain')
  const [keep, libvirt] = [places(keptDomain), places(printed)]
  const source = places(domain)
  return {
    wronglyAdded: [...keep].flatMap(([path, count]) => (count - (libvirt.get(path) ?? 0) > (source.get(path) ?? 0) ? [path] : [])),
    lacking: surplus(libvirt, keep).filter((path) => !saidByAbsence.test(path) && !namespaced.test(path)),
  }
}

/** A sample is enough: the files of one project are much alike. */
const eachSo = 5

describe.skipIf(!hasCorpus)('the two layouts of a definition', () => {
  test('say the same, but for what stood in the text and libvirt drops, and what it takes where nothing is said', {
    timeout: 60_000,
  }, () => {
    const sample = corpusFiles('libvirt/input', 'real').filter((_, index) => index % eachSo === 0)
    const differences = sample.map((file) => ({ file, ...compare(decodeXml(readFileSync(file)).text) }))
    expect(differences.filter(({ lacking }) => lacking).length).toBeGreaterThan(sample.length / 2)
    expect(differences.filter(({ wronglyAdded = [], lacking = [] }) => wronglyAdded.length + lacking.length > 0)).toEqual([])
  })
})
