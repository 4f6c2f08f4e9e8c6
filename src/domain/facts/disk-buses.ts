/** The buses that the beginning of a disk's name stands for (libvirt domain_conf.c, virDomainDiskDefParseXML and disk bus defaults). */
const prefixes = [
  ['hd', 'ide'],
  ['sd', 'scsi'],
  ['vd', 'virtio'],
  ['xvd', 'xen'],
  ['ubd', 'uml'],
] as const

/** The bus of a disk that names none. */
export function diskBus(device: string, name: string): string {
  if (device === 'floppy') return 'fdc'
  return prefixes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'ide'
}
