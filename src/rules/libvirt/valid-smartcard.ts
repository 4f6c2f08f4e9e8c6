import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-smartcard',
  summary: 'Give a guest one smart card, complete',
  why: `Mode \`host-certificates\` makes a card of exactly three certificates from an NSS database of the host, whose path is absolute.
QEMU has one reader with one slot: libvirt refuses a second card
and any address but the first slot.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainSmartcardDefParseXML; qemu_validate.c, qemuValidateDomainSmartcardDef',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    certificates: 'host-certificates needs exactly three <certificate>, found {count}: libvirt refuses it',
    database: "the certificate database needs an absolute path: libvirt refuses '{path}'",
    second: 'QEMU has one smart card reader: libvirt refuses a second card',
    slot: 'QEMU has one smart card reader with one slot: libvirt refuses any address but controller 0, slot 0',
    bus: 'a smart card sits in a reader: libvirt refuses an address of a type other than ccid',
  },
  on: {
    'domain/devices/smartcard'(smartcard, { domain }) {
      const mode = smartcard.attr('mode')
      if (mode === 'host-certificates') {
        const certificates = smartcard.elements('certificate')
        if (certificates.length !== 3) {
          return { message: 'certificates', at: certificates[3] ?? smartcard, data: { count: certificates.length } }
        }
        const database = smartcard.child('database')
        if (database && !database.text.startsWith('/'))
          return { message: 'database', at: database.textRange, data: { path: database.text.trim() } }
      }
      const address = smartcard.child('address')
      const type = address?.attribute('type')
      if (type && type.value !== 'ccid') return { message: 'bus', at: type }
      if (!domain.isQemu) return
      const first = domain.devices('smartcard')[0]
      if (first && first !== smartcard)
        return { message: 'second', at: smartcard, related: [{ at: first, message: 'the first smart card' }] }
      if (!address || (Number(address.attr('controller') ?? 0) === 0 && Number(address.attr('slot') ?? 0) === 0)) return
      return { message: 'slot', at: address }
    },
  },
  examples: [
    {
      name: 'two certificates',
      inside: 'q35',
      bad: `<«smartcard» mode='host-certificates'>
  <certificate>one</certificate>
  <certificate>two</certificate>
</smartcard>`,
      says: 'found 2',
    },
    {
      name: 'a relative database',
      inside: 'q35',
      bad: `<smartcard mode='host-certificates'>
  <certificate>one</certificate>
  <certificate>two</certificate>
  <certificate>three</certificate>
  <database>«etc/pki/nssdb»</database>
</smartcard>`,
    },
    {
      name: 'two cards',
      inside: 'q35',
      bad: `<smartcard mode='host'/>
<«smartcard» mode='host'/>`,
    },
    {
      name: 'another slot',
      inside: 'q35',
      bad: `<smartcard mode='host'>
  <«address» type='ccid' controller='0' slot='1'/>
</smartcard>`,
    },
    {
      name: 'a USB address',
      inside: 'q35',
      bad: `<smartcard mode='host'>
  <address type='«usb»' bus='0' port='1'/>
</smartcard>`,
    },
    {
      name: 'three certificates',
      inside: 'q35',
      good: `<smartcard mode='host-certificates'>
  <certificate>one</certificate>
  <certificate>two</certificate>
  <certificate>three</certificate>
  <database>/etc/pki/nssdb/</database>
  <address type='ccid' controller='0' slot='0'/>
</smartcard>`,
    },
  ],
})
