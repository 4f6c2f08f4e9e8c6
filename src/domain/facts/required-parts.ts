import { table } from '../table.js'

/**
 * What an element must have: attributes (`@name`) and children (`name`), without which libvirt refuses the definition. The keys are
 * element paths as rules write them. Parts whose words are in enumerations.ts or switches.ts are told there; disks have rules of their own.
 * Source: libvirt 11.3 domain_conf.c and kin (the virXMLPropRequired… flags, and the messages "missing …"); tried on libvirt 12.8.
 */
export const requiredParts = table<readonly string[]>({
  'domain/blkiotune/device': ['path'],
  'domain/cputune/vcpupin': ['@cpuset'],
  'domain/cputune/iothreadpin': ['@cpuset'],
  'domain/cputune/emulatorpin': ['@cpuset'],
  'domain/cputune/vcpusched': ['@vcpus'],
  'domain/cputune/iothreadsched': ['@iothreads'],
  'domain/features/kvm/dirty-ring[@state=on]': ['@size'],
  'domain/numatune/memnode': ['@nodeset'],
  'domain/os/initenv': ['@name'],
  'domain/sysinfo[@type=fwcfg]/entry': ['@name'],
  'domain/devices/audio': ['@id'],
  'domain/devices/channel/target[@type=guestfwd]': ['@port'],
  'domain/devices/filesystem[@type=ram]/source': ['@usage'],
  'domain/devices/filesystem': ['target'],
  'domain/devices/interface/ip': ['@address'],
  'domain/devices/interface/route': ['@address', '@gateway'],
  'domain/devices/interface/vlan': ['tag'],
  'domain/devices/lease': ['key', 'target'],
  'domain/devices/lease/target': ['@path'],
  'domain/devices/memory': ['target'],
  'domain/devices/memory/target': ['size'],
  'domain/devices/pstore': ['size'],
  'domain/devices/rng/backend[@model=egd]': ['@type'],
  'domain/devices/serial/source/reconnect[@enabled=yes]': ['@timeout'],
  'domain/devices/channel/source/reconnect[@enabled=yes]': ['@timeout'],
  'domain/devices/redirdev/source/reconnect[@enabled=yes]': ['@timeout'],
  'domain/devices/shmem': ['@name'],
  'domain/devices/tpm/backend[@type=emulator]/source': ['@path'],
  'domain/devices/tpm/backend/encryption': ['@secret'],
  'domain/devices/video/model/resolution': ['@x', '@y'],
})
