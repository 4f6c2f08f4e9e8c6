import { type MemorySize, memorySizes } from '../../domain/facts/sizes.js'
import { kibOf, parseSize, unitBytes } from '../../domain/values/size.js'
import { setAttribute, setText } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The units that say what libvirt does with them. */
const clearUnits: ReadonlySet<string> = new Set(['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'])

export default rule({
  id: 'deprecated/prefer-binary-unit',
  summary: 'Write memory sizes in KiB, MiB or GiB',
  why: `libvirt keeps memory sizes in whole KiB and rounds up. \`MB\` is a power of 1000 for it, so \`<memory unit='MB'>4096</memory>\` is
a guest with 94 MiB less than \`MiB\` would give, while \`M\` and \`m\` are powers of 1024. Taking the one for the other changes the memory
that the guest sees. The binary units leave no doubt.`,
  sources: [
    'libvirt 11.3.0: virutil.c, virScaleInteger; domain_conf.c, virDomainParseMemory (rounds up to KiB)',
    'tried on libvirt 12.8.0: the stored definition is the same; MB read as MiB is another guest',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    decimal: '{unit} is a power of 1000 for libvirt: it keeps this as {kib} KiB, which is not {number} {similar}',
    bytes: 'libvirt keeps this size in KiB, rounded up: {kib} KiB',
    spelling: "libvirt reads the unit '{unit}' as {clear}",
  },
  on: Object.fromEntries(memorySizes.map((place) => [place.element, (element: XmlElement) => unclearUnit(element, place)])),
  examples: [
    {
      name: 'megabytes',
      inside: 'domain',
      bad: "<memory unit='«MB»'>100</memory>",
      fixed: "<memory unit='KiB'>97657</memory>",
      says: 'MB is a power of 1000 for libvirt: it keeps this as 97657 KiB, which is not 100 MiB',
    },
    {
      name: 'bytes',
      inside: 'domain',
      bad: "<memory unit='«bytes»'>67108865</memory>",
      fixed: "<memory unit='KiB'>65537</memory>",
      says: 'rounded up: 65537 KiB',
    },
    {
      name: 'a letter',
      inside: 'domain',
      bad: `<cpu>
  <numa>
    <cell id='0' cpus='0' memory='2' unit='«g»'/>
  </numa>
</cpu>`,
      fixed: `<cpu>
  <numa>
    <cell id='0' cpus='0' memory='2' unit='GiB'/>
  </numa>
</cpu>`,
      says: "libvirt reads the unit 'g' as GiB",
    },
    {
      name: 'binary units, and a cache part, which is kept in bytes',
      inside: 'domain',
      good: `<memory unit='GiB'>4</memory>
<cputune>
  <cachetune vcpus='0'>
    <cache id='0' level='3' type='both' size='3' unit='MB'/>
  </cachetune>
</cputune>`,
    },
  ],
})

function unclearUnit(element: XmlElement, { attribute, keepsBytes }: MemorySize) {
  const unit = element.attribute('unit')
  if (!unit || unit.value === '' || clearUnits.has(unit.value)) return
  const factor = unitBytes(unit.value)
  const number = attribute === undefined ? element.text : (element.attr(attribute) ?? '')
  const { bytes } = parseSize(number, unit.value)
  if (factor === undefined || bytes === undefined) return
  const clear = `${unit.value.charAt(0).toUpperCase()}iB`
  if (factor % 1024n === 0n) {
    return {
      message: 'spelling' as const,
      at: unit,
      data: { unit: unit.value, clear },
      fix: setAttribute(element, 'unit', clear),
    }
  }
  if (keepsBytes) return
  const kib = kibOf(bytes)
  const value = attribute === undefined ? setText(element, `${kib}`) : setAttribute(element, attribute, `${kib}`)
  const fix = [setAttribute(element, 'unit', 'KiB'), value]
  if (factor === 1n) return { message: 'bytes' as const, at: unit, data: { kib }, fix }
  return { message: 'decimal' as const, at: unit, data: { unit: unit.value, kib, number: number.trim(), similar: clear }, fix }
}
