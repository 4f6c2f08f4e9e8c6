import { alternatives } from './place-notation.js'
import { parseVersion, type Version } from './target.js'

/** A construct that needs a QEMU of some version, beside the libvirt that brought its XML. */
export interface QemuConstruct {
  /** Element path, as rules write it. */
  readonly path: string
  /** The attribute that it is; without it the element. */
  readonly attribute: string | undefined
  /** The one value of the attribute that needs it; without it each does. */
  readonly value: string | undefined
  /** The first QEMU that can do it. */
  readonly since: Version
  /** The libvirt that brought the words: an older one does not read them at all. */
  readonly libvirt: Version
}

/**
 * One line a QEMU version and the constructs that came with it: `path`, `path@attribute` or `path@attribute=value`, below `domain/`,
 * with the libvirt that brought the words. What
 * came before QEMU 2.1 is left out: no libvirt in use runs with less. Source: libvirt docs, formatdomain, where it names versions of QEMU;
 * sev-snp and tdx: libvirt NEWS 10.5.0 and 11.6.0 (that of tdx is inferred from the dates of the releases).
 */
const lines = `
2.1   features/kvm/hidden(1.2.8) devices/disk/driver@iothread(1.2.8)
2.4   devices/disk/iotune/group_name(3.0.0) devices/controller/driver@iothread(1.3.5)
2.5   features/hyperv/{vpindex,runtime,reset,vendor_id}(1.3.3)
2.6   features/hyperv/{synic,stimer}(1.3.3)
2.6   devices/disk/iotune/{total_bytes_sec,read_bytes_sec,write_bytes_sec,total_iops_sec,read_iops_sec,write_iops_sec}_max_length(2.4.0)
2.8   devices/{disk,interface,controller,filesystem,rng,input,video,memballoon}/driver@page_per_vq(7.9.0)
2.10  devices/filesystem@fmode(6.10.0) devices/filesystem@dmode(6.10.0)
2.11  devices/tpm/backend@type=emulator(4.5.0)
2.12  features/hyperv/frequencies(4.7.0) features/kvm/hint-dedicated(5.7.0) devices/hostdev@display(4.6.0)
3.0   features/hyperv/{reenlightenment,tlbflush}(4.7.0)
3.1   features/hyperv/{ipi,evmcs}(4.10.0) features/kvm/pv-ipi(7.10.0)
4.0   devices/hostdev@ramfb(5.10.0)
4.1   features/hyperv/stimer/direct(5.7.0)
4.2   features/kvm/poll-control(6.10.0) devices/filesystem@multidevs(6.3.0) devices/rng/backend@model=builtin(6.1.0)
5.0   devices/disk/driver@io=io_uring(6.3.0)
5.1   devices/interface@type=vdpa(6.9.0) devices/interface/driver@rss(8.3.0) devices/interface/driver@rss_hash_report(8.3.0)
6.1   features/kvm/dirty-ring(8.0.0) devices/channel@type=qemu-vdagent(8.4.0)
6.2   features/hyperv/avic(8.10.0)
7.0   devices/memory@model=sgx-epc(8.10.0)
7.1   features/hyperv/tlbflush/{direct,extended}(11.0.0) features/hyperv/{emsr_bitmap,xmm_input}(10.7.0)
8.0   devices/interface/model@type=igb(9.3.0)
8.1   devices/disk@type=vhostvdpa(9.8.0) devices/disk/driver@discard_no_unref(9.5.0) devices/audio@type=pipewire(9.10.0)
8.2   devices/sound@model=virtio(10.4.0) devices/memory/target@dynamicMemslots(10.1.0)
9.0   devices/disk/driver/iothreads(10.0.0)
9.1   launchSecurity@type=sev-snp(10.5.0)
10.0  devices/controller/driver/iothreads(11.2.0)
10.1  launchSecurity@type=tdx(11.6.0)
10.2  devices/disk/driver/statistics(11.9.0)
`

let known: readonly QemuConstruct[] | undefined

/** The constructs that need a QEMU of some version. @throws SyntaxError if the table is broken */
export function qemuConstructs(): readonly QemuConstruct[] {
  known ??= lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [version = '', ...places] = line.split(/\s+/)
      const since = parseVersion(version)
      if (!since) throw new SyntaxError(`'${line}' does not begin with a version`)
      return places.flatMap(alternatives).map((place) => {
        const [, path = '', attribute, value, written = ''] = /^([^@(]+)(?:@([^=(]+)(?:=([^(]+))?)?\((.+)\)$/.exec(place) ?? []
        const libvirt = parseVersion(written)
        if (!libvirt) throw new SyntaxError(`'${place}' ends with no version of libvirt`)
        return { path: `domain/${path}`, attribute, value, since, libvirt }
      })
    })
  return known
}
