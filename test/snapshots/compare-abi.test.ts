import { expect, test } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { compareAbi } from '../../src/snapshots/compare-abi.js'
import { extractAbi } from '../../src/snapshots/extract-abi.js'
import { comparedForm } from '../../src/snapshots/migratable.js'
import { scan } from '../../src/xml/scan.js'

const guest = (devices: string, rest = '') => `<domain type='kvm'>
  <name>guest</name>
  <uuid>8f9c1f0e-5b3d-4d38-8a3c-0f7c2b1d4e55</uuid>
  <memory unit='GiB'>2</memory>
  <vcpu>2</vcpu>
  <os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>
  ${rest}
  <devices>${devices}</devices>
</domain>`

function facts(text: string) {
  const { element } = scan(text).document
  if (!element) throw new Error('no root')
  const settings = {
    target: targetFrom('libvirt=12.8.0,qemu=11.1.3'),
    hostArch: 'x86_64',
    abiUpdate: false,
    randomBytes: (count: number) => new Uint8Array(count),
  }
  return extractAbi(comparedForm(element, settings))
}

const differences = (before: string, after: string, level: 'guest' | 'libvirt') =>
  compareAbi(facts(before), facts(after), level).map(({ path, before: from, after: to }) => [path, from, to])

const card = (more: string) => `<interface type='user'><mac address='52:54:00:11:22:33'/><model type='virtio'/>${more}</interface>`

test('a definition and one that writes out what libvirt fills in are the same', () => {
  const written = guest("<memballoon model='virtio'/><input type='mouse' bus='ps2'/>", '<features><acpi/></features><clock offset="utc"/>')
  expect(differences(guest('', '<features><acpi/></features>'), written, 'guest')).toEqual([])
})

test('libvirt refuses another number of queues', () => {
  const four = guest(card("<driver name='vhost' queues='4'/>"))
  const eight = guest(card("<driver name='vhost' queues='8'/>"))
  expect(differences(four, eight, 'libvirt')).toEqual([['devices/interface[0]/driver@queues', '4', '8']])
})

test('the guest sees the size of a receive queue, and libvirt does not compare it', () => {
  const small = guest(card("<driver name='vhost' rx_queue_size='256'/>"))
  const large = guest(card("<driver name='vhost' rx_queue_size='512'/>"))
  expect(differences(small, large, 'libvirt')).toEqual([])
  expect(differences(small, large, 'guest')).toEqual([['devices/interface[0]/driver@rx_queue_size', '256', '512']])
})

test('the host may give a disk another image and another cache', () => {
  const disk = (file: string, cache: string) =>
    guest(
      `<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='${cache}'/><source file='${file}'/><target dev='vda' bus='virtio'/></disk>`,
    )
  expect(differences(disk('/images/a.qcow2', 'none'), disk('/images/b.qcow2', 'writeback'), 'guest')).toEqual([])
})

test('a machine of another version is another board', () => {
  const newer = guest('').replace('pc-q35-10.0', 'pc-q35-10.1')
  expect(differences(guest(''), newer, 'libvirt')).toEqual([['os/type@machine', 'pc-q35-10.0', 'pc-q35-10.1']])
})

test('a device that is new is one difference of its own', () => {
  const paths = differences(guest(''), guest("<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"), 'libvirt').map(
    ([path]) => path,
  )
  expect(paths.filter((path) => path?.startsWith('devices/rng'))).toEqual(['devices/rng[0]'])
})
