import { defaultCpu } from '../../domain/facts/default-cpus.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** A guest that names no CPU gets the one that QEMU gives its machine. */
export const defaultCpuModel: Pass = {
  name: 'choose the CPU',
  mirrors: 'qemu_postparse.c, qemuDomainDefSetDefaultCPU; canonical-form 2.5',
  run(domain) {
    const cpu = domain.element.child('cpu')
    if (cpu && ((cpu.get('mode') ?? 'custom') !== 'custom' || (cpu.child('model')?.text ?? '') !== '')) return
    const model = defaultCpu(domain)
    if (model === undefined) {
      cpu?.removeAll('model')
      return
    }
    const chosen = domain.element.ensure('cpu')
    chosen.removeAll('model')
    if (model === 'unknown') domain.unknown("the CPU model: it is the default of QEMU's machine", chosen)
    else if (model === 'host') chosen.set('mode', domain.arch.startsWith('s390') ? 'host-model' : 'host-passthrough')
    else {
      chosen.set('mode', 'custom')
      chosen.set('match', 'exact')
      chosen.set('check', 'none')
      chosen.append(CanonicalElement.create('model', { attributes: { fallback: 'forbid' }, text: modelOf(model, domain) }))
    }
  },
}

/** QEMU's own emulator of 32-bit PCs has a 32-bit default. */
function modelOf(model: string, { devicesElement }: WorkingDomain): string {
  const is32Bit = devicesElement.child('emulator')?.text.endsWith('/qemu-system-i386') ?? false
  return model === 'qemu64' && is32Bit ? 'qemu32' : model
}

/** What the mode of the CPU implies. */
export const cpuDefaults: Pass = {
  name: 'complete the CPU',
  mirrors: 'cpu_conf.c, virCPUDefParseXML and virCPUDefFormatBuf; qemu_postparse.c, qemuDomainDefCPUPostParse; canonical-form 2.5',
  run(domain) {
    const cpu = domain.element.child('cpu')
    if (!cpu) return
    for (const feature of cpu.elements('feature')) feature.setDefault('policy', 'require')
    const topology = cpu.child('topology')
    topology?.setDefault('dies', '1')
    topology?.setDefault('clusters', '1')
    if (/^(?:arm|aarch64)/.test(domain.arch)) completeSve(cpu)
    completeModel(cpu, domain)
  },
}

function completeModel(cpu: CanonicalElement, { type, isX86 }: WorkingDomain): void {
  const mode = cpu.get('mode') ?? 'custom'
  const model = cpu.child('model')
  const isNamed = (model?.text ?? '') !== ''
  if (isNamed) model?.setDefault('fallback', 'allow')
  else model?.set('fallback', undefined)
  if (mode !== 'custom' && mode !== 'host-model' && model) model.text = ''
  if (model && model.text === '' && model.attributes.size === 0) cpu.removeAll('model')
  if (mode === 'custom' && !isNamed) {
    for (const name of ['mode', 'match', 'migratable']) cpu.set(name, undefined)
    return
  }
  cpu.set('mode', mode)
  if (mode === 'custom') cpu.setDefault('match', 'exact')
  if (cpu.get('check') === 'default') cpu.set('check', undefined)
  cpu.setDefault('check', checkOf(mode, type))
  if (mode === 'host-passthrough' && isX86) cpu.setDefault('migratable', 'on')
}

/** How strictly libvirt compares the guest's CPU with the host's. */
function checkOf(mode: string, type: string): string {
  if (mode === 'host-model') return 'partial'
  return mode === 'custom' && type !== 'qemu' ? 'partial' : 'none'
}

/** A vector length of SVE calls for SVE. */
function completeSve(cpu: CanonicalElement): void {
  const features = cpu.elements('feature')
  if (!features.some((feature) => /^sve\d/.test(feature.get('name') ?? '') && isWanted(feature))) return
  const sve = features.find((feature) => feature.get('name') === 'sve')
  if (!sve) cpu.append(CanonicalElement.create('feature', { attributes: { policy: 'require', name: 'sve' } }))
  else if (sve.get('policy') === 'optional') sve.set('policy', 'require')
}

function isWanted(feature: CanonicalElement): boolean {
  return ['require', 'force', 'optional'].includes(feature.get('policy') ?? 'require')
}
