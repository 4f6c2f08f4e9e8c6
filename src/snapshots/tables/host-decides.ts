/** A place in a definition at which the host decides what the guest sees. */
interface HostDecision {
  /** From the domain down: `devices/hostdev`. */
  readonly at: string
  /** It does where this attribute has one of some values, undefined for one that is not there; always where none is named. */
  readonly attribute?: string
  readonly is: readonly (string | undefined)[]
  readonly what: string
}

/** What no definition tells of the guest (formatdomain: "CPU model and topology", "Host device assignment" and those of each element). */
export const hostDecides: readonly HostDecision[] = [
  { at: 'cpu', attribute: 'mode', is: ['host-model'], what: "the CPU: it is a model with features that the host's CPU has at start" },
  { at: 'cpu', attribute: 'mode', is: ['host-passthrough'], what: 'the CPU: it is that of the host' },
  { at: 'cpu', attribute: 'mode', is: ['maximum'], what: 'the CPU: it has all that QEMU and the host can give' },
  { at: 'cpu/cache', attribute: 'mode', is: ['passthrough'], what: 'the cache of the CPU: it is that of the host' },
  { at: 'cpu/maxphysaddr', attribute: 'mode', is: ['passthrough'], what: 'the physical address bits: they are those of the host' },
  { at: 'os/smbios', attribute: 'mode', is: ['host'], what: 'the SMBIOS tables: they are those of the host' },
  { at: 'features/gic', attribute: 'version', is: ['host'], what: "the version of the GIC: it is that of the host's" },
  {
    at: 'launchSecurity',
    attribute: 'type',
    is: ['sev', 'sev-snp', 'tdx'],
    what: "what protects the guest's memory: it depends on the host",
  },
  { at: 'devices/hostdev', attribute: 'mode', is: ['subsystem', undefined], what: 'the device: it is one of the host' },
  { at: 'devices/interface', attribute: 'type', is: ['hostdev'], what: 'the device: it is one of the host' },
  { at: 'devices/interface', attribute: 'type', is: ['vdpa'], what: 'what the card offers: it is a device of the host' },
  { at: 'devices/tpm/backend', attribute: 'type', is: ['passthrough'], what: 'the TPM: it is that of the host' },
  { at: 'devices/disk', attribute: 'type', is: ['vhostuser', 'vhostvdpa'], what: 'what the disk offers: another process provides it' },
  { at: 'devices/vsock/cid', attribute: 'auto', is: ['yes'], what: 'the context id: it is chosen at start' },
]
