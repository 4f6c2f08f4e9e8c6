import { parseUnsigned } from '../../domain/values/number.js'
import { insertBefore, removeElement, setText } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-short-iothreads-count',
  summary: 'Count the I/O threads that are declared',
  why: `Each \`<iothread>\` in \`<iothreadids>\` is a thread, whatever \`<iothreads>\` says: libvirt raises the count to the number of ids, or
writes it where it is missing. It adds threads of its own only where the count is higher. An empty list says nothing.`,
  sources: [
    'libvirt: domain_conf.c, virDomainDefParseIOThreads; formatdomain, IOThreads allocation',
    'tried on libvirt 12.8: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: {
    short: 'iothreads says {count}, and {ids} threads are declared below: libvirt starts {ids}',
    missing: 'there is no count of I/O threads, and {ids} are declared: libvirt writes <iothreads>{ids}</iothreads>',
    empty: 'an empty <iothreadids> declares no I/O thread: libvirt drops it',
  },
  fix: 'safe',
  on: {
    'domain/iothreadids'(list, { domain }) {
      const ids = list.elements('iothread').length
      if (ids === 0) return list.elements().length > 0 ? undefined : { message: 'empty', at: list, fix: removeElement(list) }
      const threads = domain.element.child('iothreads')
      if (!threads)
        return { message: 'missing', at: list, data: { ids }, fix: insertBefore(list, { name: 'iothreads', text: String(ids) }) }
      const count = parseUnsigned(threads.text)
      if (count === undefined || count >= ids) return
      return { message: 'short', at: threads.textRange, data: { count, ids }, fix: setText(threads, String(ids)) }
    },
  },
  examples: [
    {
      name: 'a count that is too low',
      bad: `<iothreads>«1»</iothreads>
<iothreadids>
  <iothread id='1'/>
  <iothread id='2'/>
</iothreadids>`,
      fixed: `<iothreads>2</iothreads>
<iothreadids>
  <iothread id='1'/>
  <iothread id='2'/>
</iothreadids>`,
      inside: 'domain',
      says: 'libvirt starts 2',
    },
    {
      name: 'no count',
      bad: `<«iothreadids»>
  <iothread id='4'/>
</iothreadids>`,
      fixed: `<iothreads>1</iothreads>
<iothreadids>
  <iothread id='4'/>
</iothreadids>`,
      inside: 'domain',
    },
    {
      name: 'an empty list',
      bad: `<iothreads>2</iothreads>
<«iothreadids»/>`,
      fixed: '<iothreads>2</iothreads>',
      inside: 'domain',
      says: 'drops it',
    },
    {
      name: 'libvirt adds the third thread',
      good: `<iothreads>3</iothreads>
<iothreadids>
  <iothread id='1'/>
  <iothread id='2'/>
</iothreadids>`,
      inside: 'domain',
    },
  ],
})
