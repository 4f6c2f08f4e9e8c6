import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-explicit-clock',
  summary: "Write offset='variable' and its basis for a clock with an adjustment",
  why: `A number of seconds in \`adjustment\` makes the clock a variable one: libvirt stores \`offset='variable'\`, keeps what was written as
\`offset\` in \`basis\`, and from then on follows the changes that the guest makes to its clock. \`offset='utc'\` hides that. A variable
clock without a basis counts from UTC.`,
  sources: [
    'libvirt documentation: Domain XML format, Time keeping (adjustment of utc and localtime; basis, default utc, since 0.9.11)',
    'libvirt 11.3.0: domain_conf.c, virDomainClockDefParse',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    adjusted: "an adjustment of {adjustment} seconds makes this clock offset='variable' with basis='{basis}' for libvirt",
    basis: 'this clock names no basis: libvirt counts its adjustment from UTC',
  },
  on: {
    'domain/clock'(clock) {
      const offset = clock.attr('offset') ?? 'utc'
      if (offset === 'variable') {
        if (clock.attr('basis') !== undefined) return
        return { message: 'basis', at: clock.attributeOrSelf('offset'), fix: setAttribute(clock, 'basis', 'utc') }
      }
      const adjustment = clock.attribute('adjustment')
      if (!adjustment || (offset !== 'utc' && offset !== 'localtime') || !/^[+-]?\d+$/.test(adjustment.value)) return
      return {
        message: 'adjusted',
        at: adjustment,
        data: { adjustment: adjustment.value, basis: offset },
        fix: [setAttribute(clock, 'offset', 'variable'), setAttribute(clock, 'basis', offset)],
      }
    },
  },
  examples: [
    {
      name: 'an adjusted local time',
      inside: 'domain',
      bad: "<clock offset='localtime' adjustment='«3600»'/>",
      fixed: "<clock offset='variable' adjustment='3600' basis='localtime'/>",
      says: "basis='localtime'",
    },
    {
      name: 'no basis',
      inside: 'domain',
      bad: "<clock offset='«variable»' adjustment='-120'/>",
      fixed: "<clock offset='variable' adjustment='-120' basis='utc'/>",
    },
    {
      name: 'a clock that forgets what the guest changed',
      inside: 'domain',
      good: [
        "<clock offset='utc' adjustment='reset'/>",
        "<clock offset='localtime'/>",
        "<clock offset='timezone' timezone='Europe/Vienna'/>",
      ],
    },
  ],
})
