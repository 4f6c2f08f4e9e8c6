import { parseUnsigned } from '../../domain/values/number.js'
import { rule } from '../rule.js'

const messages = {
  number: "timeout '{value}' is no number: libvirt refuses the definition",
  range: 'timeout {value} is above 65535 milliseconds: libvirt refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-boot-menu',
  summary: 'Keep the boot menu below 65536 milliseconds',
  why: `The firmware has 16 bits for the time that it shows its boot menu. libvirt refuses a longer one; where the menu is not enabled it does
not even read the number.`,
  sources: ['libvirt 11.3: domain_validate.c, virDomainDefBootValidate', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/os/bootmenu[@enable=yes][@timeout]'(menu) {
      const value = menu.attr('timeout') ?? ''
      const timeout = parseUnsigned(value)
      if (timeout === undefined) return { message: 'number', at: menu.attributeOrSelf('timeout'), data: { value } }
      if (timeout > 65535) return { message: 'range', at: menu.attributeOrSelf('timeout'), data: { value } }
      return
    },
  },
  examples: [
    {
      name: 'more than a minute',
      bad: `<os>
  <type>hvm</type>
  <bootmenu enable='yes' timeout='«70000»'/>
</os>`,
      inside: 'domain',
    },
    {
      name: 'the longest',
      good: `<os>
  <type>hvm</type>
  <bootmenu enable='yes' timeout='65535'/>
</os>`,
      inside: 'domain',
    },
  ],
})
