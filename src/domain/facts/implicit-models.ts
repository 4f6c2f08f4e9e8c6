import type { Domain } from '../domain.js'

/** The kinds of guests between which libvirt's defaults differ. */
export type GuestKind = 'x86' | 'arm-virt' | 'riscv-virt' | 'loongarch-virt' | 'pseries' | 'ppc64' | 's390' | 'other'

/** What libvirt chooses for a device that names no model. */
export interface ImplicitModel {
  /** The models in libvirt's order of preference: the first that QEMU is built with is taken. */
  readonly models: readonly [string, ...string[]]
  /** What an older libvirt chose, and which. */
  readonly before?: { readonly libvirt: string; readonly model: string }
}

export type ModelledDevice = 'interface' | 'video' | 'scsi controller' | 'usb controller' | 'panic' | 'tpm'

/**
 * Sources: libvirt 11.3 qemu_postparse.c (qemuDomainDefaultNetModel, qemuDomainDefaultVideoDevice,
 * qemuDomainDefaultSCSIControllerModel, qemuDomainDefaultUSBControllerModel, qemuDomainDefaultPanicModel, qemuDomainTPMDefPostParse),
 * and NEWS for what changed. What is not listed here libvirt leaves open, refuses, or decides by more than the kind of guest.
 */
const implicitModels: Readonly<Record<ModelledDevice, Partial<Record<GuestKind, ImplicitModel>>>> = {
  interface: {
    x86: { models: ['rtl8139', 'e1000', 'virtio'] },
    pseries: { models: ['rtl8139', 'e1000', 'virtio'] },
    ppc64: { models: ['rtl8139', 'e1000', 'virtio'] },
    s390: { models: ['virtio'] },
    'arm-virt': { models: ['virtio'] },
    'riscv-virt': { models: ['virtio'] },
    'loongarch-virt': { models: ['virtio'] },
  },
  video: {
    x86: { models: ['cirrus', 'vga'] },
    pseries: { models: ['vga'] },
    ppc64: { models: ['vga'] },
    s390: { models: ['virtio'] },
    'arm-virt': { models: ['virtio'] },
    'riscv-virt': { models: ['virtio'] },
    'loongarch-virt': { models: ['virtio'] },
  },
  'scsi controller': {
    x86: { models: ['lsilogic', 'virtio-scsi'] },
    pseries: { models: ['ibmvscsi'] },
    s390: { models: ['virtio-scsi'] },
    'arm-virt': { models: ['virtio-scsi'], before: { libvirt: '11.6.0', model: 'lsilogic' } },
    'riscv-virt': { models: ['virtio-scsi'], before: { libvirt: '11.6.0', model: 'lsilogic' } },
    'loongarch-virt': { models: ['virtio-scsi'] },
  },
  'usb controller': {
    x86: { models: ['piix3-uhci'] },
    'arm-virt': { models: ['qemu-xhci', 'nec-xhci'] },
    pseries: { models: ['qemu-xhci', 'nec-xhci', 'pci-ohci'], before: { libvirt: '3.3.0', model: 'pci-ohci' } },
    ppc64: { models: ['qemu-xhci', 'nec-xhci', 'pci-ohci'], before: { libvirt: '3.3.0', model: 'pci-ohci' } },
  },
  panic: {
    x86: { models: ['isa'] },
    pseries: { models: ['pseries'] },
    s390: { models: ['s390'] },
    'arm-virt': { models: ['pvpanic'] },
  },
  tpm: {
    x86: { models: ['tpm-tis'] },
    'arm-virt': { models: ['tpm-tis'] },
    pseries: { models: ['tpm-spapr'] },
    ppc64: { models: ['tpm-spapr'] },
  },
}

/** The kind of a guest, by architecture and machine type. */
export function guestKind({ arch, machine, isX86 }: Pick<Domain, 'arch' | 'machine' | 'isX86'>): GuestKind {
  if (isX86) return 'x86'
  if (arch.startsWith('s390')) return 's390'
  if (arch.startsWith('ppc64')) return machine.family === 'pseries' || machine.family === 'none' ? 'pseries' : 'ppc64'
  if (machine.family !== 'virt' && machine.family !== 'none') return 'other'
  if (/^(?:arm|aarch64)/.test(arch)) return 'arm-virt'
  if (arch.startsWith('riscv')) return 'riscv-virt'
  return arch.startsWith('loongarch') ? 'loongarch-virt' : 'other'
}

/** What libvirt's QEMU driver chooses for such a device of this guest; undefined where it is not known. */
export function implicitModel(device: ModelledDevice, domain: Domain): ImplicitModel | undefined {
  return domain.isQemu ? implicitModels[device][guestKind(domain)] : undefined
}

/** Whether every libvirt chooses the same, whatever its QEMU is built with. */
export function isCertain(choice: ImplicitModel): boolean {
  return choice.models.length === 1 && choice.before === undefined
}

/** The choice in words: `rtl8139, or where QEMU is built without it e1000, then virtio`. */
export function choiceInWords({ models, before }: ImplicitModel): string {
  const [first, ...others] = models
  const today = others.length === 0 ? first : `${first}, or where QEMU is built without it ${others.join(', then ')}`
  return before ? `${today} (${before.model} before libvirt ${before.libvirt})` : today
}
