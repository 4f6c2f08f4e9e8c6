import type { Domain } from './domain.js'
import { parseUnsigned } from './values/number.js'

/**
 * The ids of a domain's I/O threads: those of `<iothreadids>`, filled up to the count of `<iothreads>` with the lowest free ids
 * (domain_conf.c, virDomainDefIOThreadsParse and virDomainIOThreadIDArrayInit). Undefined if a number is none.
 */
export function iothreadIds(domain: Domain): ReadonlySet<number> | undefined {
  const text = domain.element.child('iothreads')?.text ?? ''
  const count = text === '' ? 0 : parseUnsigned(text)
  const ids = new Set<number>()
  for (const iothread of domain.element.child('iothreadids')?.elements('iothread') ?? []) {
    const id = parseUnsigned(iothread.attr('id') ?? '')
    if (id === undefined) return undefined
    ids.add(id)
  }
  if (count === undefined || count > 65536) return undefined
  for (let id = 1; ids.size < count; id++) ids.add(id)
  return ids
}

/** The ids for people: `1, 2 and 5`, or `none`. */
export function formatIds(ids: ReadonlySet<number>): string {
  const sorted = [...ids].sort((a, b) => a - b)
  return sorted.length === 0 ? 'none' : sorted.join(', ').replace(/, (\d+)$/, ' and $1')
}
