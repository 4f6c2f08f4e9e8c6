import { parseUnsigned } from '../../domain/values/number.js'
import { CanonicalElement } from '../canonical-element.js'
import { setSizeKiB, sizeKiB } from '../memory-size.js'
import type { Pass } from '../pass.js'

/** The guest's memory is what its NUMA nodes and its memory devices hold together; the balloon starts at no more. */
export const memory: Pass = {
  name: 'sum up the memory',
  mirrors: 'domain_postparse.c, virDomainDefPostParseMemory; canonical-form 0.2 and 2.1',
  run(domain) {
    const { element, settings } = domain
    const written = sizeKiB(element.child('memory')) ?? 0
    const cells = element.path('cpu/numa')?.elements('cell') ?? []
    const inNodes = cells.reduce((sum, cell) => sum + (parseUnsigned(cell.get('memory') ?? '', 10, Number.MAX_SAFE_INTEGER) ?? 0), 0)
    const plugged = domain.devices('memory').reduce((sum, device) => sum + (sizeKiB(device.path('target/size')) ?? 0), 0)
    const isSummed = inNodes > 0 && (written === 0 || settings.abiUpdate)
    const total = isSummed ? inNodes + plugged : written
    if (total === 0) return
    setSizeKiB(element.ensure('memory'), total)
    const current = element.child('currentMemory') ?? element.append(CanonicalElement.create('currentMemory'))
    const size = sizeKiB(current) ?? 0
    if (size === 0 || size > total) setSizeKiB(current, total)
  },
}
