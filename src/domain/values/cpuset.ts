import { maxInt32, parseInteger } from './number.js'

/** The numbers from `first` to `last`, both included. */
export interface NumberRange {
  readonly first: number
  readonly last: number
}

/** What is wrong with a CPU set, and where in its text. */
export interface CpusetFault {
  readonly item: string
  readonly start: number
  readonly end: number
  readonly reason: 'empty' | 'not a number' | 'range backwards' | 'excluded range' | 'too large'
}

/** A set of CPUs, NUMA nodes or vCPUs: disjoint ranges in ascending order. */
export type Cpuset = readonly NumberRange[]

/** One more than the largest CPU that libvirt takes for a pin (domain_conf.h, VIR_DOMAIN_CPUMASK_LEN). */
export const cpusetLimit = 16384

const itemGrammar = /^(\^?)(\d+)[ \t-\r]*(?:-[ \t-\r]*([+-]?\d+)[ \t-\r]*)?$/

/**
 * A CPU set as libvirt reads one (virbitmap.c, virBitmapParse): `0-3,^2,8`. Items take effect in order: `^2` removes what stands before it.
 * White space may stand around items and numbers; a comma may end the set. The first faulty item is given otherwise.
 * @param limit numbers must be below it.
 */
export function parseCpuset(text: string, limit: number = cpusetLimit): { readonly members: Cpuset } | { readonly fault: CpusetFault } {
  if (text.trim() === '') return { fault: { item: text, start: 0, end: text.length, reason: 'empty' } }
  let members: NumberRange[] = []
  let offset = 0
  const items = text.split(',')
  for (const [order, written] of items.entries()) {
    const item = written.trimStart()
    const start = offset + written.length - item.length
    offset += written.length + 1
    if (item === '' && order > 0 && order === items.length - 1) break
    const reason = faultOf(item, limit)
    if (reason) return { fault: { item: item.trimEnd(), start, end: start + item.trimEnd().length, reason } }
    const [, negation, first = '', last = first] = itemGrammar.exec(item) ?? []
    const range = { first: Number(first), last: Number(last) }
    members = members.flatMap((member) => without(member, range))
    if (negation === '') members.push(range)
  }
  return { members: joined(members) }
}

function faultOf(item: string, limit: number): CpusetFault['reason'] | undefined {
  const [matched, negation, first = '', last] = itemGrammar.exec(item) ?? []
  if (matched === undefined) return 'not a number'
  if (negation && last !== undefined) return 'excluded range'
  const from = parseInteger(first) ?? 0n
  const to = last === undefined ? from : (parseInteger(last) ?? 0n)
  if (to < from) return 'range backwards'
  return to >= BigInt(Math.min(limit, maxInt32)) ? 'too large' : undefined
}

function without(member: NumberRange, removed: NumberRange): NumberRange[] {
  const before = { first: member.first, last: Math.min(member.last, removed.first - 1) }
  const behind = { first: Math.max(member.first, removed.last + 1), last: member.last }
  return [before, behind].filter(({ first, last }) => first <= last)
}

function joined(ranges: readonly NumberRange[]): Cpuset {
  const result: NumberRange[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const previous = result.at(-1)
    if (previous && range.first <= previous.last + 1)
      result[result.length - 1] = { first: previous.first, last: Math.max(previous.last, range.last) }
    else result.push(range)
  }
  return result
}

/** How many numbers are in the set. */
export function cpusetSize(set: Cpuset): number {
  return set.reduce((sum, { first, last }) => sum + last - first + 1, 0)
}

/** The largest number in the set. */
export function cpusetMax(set: Cpuset): number | undefined {
  return set.at(-1)?.last
}

/** The numbers that both sets have. */
export function cpusetOverlap(a: Cpuset, b: Cpuset): Cpuset {
  return a.flatMap((left) =>
    b
      .map((right) => ({ first: Math.max(left.first, right.first), last: Math.min(left.last, right.last) }))
      .filter(({ first, last }) => first <= last),
  )
}

/** Whether both sets are the same numbers. */
export function cpusetsEqual(a: Cpuset, b: Cpuset): boolean {
  return a.length === b.length && a.every(({ first, last }, index) => b[index]?.first === first && b[index]?.last === last)
}

/** As libvirt writes a set: `0-1,3,8-11`. */
export function formatCpuset(set: Cpuset): string {
  return set.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/** Who was the first to hold each number of sets that come one after the other: sets up to `cpusetLimit`. */
export class CpusetHolders<Holder> {
  readonly #holders: Holder[] = []
  /** The order of the first holder of each number, counted from 1. */
  readonly #first: number[] = []

  /** Notes a set with its holder, and gives the earliest one that holds a number of it already. */
  add(set: Cpuset, holder: Holder): Holder | undefined {
    const order = this.#holders.push(holder)
    let earliest = order
    for (const { first, last } of set) {
      for (let number = first; number <= last; number++) {
        const known = this.#first[number]
        if (known === undefined) this.#first[number] = order
        else if (known < earliest) earliest = known
      }
    }
    return earliest === order ? undefined : this.#holders[earliest - 1]
  }
}
