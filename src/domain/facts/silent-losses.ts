import { table } from '../table.js'

/**
 * What libvirt does with what its format does not know: it reads by name what it is looking for and never sees the rest.
 * Source: libvirt 11.3, domain_conf.c and cpu_conf.c (virXPath calls and loops over children); tried on libvirt 12.8 by defining some
 * 1300 slips of the pen and comparing the stored definition with that of the same file without them.
 */

/** The elements whose children libvirt goes through one by one, refusing those that it does not know. */
export const refusesUnknownChildren: ReadonlySet<string> = new Set([
  'domain/features',
  'domain/features/capabilities',
  'domain/features/hyperv',
  'domain/features/hyperv/stimer',
  'domain/features/hyperv/tlbflush',
  'domain/features/kvm',
  'domain/features/xen',
])

/**
 * Elements that libvirt reads together where they stand twice, instead of the first one only: it asks for all of them, or for the
 * children of all. A disk keeps each host, whatever its protocol (tried on libvirt 12.8); how many it may have is checked at start.
 */
export const readTogether: ReadonlySet<string> = new Set([
  'domain/blkiotune',
  'domain/cputune',
  'domain/devices',
  'domain/devices/disk/source/host',
  'domain/features',
  'domain/idmap',
  'domain/iothreadids',
  'domain/keywrap',
  'domain/memoryBacking',
  'domain/os',
  'domain/perf',
  'domain/vcpus',
])

/** Values that libvirt ignores where it does not know them, by path; all others it refuses. */
export const ignoredValues = table<string>({
  'domain@id': 'libvirt ignores it, since a stored definition has no number',
  'domain/devices/hostdev@managed': "libvirt takes all but 'yes' for 'no'",
  'domain/devices/parallel/target@type': 'libvirt ignores it, since parallel ports are of one type',
  'domain/sysinfo/bios/entry@name': 'libvirt drops the entry silently',
  'domain/sysinfo/system/entry@name': 'libvirt drops the entry silently',
  'domain/sysinfo/baseBoard/entry@name': 'libvirt drops the entry silently',
  'domain/sysinfo/chassis/entry@name': 'libvirt drops the entry silently',
})

/** Data types that libvirt does not check: it keeps the text and hands it on. */
export const uncheckedTypes: ReadonlySet<string> = new Set([
  'absDirPath',
  'absFilePath',
  'addrIPorName',
  'bridgeName',
  'cookieName',
  'cookieValue',
  'deviceName',
  'dirPath',
  'dnsName',
  'environmentName',
  'featureName',
  'filePath',
  'filter-param-name',
  'filter-param-value',
  'genericName',
  'interfaceModel',
  'ipAddr',
  'machineName',
  'NCName',
  'objectName',
  'objectNameWithSlash',
  'profileName',
  'shmemName',
  'string',
  'text',
  'timeZone',
  'virtualPortProfileID',
  'vmwarePath',
  'volName',
])

/** What a guest goes without if a device is not read. */
export const deviceNouns = table<string>({
  disk: 'disk',
  controller: 'controller',
  filesystem: 'shared folder',
  interface: 'network card',
  input: 'input device',
  sound: 'sound card',
  audio: 'audio backend',
  hostdev: 'host device',
  graphics: 'screen',
  video: 'graphics card',
  console: 'console',
  parallel: 'parallel port',
  serial: 'serial port',
  channel: 'channel',
  smartcard: 'smart card reader',
  hub: 'USB hub',
  redirdev: 'USB redirection',
  rng: 'random number generator',
  tpm: 'TPM',
  shmem: 'shared memory',
  memory: 'memory module',
  crypto: 'crypto device',
  watchdog: 'watchdog',
  panic: 'panic device',
  iommu: 'IOMMU',
  vsock: 'vsock device',
  pstore: 'persistent store',
})

/** What holds where nothing is said, for the settings that people write most, by path. */
export const defaults = table<string>({
  'domain/on_poweroff': 'destroy',
  'domain/on_reboot': 'restart',
  'domain/on_crash': 'destroy',
  'domain/memory@unit': 'KiB',
  'domain/currentMemory': 'all of the memory',
  'domain/currentMemory@unit': 'KiB',
  'domain/clock@offset': 'utc',
  'domain/vcpu': '1',
  'domain/vcpu@placement': 'static',
  'domain/cpu@mode': 'custom',
  'domain/cpu@match': 'exact',
  'domain/devices/disk@type': 'file',
  'domain/devices/disk@device': 'disk',
  'domain/devices/disk/driver@cache': 'default',
  'domain/devices/disk/driver@type': 'raw',
  'domain/devices/disk/driver@discard': 'ignore',
  'domain/devices/graphics@listen': 'the address of qemu.conf',
})
