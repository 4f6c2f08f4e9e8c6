import { rule } from '../rule.js'

/** The bytes of a VNC password that the protocol uses (qemu_validate.c, qemuValidateDomainDeviceDefVNCGraphics). */
const vncPasswordBytes = 8

const validTo = /^\d{4}-\d{1,2}-\d{1,2}T\d{1,2}:\d{1,2}:\d{1,2}$/
const encoder = new TextEncoder()

export default rule({
  id: 'libvirt/valid-graphics-password',
  summary: 'Keep VNC passwords within 8 bytes and write their end as a date and a time',
  why: `The VNC protocol uses the first 8 bytes of a password. libvirt refuses a longer one instead of cutting it off silently; letters
beyond ASCII count two bytes and more. The end of a password's life is a date and a time in UTC as \`YYYY-MM-DDTHH:MM:SS\`, and what
happens to connected clients can be said only with \`connected='keep'\` for VNC. Without \`passwd\` libvirt reads neither.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefVNCGraphics; domain_conf.c, virDomainGraphicsAuthDefParseXML',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    long: 'this VNC password has {bytes} bytes and the protocol uses 8: libvirt refuses more',
    end: "'{value}' is no end of a password's life: libvirt refuses it and expects YYYY-MM-DDTHH:MM:SS in UTC",
    connected: "VNC has only connected='keep': libvirt refuses '{value}'",
  },
  on: {
    'domain/devices/graphics[@passwd]'(graphics, { domain }) {
      const end = graphics.attribute('passwdValidTo')
      if (end && !validTo.test(end.value)) return { message: 'end', at: end, data: { value: end.value } }
      if (graphics.attr('type') !== 'vnc') return
      const connected = graphics.attribute('connected')
      if (connected && connected.value !== 'keep') return { message: 'connected', at: connected, data: { value: connected.value } }
      const password = graphics.attribute('passwd')
      const bytes = encoder.encode(password?.value).length
      if (!password || !domain.isQemu || bytes <= vncPasswordBytes) return
      return { message: 'long', at: password, data: { bytes } }
    },
  },
  examples: [
    { name: 'nine letters', inside: 'q35', bad: "<graphics type='vnc' passwd='«123456789»'/>", says: '9 bytes' },
    {
      name: 'a date alone',
      inside: 'q35',
      bad: "<graphics type='vnc' passwd='secret' passwdValidTo='«2026-12-31»'/>",
    },
    { name: 'clients sent away', inside: 'q35', bad: "<graphics type='vnc' passwd='secret' connected='«disconnect»'/>" },
    {
      name: 'eight letters, and a long SPICE password',
      inside: 'q35',
      good: [
        "<graphics type='vnc' passwd='12345678' passwdValidTo='2026-12-31T23:59:59' connected='keep'/>",
        "<graphics type='spice' autoport='yes' passwd='a much longer one'/>",
      ],
    },
  ],
})
