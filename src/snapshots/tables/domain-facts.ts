import { type AbiRow, guarded, seen } from '../abi-fact.js'

const number = { reading: 'number', absent: '0' } as const
const presence = { reading: 'presence' } as const
const flag = { reading: 'switch' } as const
const ofTsc = { where: { attribute: 'name', is: ['tsc'] } } as const

const switches = 'hap pmu pvspinlock vmport vmcoreinfo smm htm nested-hv ccf-assist ras ps2'.split(' ')
const hypervSwitches =
  'relaxed vapic vpindex runtime synic stimer reset frequencies reenlightenment tlbflush ipi evmcs avic emsr_bitmap xmm_input'.split(' ')
const kvmSwitches = 'hidden hint-dedicated poll-control pv-ipi dirty-ring'.split(' ')
const launchSecurity =
  'cbitpos reducedPhysBits policy dhCert session guestVisibleWorkarounds idBlock idAuth hostData mrConfigId mrOwner mrOwnerConfig'.split(
    ' ',
  )
const smbios = {
  bios: ['vendor', 'version', 'date', 'release'],
  system: ['manufacturer', 'product', 'version', 'serial', 'uuid', 'sku', 'family'],
} as const

/** The parts of a domain that are no devices (guest-visible parts of domain_conf.c, virDomainDefCheckABIStabilityFlags; section 2 and 3). */
export const domainFacts: readonly AbiRow[] = [
  guarded('@type', 'the virtualization type'),
  guarded('uuid', 'the UUID'),
  guarded('genid', 'the generation id'),
  guarded('name', 'the name', { unseen: true }),
  seen('hwuuid', 'the UUID of the hardware'),
  guarded('currentMemory', 'the current memory in KiB', { reading: 'size', volatile: true }),
  guarded('maxMemory', 'the maximum memory in KiB', { reading: 'size', absent: '0' }),
  guarded('maxMemory@slots', 'the number of memory slots', number),
  guarded('memoryBacking/source@type', 'the source of the memory', { absent: 'none', unseen: true }),
  guarded('os/type', 'the type of the operating system'),
  guarded('os/type@arch', 'the architecture'),
  guarded('os/type@machine', 'the machine type'),
  guarded('os/smbios@mode', 'the SMBIOS mode', { absent: 'none' }),
  seen('os/loader@type', 'the kind of firmware', { only: ['pflash'] }),
  seen('os/loader@readonly', 'whether the firmware is read-only', { absent: 'no' }),
  seen('os/loader@secure', 'Secure Boot of the firmware', { absent: 'no' }),
  seen('os/loader@stateless', 'whether the firmware keeps variables', { absent: 'no' }),
  seen('os/nvram@template', 'the variables that the firmware starts with'),
  seen('os/varstore@template', 'the variables that the firmware starts with'),
  seen('os/kernel', 'the kernel'),
  seen('os/initrd', 'the initial RAM disk'),
  seen('os/cmdline', 'the kernel command line'),
  seen('os/dtb', 'the device tree'),
  seen('os/shim', 'the shim'),
  seen('os/acpi/table*', 'the ACPI table'),
  seen('os/acpi/table*@type', 'the type of the ACPI table'),
  seen('os/boot*@dev', 'the boot order'),
  seen('os/bootmenu@enable', 'the boot menu'),
  seen('os/bootmenu@timeout', 'how long the boot menu waits'),
  seen('os/bios@useserial', 'the BIOS on the serial port', { absent: 'no' }),
  seen('os/bios@rebootTimeout', 'how long the BIOS waits to boot again', { absent: '-1' }),
  ...['acpi', 'pae', 'viridian', 'privnet', 'kvm', 'xen', 'apic'].map((name) =>
    guarded(`features/${name}`, `the feature ${name}`, presence),
  ),
  ...switches.map((name) => guarded(`features/${name}`, `the feature ${name}`, flag)),
  guarded('features/smm/tseg', 'the size of TSEG in bytes', { reading: 'bytes' }),
  guarded('features/apic@eoi', 'end of interrupt of the APIC'),
  guarded('features/gic', 'the interrupt controller', presence),
  guarded('features/gic@version', 'the version of the interrupt controller'),
  guarded('features/hpt@resizing', 'resizing of the hash page table', { absent: 'none' }),
  guarded('features/hpt/maxpagesize', 'the page size of the hash page table', { reading: 'size', absent: '0' }),
  guarded('features/ioapic@driver', 'the driver of the I/O APIC', { absent: 'none' }),
  guarded('features/capabilities@policy', 'the policy of capabilities', { absent: 'default' }),
  ...['cfpc', 'sbbc', 'ibs', 'aia'].map((name) => guarded(`features/${name}@value`, `the feature ${name}`)),
  guarded('features/hyperv@mode', 'the Hyper-V mode'),
  ...hypervSwitches.map((name) => guarded(`features/hyperv/${name}`, `the Hyper-V feature ${name}`, flag)),
  guarded('features/hyperv/spinlocks@retries', 'the retries of Hyper-V spinlocks', number),
  seen('features/hyperv/spinlocks@state', 'the Hyper-V feature spinlocks', { absent: 'off' }),
  guarded('features/hyperv/vendor_id@value', 'the Hyper-V vendor'),
  guarded('features/hyperv/stimer/direct', 'direct synthetic timers of Hyper-V', flag),
  seen('features/hyperv/tlbflush/direct@state', 'direct TLB flushes of Hyper-V', { absent: 'off' }),
  seen('features/hyperv/tlbflush/extended@state', 'extended TLB flushes of Hyper-V', { absent: 'off' }),
  ...kvmSwitches.map((name) => guarded(`features/kvm/${name}`, `the KVM feature ${name}`, flag)),
  guarded('features/kvm/dirty-ring@size', 'the size of the dirty ring', number),
  ...['e820_host', 'passthrough'].map((name) => guarded(`features/xen/${name}`, `the Xen feature ${name}`, flag)),
  guarded('features/xen/passthrough@mode', 'the mode of Xen passthrough'),
  guarded('clock/timer*@name', 'the timer'),
  guarded('clock/timer*@present', 'whether the timer is there'),
  guarded('clock/timer*@frequency', 'the frequency of the timer', { ...number, ...ofTsc }),
  guarded('clock/timer*@mode', 'the mode of the timer', ofTsc),
  seen('clock/timer*@tickpolicy', 'what becomes of lost ticks'),
  seen('clock/timer*@track', 'what the timer follows'),
  seen('clock@offset', 'the offset of the clock'),
  seen('clock@adjustment', 'the adjustment of the clock', { absent: '0' }),
  seen('clock@basis', 'the basis of the clock', { absent: 'utc' }),
  seen('clock@timezone', 'the time zone of the clock'),
  seen('clock@start', 'the start of the clock'),
  guarded('sysinfo*@type', 'the type of system information'),
  ...Object.entries(smbios).flatMap(([block, names]) =>
    names.map((name) => guarded(`sysinfo*/${block}/entry[${name}]`, `the ${block} ${name} of SMBIOS`)),
  ),
  ...['manufacturer', 'product', 'version', 'serial', 'asset', 'location'].map((name) =>
    guarded(`sysinfo*/baseBoard*/entry[${name}]`, `the base board ${name} of SMBIOS`),
  ),
  ...['manufacturer', 'version', 'serial', 'asset', 'sku'].map((name) =>
    guarded(`sysinfo*/chassis/entry[${name}]`, `the chassis ${name} of SMBIOS`),
  ),
  seen('sysinfo*/oemStrings/entry*', 'an OEM string of SMBIOS'),
  seen('sysinfo*/entry*', 'a firmware configuration entry'),
  seen('sysinfo*/entry*@name', 'the name of a firmware configuration entry'),
  seen('sysinfo*/entry*@file', 'the file of a firmware configuration entry'),
  seen('pm/suspend-to-mem@enabled', 'suspend to memory'),
  seen('pm/suspend-to-disk@enabled', 'suspend to disk'),
  seen('launchSecurity@type', 'the launch security'),
  ...['kernelHashes', 'authorKey', 'vcek'].map((name) => seen(`launchSecurity@${name}`, `${name} of the launch security`)),
  ...launchSecurity.map((name) => seen(`launchSecurity/${name}`, `${name} of the launch security`)),
  seen('keywrap/cipher*@name', 'the cipher of key wrapping'),
  seen('keywrap/cipher*@state', 'key wrapping'),
  seen('qemu:override/qemu:device*@alias', 'the alias of a device with overridden properties'),
  ...['name', 'type', 'value'].map((name) =>
    seen(`qemu:override/qemu:device*/qemu:frontend/qemu:property*@${name}`, `the ${name} of an overridden property of a device`),
  ),
]
