import { compareVersions } from '../../domain/facts/target.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-usb-cdrom-model',
  summary: 'Name the model of a USB CD-ROM drive',
  why: `A USB disk was always a usb-storage device. Since libvirt 11.5.0 a USB CD-ROM drive that names no model becomes a usb-bot device when it
is defined anew, because usb-storage showed the guest a hard disk; such a guest cannot migrate to an older libvirt. The attribute is known
from that version on.`,
  sources: ['libvirt docs: formatdomain, disk model; NEWS 11.5.0', 'tried with libvirt 12.8: usb-bot is what it writes'],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the USB CD-ROM drive has no model: libvirt takes usb-bot, and before 11.5.0 usb-storage',
  on: {
    'domain/devices/disk[@device=cdrom]'(disk, { domain, target }) {
      if (!domain.isQemu || disk.attr('model') !== undefined || disk.child('target')?.attr('bus') !== 'usb') return
      if (compareVersions(target.libvirt, [11, 5, 0]) < 0) return
      return {
        at: disk,
        suggest: [
          {
            title: 'write usb-bot, what libvirt takes today',
            edits: [setAttribute(disk, 'model', 'usb-bot')],
            risk: 'libvirt before 11.5.0 does not know the attribute, and a guest that was defined there has a usb-storage drive.',
          },
        ],
      }
    },
  },
  examples: [
    {
      name: 'no model',
      bad: `<«disk» type='file' device='cdrom'>
  <target dev='sda' bus='usb'/>
</disk>`,
      suggested: `<disk type='file' device='cdrom' model='usb-bot'>
  <target dev='sda' bus='usb'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'older libvirt knows no model',
      good: `<disk type='file' device='cdrom'>
  <target dev='sda' bus='usb'/>
</disk>`,
      target: 'libvirt=10.0.0',
      inside: 'q35',
    },
    {
      name: 'a hard disk',
      good: `<disk type='file' device='disk'>
  <target dev='sda' bus='usb'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
