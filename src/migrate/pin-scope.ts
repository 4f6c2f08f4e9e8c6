import { alternatives, placesOf } from '../domain/facts/place-notation.js'

/** What is pinned: all that libvirt would fill in, or what of it the guest sees. */
export type PinScope = 'all' | 'abi'

/**
 * What libvirt fills in and the guest does not see, in the notation of `placesOf`; with an element goes all that is in it. Sources:
 * libvirt 11.3 domain_conf.c (virDomainDefCheckABIStabilityFlags does not look at it) and qemu_command.c (it reaches no device, or only
 * the host's side of one).
 */
const hostOnly: readonly string[] = [
  'domain/{seclabel,on_poweroff,on_reboot,on_crash,on_lockfailure,resource,cputune,memtune,blkiotune,numatune,iothreads,iothreadids}',
  'domain/vcpu@{placement,cpuset}',
  'domain/os/boot',
  'domain/devices/{emulator,audio,graphics}',
  'domain/devices/disk@snapshot',
  'domain/devices/disk/driver@{name,type,cache,io,discard,detect_zeroes}',
  'domain/devices/disk/{source,backingStore,mirror}',
  'domain/devices/sound/audio',
  'domain/devices/hostdev@managed',
  'domain/devices/hostdev/driver@name',
  'domain/devices/filesystem@accessmode',
  'domain/devices/interface/{target,script,bandwidth}',
  'domain/devices/memballoon/stats',
]

let expanded: ReadonlySet<string> | undefined

/** Whether only the host sees an attribute, or an element where none is named. */
export function isHostOnly(path: string, attribute?: string): boolean {
  expanded ??= new Set(
    hostOnly.flatMap((key) =>
      placesOf(key).flatMap((place) =>
        alternatives(place.element).map((element) => (place.attribute === undefined ? element : `${element}@${place.attribute}`)),
      ),
    ),
  )
  if (attribute !== undefined && expanded.has(`${path}@${attribute}`)) return true
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) if (expanded.has(path.slice(0, end))) return true
  return false
}
