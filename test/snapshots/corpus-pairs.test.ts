import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareDomains } from '../../src/snapshots/compare-domains.js'
import type { ComparedForm } from '../../src/snapshots/migratable.js'
import { corpus, hasCorpus } from '../corpus.js'
import { abiOf, formOf } from './forms.js'

interface CorpusPair {
  readonly base: string
  readonly mutation: string
  readonly verdict: string
  /** Whether QEMU's command line differs, and whether in what the guest sees. */
  readonly argv: 'guest' | 'host-only' | 'same' | null
  readonly edits: readonly (readonly [first: number, end: number, lines: readonly string[]])[]
}

interface Reason {
  readonly mutation: RegExp
  readonly why: string
}

/** The command line differs in what is said of a device, and the guest cannot see it. */
const invisible: readonly Reason[] = [
  { mutation: / alias /, why: 'the name of a device in QEMU never reaches the guest' },
  { mutation: /rng.* rate/, why: 'the host limits how fast it hands out what the guest reads: the device is the same' },
  { mutation: /^swap order of .* (?:redirdev|hostdev)$/, why: 'the same devices at the same USB ports are listed in another order' },
  {
    mutation: /target removable/,
    why: 'libvirt 12.8 does not write it for a SCSI disk when it stores a definition: it is lost, on both sides',
  },
]

/** The command line is the same, and the guest sees a difference all the same, or may. */
const unlike: readonly Reason[] = [
  { mutation: /interface .*link state/, why: 'libvirt takes the link down over the monitor' },
  { mutation: /^interface /, why: 'the host that was asked has no tun device and gives no command line' },
  { mutation: /^add qemu:(?:commandline|override)/, why: 'what is handed to QEMU as it stands may be about the guest' },
  { mutation: /^(?:os|add) boot dev|boot dev /, why: 'there is nothing of that kind to boot from yet' },
  { mutation: /^remove disk boot/, why: 'the order of devices and that of kinds say the same for this guest' },
  { mutation: /^remove os (?:loader|nvram)/, why: 'without the descriptors of the host nobody knows what libvirt chooses' },
  { mutation: /^hostdev mdev .* rom /, why: 'libvirt takes a ROM for a mediated device and does nothing with it' },
]

describe.skipIf(!hasCorpus)('pairs of definitions that libvirt 12.8 compared (test data outside the project)', () => {
  const bases = new Map<string, { readonly lines: readonly string[]; readonly form: ComparedForm }>()
  const all = hasCorpus ? readPairs() : []

  function readPairs(): CorpusPair[] {
    const lines = readFileSync(join(corpus, 'abi/pairs.jsonl'), 'utf8').trimEnd().split('\n')
    return lines.map((line) => JSON.parse(line) as CorpusPair).filter(({ verdict }) => verdict === 'stable' || verdict === 'unstable')
  }

  function baseOf(name: string) {
    const known = bases.get(name)
    if (known) return known
    const text = readFileSync(join(corpus, `abi/bases/${name}.xml`), 'utf8')
    const base = { lines: text.split('\n'), form: formOf(text) }
    bases.set(name, base)
    return base
  }

  function changed({ base, edits }: CorpusPair): string {
    const lines = [...baseOf(base).lines]
    for (const [first, end, text] of [...edits].sort(([a], [b]) => b - a)) lines.splice(first, end - first, ...text)
    return lines.join('\n')
  }

  test('get its verdict, and all that QEMU is told of the guest is a difference for the guest', () => {
    const wrong: string[] = []
    const missed: CorpusPair[] = []
    const extra: CorpusPair[] = []
    const unsaid: string[] = []
    for (const pair of all) {
      const { differences, accepted } = compareDomains(abiOf(baseOf(pair.base).form), abiOf(formOf(changed(pair))), 'guest')
      const name = `${pair.base}: ${pair.mutation}`
      if (accepted.restore !== (pair.verdict === 'stable')) wrong.push(name)
      if (!accepted.restore && differences.length === 0) unsaid.push(name)
      if (pair.argv === 'guest' && differences.length === 0) missed.push(pair)
      if (pair.verdict === 'stable' && (pair.argv === 'same' || pair.argv === 'host-only') && differences.length > 0) extra.push(pair)
    }
    const guest = all.filter(({ argv }) => argv === 'guest').length
    const quiet = all.filter(({ argv, verdict }) => verdict === 'stable' && (argv === 'same' || argv === 'host-only')).length
    console.log(`${all.length} pairs, ${wrong.length} verdicts wrong; ${guest - missed.length} of ${guest} changes of the guest are told`)
    console.log(`${extra.length} of ${quiet} changes that QEMU is not told of are told`)
    expect(wrong).toEqual([])
    expect(unsaid).toEqual([])
    expect(unexplained(missed, invisible)).toEqual([])
    expect(unexplained(extra, unlike)).toEqual([])
    expect(idle(missed, invisible)).toEqual([])
    expect(idle(extra, unlike)).toEqual([])
  }, 120_000)
})

function unexplained(pairs: readonly CorpusPair[], reasons: readonly Reason[]): string[] {
  return pairs
    .filter(({ mutation }) => !reasons.some((reason) => reason.mutation.test(mutation)))
    .map(({ base, mutation }) => `${base}: ${mutation}`)
}

/** Reasons that no pair needs. */
function idle(pairs: readonly CorpusPair[], reasons: readonly Reason[]): string[] {
  return reasons.filter((reason) => !pairs.some(({ mutation }) => reason.mutation.test(mutation))).map(({ why }) => why)
}
