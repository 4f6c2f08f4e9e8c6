import { parseUnsigned } from '../../domain/values/number.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** More threads than this cannot be told one by one. */
const mostThreads = 65536

/** All I/O threads are listed as soon as one is written by itself; those without an id get the lowest free ones. */
export const iothreads: Pass = {
  name: 'number the I/O threads',
  mirrors: 'domain_conf.c, virDomainDefIOThreadsParse, virDomainIOThreadIDArrayInit and virDomainDefIOThreadsFormat; canonical-form 2.1',
  run({ element }) {
    const list = element.child('iothreadids')
    const written = list?.elements('iothread') ?? []
    const count = Math.max(parseUnsigned(element.child('iothreads')?.text ?? '') ?? 0, written.length)
    if (count === 0) element.removeAll('iothreads', 'iothreadids')
    else element.ensure('iothreads').text = String(count)
    if (!list || written.length === 0 || count > mostThreads) return
    const ids = new Set(written.map((iothread) => parseUnsigned(iothread.get('id') ?? '')))
    for (let id = 1, missing = count - written.length; missing > 0; id++) {
      if (ids.has(id)) continue
      list.append(CanonicalElement.create('iothread', { attributes: { id: String(id) } }))
      missing--
    }
  },
}
