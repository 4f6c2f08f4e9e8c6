import { table } from '../table.js'

/** What the flags of a `-cpu` argument are in the domain XML. */
export interface NativeCpu {
  /** The model: `<cpu mode='host-passthrough'>`, or `<model>Penryn</model>`. */
  readonly model: string
  /** CPU features, with + or - before their names: each is a `<feature>` with the policy require or disable. */
  readonly features: readonly string[]
  /** Elements of `<hyperv>`. */
  readonly hyperv: readonly string[]
  /** Other elements. */
  readonly others: readonly string[]
  /** Flags that the domain XML has nothing for. */
  readonly unknown: readonly string[]
}

/** Switches of `-cpu` by name, with what turns them on in the domain XML. */
const switches = table<string>({
  'host-cache-info': "<cache mode='passthrough'/>",
  'l3-cache': "<cache mode='emulate' level='3'/>",
  'host-phys-bits': "<maxphysaddr mode='passthrough'/>",
  'hv-time': "<timer name='hypervclock'/>",
  'hv-passthrough': "<hyperv mode='passthrough'/>",
  'kvm-hint-dedicated': '<hint-dedicated> in <kvm>',
})

/** Hyper-V's enlightenments by their names in QEMU, without `hv-`, with those in libvirt where they differ. */
const enlightenments = table<string>({
  ...Object.fromEntries(
    'relaxed vapic spinlocks vpindex runtime synic stimer reset frequencies reenlightenment tlbflush ipi evmcs avic'
      .split(' ')
      .map((name) => [name, name]),
  ),
  'vendor-id': 'vendor_id',
  'stimer-direct': 'direct',
})

/** What QEMU has for its own use, or for others than libvirt. */
const withoutElement = /^(?:vendor|vmware-cpuid-freq|enforce|check|model-id|family|model|stepping|level|xlevel|hv-.*|kvm-.*|x-.*)$/

/**
 * What a `-cpu` argument would be in the domain XML. Source: libvirt qemu_command.c, qemuBuildCpuCommandLine, and formatdomain, CPU model and
 * Hypervisor features.
 */
export function nativeCpu(value: string): NativeCpu {
  const [name = '', ...flags] = value.split(',')
  const model = name === 'host' ? "<cpu mode='host-passthrough'>" : name === 'max' ? "<cpu mode='maximum'>" : `<model>${name}</model>`
  const native: Record<Kind, string[]> = { features: [], hyperv: [], others: [], unknown: [] }
  for (const flag of flags) {
    const [kind, what] = nativeFlag(flag)
    native[kind].push(what)
  }
  return { model, ...native }
}

type Kind = Exclude<keyof NativeCpu, 'model'>

function nativeFlag(flag: string): readonly [kind: Kind, what: string] {
  const [, sign, written = '', setting] = /^([+-]?)([^=]*)(?:=(.*))?$/s.exec(flag) ?? []
  const name = written.replaceAll('_', '-')
  const isOff = sign === '-' || setting === 'off'
  const isSwitch = setting === undefined || setting === 'on' || setting === 'off'
  if (name === 'kvm' && isOff) return ['others', '<hidden> in <kvm>']
  if (name === 'migratable' && isSwitch) return ['others', `migratable='${isOff ? 'off' : 'on'}'`]
  const known = switches[name]
  if (known !== undefined && !isOff && isSwitch) return ['others', known]
  const enlightenment = name.startsWith('hv-') ? enlightenments[name.slice('hv-'.length)] : undefined
  if (enlightenment !== undefined && !isOff) return ['hyperv', enlightenment]
  if (!isSwitch || known !== undefined || name === '' || withoutElement.test(name)) return ['unknown', flag]
  return ['features', `${isOff ? '-' : '+'}${written}`]
}
