import { describe, expect, it } from 'vitest'
import { deviceLines, type Guest } from './canonical-devices.js'

const kinds = ['controller', 'input', 'watchdog', 'memballoon', 'panic']

/** What each machine's guest has although its definition lists no device at all. */
const guests: readonly (readonly [name: string, guest: Guest, devices: readonly string[]])[] = [
  [
    'i440fx',
    { machine: 'pc' },
    ['usb 0 piix3-uhci @ 00:01.2', 'pci 0 pci-root', 'input mouse ps2', 'input keyboard ps2', 'memballoon virtio @ 00:02.0'],
  ],
  [
    'q35',
    { machine: 'q35' },
    [
      'usb 0 qemu-xhci @ 01:00.0',
      'sata 0 @ 00:1f.2',
      'pci 0 pcie-root',
      'pci 1 pcie-root-port pcie-root-port chassis=1 port=0x8 @ 00:01.0 multifunction',
      'pci 2 pcie-root-port pcie-root-port chassis=2 port=0x9 @ 00:01.1',
      'pci 3 pcie-root-port pcie-root-port chassis=3 port=0xa @ 00:01.2',
      'input mouse ps2',
      'input keyboard ps2',
      'watchdog itco',
      'memballoon virtio @ 02:00.0',
    ],
  ],
  [
    'pseries, reloaded',
    { arch: 'ppc64', machine: 'pseries' },
    ['usb 0 pci-ohci @ 00:01.0', 'pci 0 pci-root spapr-pci-host-bridge index=0', 'memballoon virtio @ 00:02.0', 'panic pseries'],
  ],
  [
    'pseries, newly defined',
    { arch: 'ppc64', machine: 'pseries', abiUpdate: true },
    ['usb 0 qemu-xhci @ 00:01.0', 'pci 0 pci-root spapr-pci-host-bridge index=0', 'memballoon virtio @ 00:02.0', 'panic pseries'],
  ],
  ['s390', { arch: 's390x', machine: 's390-ccw-virtio' }, ['pci 0 pci-root', 'memballoon virtio @ ccw 0xfe 0x0 0x0000', 'panic s390']],
  ['ARM virt', { arch: 'aarch64', machine: 'virt' }, ['pci 0 pcie-root']],
  ['LoongArch virt', { arch: 'loongarch64', machine: 'virt' }, ['pci 0 pcie-root']],
  [
    'RISC-V virt',
    { arch: 'riscv64', machine: 'virt' },
    [
      'pci 0 pcie-root',
      'pci 1 pcie-root-port pcie-root-port chassis=1 port=0x8 @ 00:01.0 multifunction',
      'pci 2 pcie-root-port pcie-root-port chassis=2 port=0x9 @ 00:01.1',
      'memballoon virtio @ 01:00.0',
    ],
  ],
  ['RISC-V virt, newer libvirt', { arch: 'riscv64', machine: 'virt', libvirt: '12.8.0' }, ['pci 0 pcie-root']],
  ['versatilepb', { arch: 'aarch64', machine: 'versatilepb' }, ['usb 0 pci-ohci @ 00:01.0', 'pci 0 pci-root']],
  [
    'versatilepb, newer libvirt',
    { arch: 'armv7l', machine: 'versatilepb', libvirt: '12.8.0' },
    ['usb 0 qemu-xhci @ 00:01.0', 'pci 0 pci-root'],
  ],
  ['realview', { arch: 'aarch64', machine: 'realview-eb' }, ['usb 0 pci-ohci']],
  ['vexpress', { arch: 'armv7l', machine: 'vexpress-a9' }, []],
  ['isapc, newer libvirt', { machine: 'isapc', libvirt: '12.8.0' }, ['input mouse ps2', 'input keyboard ps2']],
  ['microvm, newer libvirt', { machine: 'microvm', libvirt: '12.8.0' }, []],
  [
    'malta, newer libvirt',
    { arch: 'mips', machine: 'malta', libvirt: '12.8.0' },
    ['usb 0 pci-ohci @ 00:01.0', 'pci 0 pci-root', 'memballoon virtio @ 00:02.0'],
  ],
  ['SPARC', { arch: 'sparc', machine: 'SS-5' }, []],
  [
    'sun4u, newer libvirt',
    { arch: 'sparc64', machine: 'sun4u', libvirt: '12.8.0' },
    ['usb 0 pci-ohci @ 00:01.0', 'pci 0 pci-root', 'memballoon virtio @ 00:02.0'],
  ],
]

describe('what the machine has', () => {
  it.each(guests)('%s', (_, guest, devices) => {
    expect(deviceLines('', guest, ...kinds)).toEqual(devices)
  })
})

describe('implicit devices', () => {
  it('are not added twice', () => {
    const devices = `<memballoon model='none'/><controller type='usb' model='none'/><input type='mouse' bus='ps2'/><watchdog model='itco' action='none'/>`
    expect(deviceLines(devices, {}, ...kinds)).toEqual([
      'usb 0 none',
      'sata 0 @ 00:1f.2',
      'pci 0 pcie-root',
      'input mouse ps2',
      'input keyboard ps2',
      'watchdog itco',
      'memballoon none',
    ])
  })

  it('leave out PS/2 devices where the chipset has none', () => {
    expect(deviceLines('', { beside: `<features><ps2 state='off'/></features>` }, 'input')).toEqual([])
  })

  it('are USB inputs on ppc64 with graphics, unless there is a tablet', () => {
    const guest = { arch: 'ppc64', machine: 'pseries' }
    expect(deviceLines(`<graphics type='vnc'/>`, guest, 'input')).toEqual(['input keyboard usb', 'input mouse usb'])
    expect(deviceLines(`<graphics type='vnc'/><input type='tablet' bus='usb'/>`, guest, 'input')).toEqual([
      'input tablet usb',
      'input keyboard usb',
    ])
  })

  it('take over the action of the first watchdog', () => {
    const [, itco] = deviceLines(`<watchdog model='ib700' action='poweroff'/>`, {}, 'watchdog')
    expect(itco).toBe('watchdog itco')
  })
})

describe('the audio backend', () => {
  it.each([
    ['', ['audio none']],
    [`<graphics type='vnc'/>`, ['audio none']],
    [`<graphics type='vnc'/><graphics type='spice'/>`, ['audio spice']],
    [`<graphics type='spice'/><graphics type='vnc'/>`, ['audio none']],
    [`<graphics type='dbus'/>`, []],
    [`<graphics type='sdl'/>`, []],
    [`<graphics type='spice'/><graphics type='sdl'/>`, []],
    [`<graphics type='sdl'/><graphics type='spice'/>`, ['audio spice']],
    [`<audio id='1' type='alsa'/><graphics type='spice'/>`, ['audio alsa']],
  ])('of %s', (devices, audio) => {
    expect(deviceLines(devices, {}, 'audio')).toEqual(audio)
  })
})

describe('the video card', () => {
  it('comes with graphics, and is the primary one', () => {
    expect(deviceLines(`<graphics type='vnc'/>`, { machine: 'pc' }, 'video')).toEqual(['cirrus @ 00:02.0'])
    expect(deviceLines('', { machine: 'pc' }, 'video')).toEqual([])
  })

  it('that says it is primary goes first', () => {
    const devices = `<video><model type='virtio'/></video><video><model type='vga' primary='yes'/></video>`
    expect(deviceLines(devices, { machine: 'pc' }, 'video')).toEqual(['vga @ 00:02.0', 'virtio @ 00:04.0'])
  })
})
