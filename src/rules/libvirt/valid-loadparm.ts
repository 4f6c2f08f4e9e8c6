import { type Report, rule } from '../rule.js'

const messages = {
  length: "a loadparm has 1 to 8 characters, '{value}' has {length}: libvirt refuses the definition",
  characters: "a loadparm has letters, digits, dots and spaces only: libvirt refuses '{value}'",
} as const

export default rule({
  id: 'libvirt/valid-loadparm',
  summary: 'Select the boot entry of an s390x guest by a loadparm that the machine can hold',
  why: `\`loadparm\` tells the boot loader of an s390x guest which entry to start. It is as long as the field of the real machine, eight characters,
and has letters, digits, dots and spaces. libvirt refuses anything else, on guests of every architecture.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainDeviceLoadparmIsValid', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk/boot|domain/devices/interface/boot|domain/devices/hostdev/boot|domain/devices/redirdev/boot'(
      boot,
    ): Report<typeof messages> | undefined {
      const at = boot.attribute('loadparm')
      if (!at) return
      const { value } = at
      if (/[^A-Za-z0-9. ]/.test(value)) return { message: 'characters', at, data: { value } }
      if (value.length >= 1 && value.length <= 8) return
      return { message: 'length', at, data: { value, length: value.length } }
    },
  },
  examples: [
    {
      name: 'a name that is too long',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <boot order='1' loadparm='«secondary»'/>
</disk>`,
      says: "'secondary' has 9",
    },
    {
      name: 'a character that the machine does not know',
      inside: 'q35',
      bad: `<interface type='user'>
  <boot order='1' loadparm='«NET-2»'/>
</interface>`,
      says: 'letters, digits, dots and spaces only',
    },
    {
      name: 'a number, and a name',
      inside: 'q35',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <boot order='1' loadparm='2'/>
</disk>
<interface type='user'>
  <boot order='2' loadparm='Net 1.a'/>
</interface>`,
    },
  ],
})
