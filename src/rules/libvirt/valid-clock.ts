import { parseInteger } from '../../domain/values/number.js'
import { rule } from '../rule.js'

/** The last second of the year 9999 since 1970 (qemu_validate.c, qemuValidateDomainDefClock). */
const lastStart = 253402300799n

export default rule({
  id: 'libvirt/valid-clock',
  summary: 'Say what the offset of the clock needs',
  why: `A clock in a time zone needs the zone's name, one that starts at a fixed moment needs the moment in seconds since 1970, and an adjustment is a number
of seconds or \`reset\`. libvirt refuses the definition otherwise, and QEMU's clocks end with the year 9999.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainClockDefParseXML; qemu_validate.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    timezone: "offset='timezone' needs timezone='Area/City': libvirt refuses it without",
    start: "offset='absolute' needs start=, in seconds since 1970: libvirt refuses it without",
    most: 'a clock starts before the year 10000, which is 253402300799: libvirt refuses {start}',
    adjustment: "an adjustment is a number of seconds or 'reset': libvirt refuses '{adjustment}'",
  },
  on: {
    'domain/clock'(clock, { domain }) {
      const offset = clock.attr('offset')
      if (offset === 'timezone') {
        return clock.attr('timezone') ? undefined : { message: 'timezone', at: clock.attributeOrSelf('timezone') }
      }
      if (offset === 'absolute') {
        const start = clock.attribute('start')
        const seconds = start && parseInteger(start.value)
        if (!start || seconds === undefined || seconds < 0n) return { message: 'start', at: start ?? clock }
        return domain.isQemu && seconds > lastStart ? { message: 'most', at: start, data: { start: start.value } } : undefined
      }
      const adjustment = clock.attribute('adjustment')
      if (!adjustment || offset === undefined || adjustment.value === 'reset' || parseInteger(adjustment.value) !== undefined) return
      return { message: 'adjustment', at: adjustment, data: { adjustment: adjustment.value } }
    },
  },
  examples: [
    { name: 'no zone', inside: 'domain', bad: "<«clock» offset='timezone'/>" },
    { name: 'no start', inside: 'domain', bad: "<«clock» offset='absolute'/>" },
    { name: 'the year 10000', inside: 'domain', bad: "<clock offset='absolute' start='«253402300800»'/>" },
    { name: 'an hour', inside: 'domain', bad: "<clock offset='utc' adjustment='«1h»'/>" },
    {
      name: 'complete clocks',
      inside: 'domain',
      good: ["<clock offset='timezone' timezone='Europe/Paris'/>", "<clock offset='variable' adjustment='-3600' basis='utc'/>"],
    },
  ],
})
