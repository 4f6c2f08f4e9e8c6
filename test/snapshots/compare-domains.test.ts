import { expect, test } from 'vitest'
import { compareAbi } from '../../src/snapshots/compare-abi.js'
import { compareDomains } from '../../src/snapshots/compare-domains.js'
import { extractAbi } from '../../src/snapshots/extract-abi.js'
import { abiOf, formOf } from './forms.js'
import { guestOf } from './pairs.js'

test('what the host decides is told with its device', () => {
  const text = guestOf({
    rest: "<cpu mode='host-model'/>",
    devices:
      "<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='8f9c1f0e-5b3d-4d38-8a3c-0f7c2b1d4e99'/></source></hostdev>",
  })
  const told = formOf(text).unknownAbi.map(({ device, what }) => `${device}: ${what}`)
  expect(told).toContain("cpu: the CPU: it is a model with features that the host's CPU has at start")
  expect(told).toContain('hostdev 8f9c1f0e-5b3d-4d38-8a3c-0f7c2b1d4e99: the device: it is one of the host')
})

test('firmware that the host chooses is unknown, and another wish is another firmware', () => {
  const efi = (enabled: string) =>
    guestOf({
      os: `<firmware><feature enabled='${enabled}' name='secure-boot'/></firmware>`,
      rest: '<features><acpi/></features>',
    }).replace('<os>', "<os firmware='efi'>")
  expect(formOf(efi('yes')).unknowns).toEqual(['the firmware: it is chosen among those of the host'])
  const { differences } = compareDomains(abiOf(formOf(efi('yes'))), abiOf(formOf(efi('no'))), 'guest')
  expect(differences.map(({ path, before, after }) => [path, before, after])).toEqual([
    ['os/loader', 'efi of the host secure-boot=yes', 'efi of the host secure-boot=no'],
  ])
})

test('a definition that tells all has nothing unknown', () => {
  expect(formOf(guestOf()).unknownAbi).toEqual([])
})

test('a balloon of another size stands in the way of a restore, not of a migration', () => {
  const small = formOf(guestOf({ memory: "<memory unit='GiB'>2</memory><currentMemory unit='GiB'>1</currentMemory>" }))
  const { accepted, differences } = compareDomains(abiOf(formOf(guestOf())), abiOf(small), 'libvirt')
  expect(accepted).toEqual({ migration: true, restore: false })
  expect(differences.map(({ message }) => message)).toEqual([
    'currentMemory: the current memory in KiB changes from 2097152 to 1048576; libvirt refuses a restore',
  ])
})

test('a controller with a name of its own is refused in the copy, and taken in the second try', () => {
  const root = (alias: string) =>
    formOf(
      guestOf({
        devices: `<controller type='usb' index='0' model='piix3-uhci'/><controller type='pci' index='0' model='pci-root'>${alias}</controller>`,
      }).replace('pc-q35-10.0', 'pc-i440fx-10.0'),
    )
  const { accepted } = compareDomains(abiOf(root('')), abiOf(root("<alias name='ua-root'/>")), 'libvirt')
  expect(accepted).toEqual({ migration: false, restore: true })
})

test('devices are matched by name for people, by position for libvirt', () => {
  const card = (mac: string, slot: number) =>
    `<interface type='user'><mac address='52:54:00:00:00:${mac}'/><model type='virtio'/><address type='pci' bus='0x00' slot='0x0${slot}' function='0x0'/></interface>`
  const before = extractAbi(formOf(guestOf({ devices: card('01', 3) + card('03', 5) })))
  const after = extractAbi(formOf(guestOf({ devices: card('01', 3) + card('02', 4) + card('03', 5) })))
  expect(compareAbi(before, after, 'guest').map(({ message }) => message)).toEqual([
    'interface 52:54:00:00:00:02: the device is new; libvirt refuses a migration or a restore',
  ])
  const positions = compareAbi(before, after, 'libvirt').map(({ path }) => path)
  expect(positions).toContain('devices/interface[1]/mac@address')
  expect(positions).toContain('devices/interface[2]')
})

test('facts know the element of the text that they come from', () => {
  const text = guestOf({ devices: "<rng model='virtio'><backend model='random'/></rng>" })
  const facts = extractAbi(formOf(text))
  expect(facts.find(({ path }) => path === 'devices/rng[0]')?.source?.name).toBe('rng')
  expect(facts.find(({ path }) => path === 'os/type@machine')?.source?.name).toBe('type')
  expect(facts.find(({ path }) => path === 'devices/memballoon[0]')?.source).toBeUndefined()
})

test('tens of thousands of like elements are compared', () => {
  // It takes longer than a test may, if the time grows with the square of their number.
  const features = Array.from({ length: 40_000 }, (_, index) => `<feature policy='require' name='f${index}'/>`).join('')
  const form = formOf(guestOf({ rest: `<cpu mode='custom'><model>qemu64</model>${features}</cpu>` }))
  expect(compareDomains(abiOf(form), abiOf(form), 'guest').differences).toEqual([])
})
