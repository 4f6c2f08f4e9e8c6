import { rule } from '../rule.js'

const version = /^\d{1,2}\.\d{1,2}$/

export default rule({
  id: 'libvirt/valid-redirfilter',
  summary: 'Write the class and version of filtered USB devices as USB counts them',
  why: `A rule of \`<redirfilter>\` names USB devices by a class of 8 bits and a version in the way of USB, \`2.00\`: two numbers below 100. -1, or
no attribute, stands for any. libvirt refuses other values.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainRedirFilterUSBDevDefParseXML', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    class: 'a USB class has 8 bits: libvirt refuses {value}',
    version: "'{value}' is no USB version, which is two numbers below 100 such as 2.00: libvirt refuses it",
  },
  on: {
    'domain/devices/redirfilter/usbdev'(usbdev) {
      const number = usbdev.attribute('class')
      const value = Number(number?.value ?? -1)
      if (number && Number.isInteger(value) && value !== -1 && (value < 0 || value > 255))
        return { message: 'class', at: number, data: { value: number.value } }
      const written = usbdev.attribute('version')
      if (!written || written.value === '-1' || version.test(written.value)) return
      return { message: 'version', at: written, data: { value: written.value } }
    },
  },
  examples: [
    {
      name: 'nine bits',
      inside: 'q35',
      bad: `<redirfilter>
  <usbdev class='«0x108»' allow='yes'/>
</redirfilter>`,
    },
    {
      name: 'three digits',
      inside: 'q35',
      bad: `<redirfilter>
  <usbdev version='«1.100»' allow='yes'/>
</redirfilter>`,
    },
    {
      name: 'storage of USB 2',
      inside: 'q35',
      good: `<redirfilter>
  <usbdev class='0x08' vendor='0x1234' product='0xbeef' version='2.00' allow='yes'/>
  <usbdev version='-1' allow='no'/>
</redirfilter>`,
    },
  ],
})
