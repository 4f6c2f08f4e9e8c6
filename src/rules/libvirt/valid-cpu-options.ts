import { repeats } from '../../domain/duplicates.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  migratable: "'migratable' is for host-passthrough and maximum, the mode is {mode}: libvirt refuses the definition",
  vendor: '<vendor> without <model> means nothing: libvirt refuses the definition',
  feature: 'features need a <model> in mode custom: libvirt refuses the definition',
  featureName: 'this feature has no name: libvirt refuses the definition',
  duplicate: "feature '{name}' is listed already: libvirt refuses the second",
  sve: "SVE is switched off, so it has no vector lengths: libvirt refuses '{length}'",
  hostCpu:
    "a guest of type qemu is emulated and cannot have the host's CPU: libvirt defines it with mode host-passthrough, but refuses to start it",
  vendorId: 'vendor_id has exactly 12 characters and no comma, this one is {length} long: libvirt refuses the definition',
  cacheLevel: "cache mode 'emulate' is for level 3 only: libvirt refuses the definition",
  cacheNoLevel: "cache mode '{mode}' is for all levels: libvirt refuses a level",
  cacheMode: "cache mode 'passthrough' needs CPU mode host-passthrough or maximum: libvirt refuses the definition",
  cacheArch: '<cache> is for x86 guests: libvirt refuses it on {arch}',
  bits: "mode='passthrough' takes the host's address bits: libvirt refuses a number of its own",
  limit: "'limit' is for mode='passthrough': libvirt refuses it here",
  addressArch: '<maxphysaddr> is for x86 guests: libvirt refuses it on {arch}',
} as const

export default rule({
  id: 'libvirt/valid-cpu-options',
  summary: 'Give the CPU only what its mode can have',
  why: `What \`<cpu>\` may hold depends on its mode: \`migratable\` belongs to host-passthrough and maximum, features and a vendor need a model,
and the cache and address bits of the host can only be passed on with the host's CPU. After the mode was changed, what is left behind makes
libvirt refuse the definition.`,
  sources: ['libvirt 11.3: cpu_conf.c, virCPUDefParseXML; qemu_validate.c, qemuValidateDomainDefCpu', 'libvirt 12.8, tried mode by mode'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/cpu'(cpu, { domain }) {
      const mode = cpu.attr('mode') ?? (cpu.attr('match') !== undefined || cpu.child('model') ? 'custom' : '')
      const reports: Report<typeof messages>[] = []
      const migratable = cpu.attribute('migratable')
      if (migratable && !passesHost(mode)) reports.push({ message: 'migratable', at: migratable, data: { mode: mode || 'not given' } })
      const model = cpu.child('model')
      const named = model !== undefined && model.text !== ''
      const vendor = cpu.child('vendor')
      if (vendor && !named) reports.push({ message: 'vendor', at: vendor })
      const features = cpu.elements('feature')
      const [first] = features
      if (first && !named && (mode === 'custom' || mode === '')) reports.push({ message: 'feature', at: first })
      for (const feature of features) if (!feature.attr('name')) reports.push({ message: 'featureName', at: feature })
      for (const { again, first } of repeats(features, (feature) => feature.attr('name') || undefined)) {
        const at = again.attributeOrSelf('name')
        reports.push({ message: 'duplicate', at, data: { name: again.attr('name') ?? '' }, related: [{ at: first, message: 'the first' }] })
      }
      if (domain.isQemu) reports.push(...vectorFaults(features))
      if (domain.type === 'qemu' && mode === 'host-passthrough') {
        reports.push({ message: 'hostCpu', at: cpu.attributeOrSelf('mode'), severity: 'warning' })
      }
      const vendorId = model?.attribute('vendor_id')
      // The model of other modes is not even read.
      if (vendorId && !passesHost(mode) && (vendorId.value.length !== 12 || vendorId.value.includes(','))) {
        reports.push({ message: 'vendorId', at: vendorId, data: { length: vendorId.value.length } })
      }
      return reports
    },
    'domain/cpu/cache'(cache, { domain }) {
      if (!domain.isQemu) return
      if (!domain.isX86) return { message: 'cacheArch', at: cache, data: { arch: domain.arch } }
      const mode = cache.attr('mode') ?? ''
      const level = cache.attribute('level')
      if (mode === 'emulate' && level?.value !== '3') return { message: 'cacheLevel', at: level ?? cache }
      const cpuMode = cache.parentElement?.attr('mode') ?? ''
      if (mode === 'passthrough' && !passesHost(cpuMode)) return { message: 'cacheMode', at: cache.attributeOrSelf('mode') }
      return level && (mode === 'passthrough' || mode === 'disable') ? { message: 'cacheNoLevel', at: level, data: { mode } } : undefined
    },
    'domain/cpu/maxphysaddr'(bits, { domain }) {
      if (!domain.isQemu) return
      if (!domain.isX86) return { message: 'addressArch', at: bits, data: { arch: domain.arch } }
      const passes = bits.attr('mode') === 'passthrough'
      const number = bits.attribute('bits')
      const limit = bits.attribute('limit')
      if (passes && number) return { message: 'bits', at: number }
      return limit && !passes ? { message: 'limit', at: limit } : undefined
    },
  },
  examples: [
    {
      name: 'migratable left behind',
      bad: "<cpu mode='host-model' migratable='«on»'/>",
      inside: 'domain',
      says: 'the mode is host-model',
    },
    {
      name: 'features of no model',
      bad: `<cpu mode='custom'>
  <«feature» policy='require' name='vmx'/>
</cpu>`,
      inside: 'domain',
    },
    {
      name: 'a feature listed twice',
      bad: `<cpu mode='host-passthrough'>
  <feature policy='require' name='vmx'/>
  <feature policy='disable' name='«vmx»'/>
</cpu>`,
      inside: 'domain',
    },
    {
      name: 'vector lengths of a unit that is switched off',
      bad: `<cpu mode='host-passthrough'>
  <feature policy='disable' name='sve'/>
  <feature policy='require' name='«sve256»'/>
</cpu>`,
      inside: 'domain',
    },
    {
      name: "the host's CPU in an emulated guest",
      bad: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <cpu mode='«host-passthrough»'/>
</domain>`,
      says: 'refuses to start it',
    },
    {
      name: "the host's cache with another CPU",
      bad: `<cpu mode='host-model'>
  <cache mode='«passthrough»'/>
</cpu>`,
      inside: 'domain',
    },
    {
      name: 'everything in its mode',
      good: `<cpu mode='host-passthrough' migratable='off'>
  <cache mode='passthrough'/>
  <maxphysaddr mode='passthrough' limit='40'/>
  <feature policy='require' name='vmx'/>
</cpu>`,
      inside: 'domain',
    },
  ],
})

/** What is left of Arm's SVE once it is switched off; libvirt takes every feature of that prefix for a vector length. */
function vectorFaults(features: readonly XmlElement[]): Report<typeof messages>[] {
  const off = features.find((feature) => feature.attr('name') === 'sve' && /^(?:disable|forbid)$/.test(feature.attr('policy') ?? ''))
  const length = features.find((feature) => /^sve./.test(feature.attr('name') ?? ''))
  if (!off || !length) return []
  const related = [{ at: off, message: 'SVE is switched off here' }]
  return [{ message: 'sve', at: length.attributeOrSelf('name'), data: { length: length.attr('name') ?? '' }, related }]
}

function passesHost(mode: string): boolean {
  return mode === 'host-passthrough' || mode === 'maximum'
}
