import { describe, expect, it } from 'vitest'
import { compareVersions, formatVersion, newestLibvirt } from '../../src/domain/facts/target.js'
import { vocabulary } from '../../src/domain/vocabulary/index.js'
import { type Entry, entries } from './table.js'

const known = entries(vocabulary())

/**
 * The libvirt versions that brought well-known things, as the format's documentation and the release notes name them. `[@a=b]` narrows
 * an element to one kind, `path@attribute` is an attribute, `=word` one value, `path=word` a text.
 */
const facts: Readonly<Record<string, string>> = {
  'domain/genid': '4.4.0',
  'domain/hwuuid': '11.7.0',
  'domain@type=hvf': '8.1.0',
  'domain/os@firmware': '5.2.0',
  'domain/os/firmware': '7.2.0',
  'domain/os/loader@secure': '2.1.0',
  'domain/os/loader@stateless': '8.6.0',
  'domain/os/nvram': '1.2.8',
  'domain/os/nvram@templateFormat': '10.10.0',
  'domain/os/varstore': '12.1.0',
  'domain/os/shim': '11.2.0',
  'domain/vcpus': '2.2.0',
  'domain/iothreads': '1.2.8',
  'domain/iothreadids': '1.2.15',
  'domain/iothreadids/iothread/poll': '9.4.0',
  'domain/defaultiothread': '8.5.0',
  'domain/maxMemory': '1.2.14',
  'domain/memoryBacking/source@type=memfd': '4.10.0',
  'domain/memoryBacking/locked': '1.0.6',
  'domain/memoryBacking/allocation@threads': '8.2.0',
  'domain/cputune/global_period': '1.3.3',
  'domain/cputune/emulatorsched': '5.3.0',
  'domain/cputune/cachetune': '4.1.0',
  'domain/numatune/memory@mode=restrictive': '7.9.0',
  'domain/cpu@check': '3.2.0',
  'domain/cpu@migratable': '6.5.0',
  'domain/cpu@mode=maximum': '7.1.0',
  'domain/cpu/cache': '3.3.0',
  'domain/cpu/maxphysaddr': '8.7.0',
  'domain/cpu/topology@dies': '6.1.0',
  'domain/cpu/topology@clusters': '10.1.0',
  'domain/cpu/numa/interconnects': '6.6.0',
  'domain/features/smm': '2.1.0',
  'domain/features/ioapic': '3.4.0',
  'domain/features/vmcoreinfo': '4.4.0',
  'domain/features/hyperv@mode=passthrough': '8.0.0',
  'domain/features/hyperv/avic': '8.10.0',
  'domain/features/kvm/hint-dedicated': '5.7.0',
  'domain/features/ps2': '10.7.0',
  'domain/launchSecurity@type=sev': '4.4.0',
  'domain/launchSecurity@type=sev-snp': '10.5.0',
  'domain/launchSecurity@type=tdx': '11.6.0',
  'domain/throttlegroups': '11.2.0',
  'domain/devices/disk@type=nvme': '6.0.0',
  'domain/devices/disk@type=vhostuser': '7.1.0',
  'domain/devices/disk@type=vhostvdpa': '9.8.0',
  'domain/devices/disk@model': '5.2.0',
  'domain/devices/disk/driver@detect_zeroes': '2.0.0',
  'domain/devices/disk/driver@io=io_uring': '6.3.0',
  'domain/devices/disk/driver@queues': '3.9.0',
  'domain/devices/disk/driver/iothreads': '10.0.0',
  'domain/devices/disk/source/slices': '6.1.0',
  'domain/devices/disk/source/dataStore': '10.10.0',
  'domain/devices/disk/target@rotation_rate': '7.3.0',
  'domain/devices/controller/driver/iothreads': '11.2.0',
  'domain/devices/controller[@type=pci]@model=pcie-to-pci-bridge': '4.3.0',
  'domain/devices/controller[@type=nvme]': '11.5.0',
  'domain/devices/filesystem/driver@type=virtiofs': '6.2.0',
  'domain/devices/filesystem/binary/openfiles': '10.6.0',
  'domain/devices/interface@type=vdpa': '6.9.0',
  'domain/devices/interface/backend@type=passt': '9.0.0',
  'domain/devices/interface/teaming': '6.1.0',
  'domain/devices/interface/mtu': '3.1.0',
  'domain/devices/hostdev[@mode=subsystem]@type=mdev': '3.2.0',
  'domain/devices/graphics@type=egl-headless': '4.6.0',
  'domain/devices/graphics@type=dbus': '8.4.0',
  'domain/devices/graphics/listen@type=none': '2.0.0',
  'domain/devices/video/model@type=bochs': '5.6.0',
  'domain/devices/video/model/resolution': '5.9.0',
  'domain/devices/sound@model=virtio': '10.4.0',
  'domain/devices/audio@type=pipewire': '9.10.0',
  'domain/devices/tpm/backend@type=emulator': '4.5.0',
  'domain/devices/tpm/backend@type=external': '9.0.0',
  'domain/devices/tpm/backend/profile': '10.10.0',
  'domain/devices/memory@model=virtio-mem': '7.9.0',
  'domain/devices/memory/target@dynamicMemslots': '10.1.0',
  'domain/devices/iommu@model=virtio': '8.3.0',
  'domain/devices/panic@model=pvpanic': '9.1.0',
  'domain/devices/vsock': '4.4.0',
  'domain/devices/watchdog@model=itco': '9.1.0',
  // libvirt's documentation says 9.0.0, but neither the schema nor the program of 9.0.0 know it.
  'domain/devices/crypto': '9.1.0',
  'domain/devices/pstore': '10.6.0',
  'domain/qemu:override': '8.2.0',
}

/** The first version with what a fact names: of several cases that allow it, the earliest. */
function sinceOf(fact: string): string | undefined {
  const conditions: (readonly [path: string, name: string, word: string])[] = []
  const [, steps = '', attribute, value] = /^((?:[^@=[]|\[[^\]]*\])+)(?:@([^=]+))?(?:=(.+))?$/.exec(fact) ?? []
  let path = ''
  for (const step of steps.split('/')) {
    const [, element = '', name, word] = /^([^[]+)(?:\[@(.+)=(.+)\])?$/.exec(step) ?? []
    path += `/${element}`
    if (name && word) conditions.push([path, name, word])
  }
  const meets = (entry: Entry) => conditions.every(([at, name, word]) => entry.conditions.get(at)?.get(name)?.includes(word))
  const wanted = conditions.length > 0 && !attribute && conditions.at(-1)?.[0] === path ? conditions.at(-1) : undefined
  const found = known.filter(
    (entry) =>
      entry.path === path &&
      meets(entry) &&
      entry.attribute === (wanted?.[1] ?? attribute ?? (value === undefined ? undefined : ':text')) &&
      entry.value === (wanted?.[2] ?? value),
  )
  if (found.length === 0) return 'not in the vocabulary'
  const [first, ...rest] = found.map(({ since }) => since)
  const earliest = rest.reduce((least, since) => (least && since ? (compareVersions(since, least) < 0 ? since : least) : undefined), first)
  return earliest && formatVersion(earliest)
}

describe('the versions of the vocabulary', () => {
  it.each(Object.entries(facts))('%s came with %s', (fact, version) => {
    expect(sinceOf(fact)).toBe(version)
  })

  it('are none that is newer than the newest libvirt that the facts are of', () => {
    const late = known.filter(({ since }) => since && compareVersions(since, newestLibvirt) > 0)
    expect(late.map(({ path, attribute }) => `${path}@${attribute}`)).toEqual([])
  })

  it('let nothing be removed before it came', () => {
    const odd = known.filter(({ since, removed }) => since && removed && compareVersions(since, removed) >= 0)
    expect(odd.map(({ path, attribute }) => `${path}@${attribute}`)).toEqual([])
  })
})
