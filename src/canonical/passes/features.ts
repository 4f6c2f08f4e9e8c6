import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Features that are on where nothing more is said of them. */
const switches = ['hap', 'pmu', 'pvspinlock', 'vmport', 'vmcoreinfo', 'smm']

/** A feature is switched on by naming it. */
export const features: Pass = {
  name: 'complete the features',
  mirrors: 'domain_conf.c, virDomainFeaturesDefParse; qemu_postparse.c, qemuDomainDefEnableDefaultFeatures; canonical-form 2.3',
  run(domain) {
    const features = domain.element.child('features')
    if (!features) return
    for (const name of switches) features.child(name)?.setDefault('state', 'on')
    features.child('async-teardown')?.setDefault('enabled', 'yes')
    features.child('hyperv')?.setDefault('mode', 'custom')
    if (domain.arch.startsWith('s390') && !domain.settings.abiUpdate) features.removeAll('acpi')
    if (features.child('ioapic')?.attributes.size === 0) features.removeAll('ioapic')
    if (domain.machine.family !== 'virt' && features.child('gic')?.get('version') === undefined) features.removeAll('gic')
  },
}

/** ARM's virt machine has an interrupt controller of some version. */
export const interruptController: Pass = {
  name: 'choose the version of the GIC',
  mirrors: 'qemu_postparse.c, qemuDomainDefEnableDefaultFeatures (virQEMUCapsSupportsGICVersion); canonical-form 2.3',
  run(domain) {
    if (!isArmVirt(domain)) return
    const gic = domain.element.ensure('features').ensure('gic')
    if (gic.get('version') !== undefined) return
    const isEmulated = domain.type === 'qemu'
    gic.set('version', isEmulated ? '2' : '3')
    if (!isEmulated) domain.unknown("the version of the GIC: it is the newest that the host's KVM has", gic)
  },
}

function isArmVirt({ arch, machine }: WorkingDomain): boolean {
  return /^(?:arm|aarch64)/.test(arch) && machine.family === 'virt'
}
