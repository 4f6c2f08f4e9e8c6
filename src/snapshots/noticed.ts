/**
 * What people notice in the guest when a fact changes, by the path of the fact. Sources: the guests of users who report it (predictable
 * network names of systemd.net-naming-scheme(7), links below /dev/disk of udev(7), activation and BitLocker of Windows documentation).
 */
const consequences: readonly (readonly [path: RegExp, what: string])[] = [
  [/^uuid$/, 'software that is licensed to this machine sees another one'],
  [/^os\/type@machine$/, 'it wakes up on another mainboard: Windows may ask to be activated again'],
  [/^os\/loader$/, 'another firmware starts, which needs variables of its own kind'],
  [/^cpu(?:$|\/model$|@mode$)/, 'it wakes up with another CPU'],
  [/^devices\/interface\[\d+\]\/mac@address$/, 'it is another network card: what DHCP and the guest know of the old one is lost'],
  [/^devices\/interface\[\d+\]\/address@/, 'the name of the network card changes where it comes from its place, such as enp1s0'],
  [/^devices\/disk\[\d+\]\/target@bus$/, 'the disk needs another driver, which has to be there at boot'],
  [/^devices\/disk\[\d+\]\/(?:serial|wwn)$/, 'links to the disk in /dev/disk/by-id change'],
  [/^devices\/disk\[\d+\]\/address@/, 'links to the disk in /dev/disk/by-path change'],
  [/^devices\/tpm\[\d+\]/, 'what is sealed with the TPM, such as a BitLocker key, may not open any more'],
]

/** What people would notice in the guest, as a clause; undefined where the fact itself says all. */
export function noticedOf(path: string): string | undefined {
  return consequences.find(([pattern]) => pattern.test(path))?.[1]
}
