import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/require-usb-startup-policy',
  summary: 'Say what happens when a USB device of the host is not plugged in',
  why: `A guest with a USB device of the host does not start while that device is unplugged: \`startupPolicy\` on its \`<source>\` is
\`mandatory\` unless the definition says otherwise. \`optional\` starts the guest without it, \`requisite\` does so only after a
migration, a save or a revert.`,
  sources: ['libvirt docs: formatdomain, USB / PCI / SCSI devices (startupPolicy, since 1.0.0)'],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the guest does not start while this USB device is unplugged: startupPolicy is not given, and mandatory by default',
  on: {
    'domain/devices/hostdev[@type=usb]/source'(source, { domain }) {
      if (!domain.isQemu || source.attribute('startupPolicy')) return
      return {
        at: source,
        suggest: [
          {
            title: "write startupPolicy='optional'",
            edits: [setAttribute(source, 'startupPolicy', 'optional')],
            risk: 'The guest then starts without the device, and has to cope with that.',
          },
        ],
      }
    },
  },
  examples: [
    {
      name: 'nothing said',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <«source»>
    <vendor id='0x1234'/>
    <product id='0xbeef'/>
  </source>
</hostdev>`,
      suggested: `<hostdev mode='subsystem' type='usb'>
  <source startupPolicy='optional'>
    <vendor id='0x1234'/>
    <product id='0xbeef'/>
  </source>
</hostdev>`,
    },
    {
      name: 'a policy',
      inside: 'q35',
      good: `<hostdev mode='subsystem' type='usb'>
  <source startupPolicy='optional'>
    <vendor id='0x1234'/>
    <product id='0xbeef'/>
  </source>
</hostdev>`,
    },
  ],
})
