import { repeats } from '../../domain/duplicates.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { type Report, rule } from '../rule.js'

const messages = {
  weight: 'weight {weight} is outside 100 to 1000: libvirt defines the guest, but the host refuses the weight when it starts',
  duplicate: "'{path}' is tuned already: libvirt refuses the second <device>",
} as const

export default rule({
  id: 'libvirt/valid-blkio-weight',
  summary: 'Keep block I/O weights between 100 and 1000, one a device',
  why: `The weight of a guest's block I/O is a number from 100 to 1000, 0 to leave it alone. libvirt stores others; they fail when the guest starts
and the control group gets them. A device that is tuned twice is refused at once.`,
  sources: ['libvirt 11.3: docs/formatdomain, block I/O tuning; domain_validate.c, virDomainDefValidateBlkio…', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/blkiotune'(tune, { domain }) {
      const devices = tune.elements('device')
      const weights = [tune.child('weight'), ...devices.map((device) => device.child('weight'))]
      const reports: Report<typeof messages>[] = []
      for (const element of weights) {
        const weight = parseUnsigned(element?.text ?? '')
        if (!domain.isQemu || !element || !weight || (weight >= 100 && weight <= 1000)) continue
        reports.push({ message: 'weight', at: element.textRange, data: { weight }, severity: 'warning' })
      }
      for (const { again, first } of repeats(devices, (device) => device.child('path')?.text || undefined)) {
        const at = again.child('path') ?? again
        reports.push({ message: 'duplicate', at: at.textRange, data: { path: at.text }, related: [{ at: first, message: 'the first' }] })
      }
      return reports
    },
  },
  examples: [
    {
      name: 'a weight of percents',
      bad: `<blkiotune>
  <weight>«50»</weight>
</blkiotune>`,
      inside: 'domain',
    },
    {
      name: 'one device twice',
      bad: `<blkiotune>
  <device>
    <path>/dev/sda</path>
    <weight>500</weight>
  </device>
  <device>
    <path>«/dev/sda»</path>
    <weight>600</weight>
  </device>
</blkiotune>`,
      inside: 'domain',
    },
    {
      name: 'the lightest weight',
      good: `<blkiotune>
  <weight>100</weight>
</blkiotune>`,
      inside: 'domain',
    },
  ],
})
