import { grouped } from '../domain/grouped.js'
import type { AbiFact } from './abi-fact.js'

/** A device, or one of another list such as the timers: its facts in one definition. */
export interface Item {
  /** `devices/disk[1]`. */
  readonly path: string
  readonly facts: readonly AbiFact[]
}

/** One thing of two definitions: on both sides, gone, or new. */
export interface ItemPair {
  readonly before: Item | undefined
  readonly after: Item | undefined
}

/**
 * The things of a list by its path: `devices/disk`, in the order of their indices, whatever the order of the facts. What is in no list is in the
 * one without a name.
 */
export function itemsByList(facts: readonly AbiFact[]): ReadonlyMap<string, readonly Item[]> {
  const lists = new Map<string, Map<string, AbiFact[]>>()
  for (const fact of facts) {
    const [path = '', list = ''] = /^([^[\]]*)\[[^\]]*\]/.exec(fact.path) ?? []
    const items = lists.get(list) ?? new Map<string, AbiFact[]>()
    lists.set(list, items)
    const known = items.get(path)
    if (known) known.push(fact)
    else items.set(path, [fact])
  }
  return new Map([...lists].map(([list, items]) => [list, [...items].map(([path, facts]) => ({ path, facts })).sort(byIndex)]))
}

function byIndex(one: Item, other: Item): number {
  return indexOf(one) - indexOf(other)
}

/** `1` of `devices/disk[1]`; what is not counted keeps its place. */
function indexOf({ path }: Item): number {
  return Number(/\[(\d+)\]$/.exec(path)?.[1] ?? 0)
}

/**
 * Which thing of a list after is which before, as people see it: of the same name (its target, MAC address, alias ...), else at the
 * same address, else with all facts equal, else, where as many are left on both sides, in their order.
 */
export function matchItems(before: readonly Item[], after: readonly Item[]): ItemPair[] {
  const partners = new Map<Item, Item>()
  const left = { before: [...before], after: [...after] }
  const pair = (old: Item, fresh: Item) => partners.set(old, fresh)
  for (const keyOf of [nameOf, addressOf, contentOf]) {
    const [old, fresh] = [onlyOnes(left.before, keyOf), onlyOnes(left.after, keyOf)]
    for (const [key, item] of old) {
      const partner = fresh.get(key)
      if (partner) pair(item, partner)
    }
    const taken = new Set(partners.values())
    left.before = left.before.filter((item) => !partners.has(item))
    left.after = left.after.filter((item) => !taken.has(item))
  }
  if (left.before.length === left.after.length) {
    for (const [index, item] of left.before.entries()) {
      const partner = left.after[index]
      if (partner) pair(item, partner)
    }
    left.after = []
  }
  return [
    ...before.map((item) => ({ before: item, after: partners.get(item) })),
    ...left.after.map((item) => ({ before: undefined, after: item })),
  ]
}

/** The things that no other of the list has the key of. */
function onlyOnes(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map([...grouped(items, keyOf)].flatMap(([key, [item, other]]) => (key !== '' && item && !other ? [[key, item] as const] : [])))
}

/** What a thing is called; empty where it has no name. */
export function nameOf({ path, facts }: Item): string {
  if (path.startsWith('devices/')) return facts[0]?.device ?? ''
  return facts.find((fact) => fact.path === `${path}@name`)?.value ?? ''
}

function addressOf({ path, facts }: Item): string {
  const parts = facts.filter((fact) => fact.path.startsWith(`${path}/address@`))
  return parts.length < 2 ? '' : parts.map((fact) => `${fact.path.slice(path.length)}=${fact.value}`).join(' ')
}

function contentOf({ path, facts }: Item): string {
  return facts.map((fact) => `${fact.path.slice(path.length)}=${fact.value}`).join('\n')
}
