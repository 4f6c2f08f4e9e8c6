import { rule } from '../rule.js'

const messages = {
  ccw: 'a CCW address is for s390 guests, this one is {machine}: libvirt refuses the definition',
  virtioS390: 'virtio-s390 addresses are gone: libvirt refuses them, s390 guests use ccw',
  unassigned: "only a host device can be 'unassigned': libvirt refuses it on <{device}>",
} as const

export default rule({
  id: 'libvirt/valid-address-type',
  summary: 'Use addresses of a kind that the machine has',
  why: `CCW is the bus of s390 machines, the virtio-s390 bus before it was removed, and only a host device can be left unassigned. libvirt
refuses such an address elsewhere.`,
  sources: ['libvirt 11.3: domain_validate.c, virDomainDeviceInfoValidate; qemu_validate.c, qemuValidateDomainDeviceInfo'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      return domain.addressedDevices.flatMap(({ device, address }) => {
        const at = suspects.has(address.attr('type') ?? '') ? address.attribute('type') : undefined
        if (!at) return []
        if (at.value === 'virtio-s390') return { message: 'virtioS390' as const, at }
        if (at.value === 'unassigned' && device.name !== 'hostdev')
          return { message: 'unassigned' as const, at, data: { device: device.name } }
        if (at.value !== 'ccw' || domain.machine.family === 's390-ccw' || domain.machine.family === 'none') return []
        return { message: 'ccw' as const, at, data: { machine: domain.machine.name } }
      })
    },
  },
  examples: [
    {
      name: 'a CCW address on q35',
      bad: `<memballoon model='virtio'>
  <address type='«ccw»' cssid='0xfe' ssid='0x0' devno='0x0001'/>
</memballoon>`,
      inside: 'q35',
    },
    {
      name: 'on s390',
      good: `<memballoon model='virtio'>
  <address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>
</memballoon>`,
      inside: 's390',
    },
  ],
})

const suspects = new Set(['virtio-s390', 'unassigned', 'ccw'])
