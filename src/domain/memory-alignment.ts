import type { XmlElement } from '../xml/tree.js'
import type { Domain } from './domain.js'
import { kibOf, memoryKiB, parseSize } from './values/size.js'

/** A size of guest memory that libvirt rounds when it starts a guest afresh. */
export interface AlignedSize {
  /** The element that holds the size: in its text, or in its `memory` attribute (a NUMA cell). */
  readonly element: XmlElement
  readonly attribute: 'memory' | undefined
  readonly what: string
  readonly writtenKiB: number
  readonly alignedKiB: number
  readonly stepKiB: number
  /** Whether the aligned size is beyond the largest that libvirt counts to: it then refuses to start the guest. */
  readonly overflows: boolean
}

const MiB = 1024

/**
 * All sizes of a guest's memory as written and as libvirt rounds them at a fresh start, never for a migration or a restore
 * (qemu_domain.c, qemuDomainAlignMemorySizes): to 256 MiB on ppc64; elsewhere the boot memory, its NUMA cells and the maximum
 * to 1 MiB, and memory devices to 2 MiB. An NVDIMM on ppc64 is rounded down instead, without its label. Sizes that libvirt
 * cannot read are left out.
 */
export function alignedSizes(domain: Domain): AlignedSize[] {
  const ppc64 = domain.arch.startsWith('ppc64')
  const bootStep = ppc64 ? 256 * MiB : MiB
  const deviceStep = ppc64 ? 256 * MiB : 2 * MiB
  const sizes: AlignedSize[] = []
  const add = (element: XmlElement | undefined, attribute: 'memory' | undefined, what: string, stepKiB: number, align = roundUp) => {
    const writtenKiB = element && sizeOf(element, attribute)
    if (!element || writtenKiB === undefined) return
    const alignedKiB = align(writtenKiB, stepKiB)
    sizes.push({ element, attribute, what, writtenKiB, alignedKiB, stepKiB, overflows: alignedKiB > Number.MAX_SAFE_INTEGER })
  }
  const cells = domain.element.path('cpu/numa')?.elements('cell') ?? []
  const devices = domain.devices('memory')
  // With NUMA cells the boot memory is their sum; with memory devices but no cells it is what they leave of the total.
  if (cells.length === 0 && devices.length === 0) add(domain.element.child('memory'), undefined, "the guest's memory", bootStep)
  for (const cell of cells) add(cell, 'memory', `NUMA cell ${cell.attr('id') ?? ''}`.trim(), bootStep)
  add(domain.element.child('maxMemory'), undefined, 'the maximum memory', bootStep)
  for (const device of devices) {
    const model = device.attr('model') ?? ''
    const target = device.child('target')
    const label = target?.path('label/size')
    const labelKiB = (label && memoryKiB(label)) ?? 0
    const align =
      ppc64 && model === 'nvdimm' ? (size: number, step: number) => Math.max(roundDown(size - labelKiB, step), step) + labelKiB : roundUp
    add(target?.child('size'), undefined, `the ${model || 'memory'} device`, deviceStep, align)
  }
  return sizes
}

function sizeOf(element: XmlElement, attribute: 'memory' | undefined): number | undefined {
  if (!attribute) return memoryKiB(element)
  const { bytes } = parseSize(element.attr(attribute) ?? '', element.attr('unit'))
  return bytes === undefined ? undefined : kibOf(bytes)
}

function roundUp(size: number, step: number): number {
  const rest = size % step
  return rest === 0 ? size : size - rest + step
}

function roundDown(size: number, step: number): number {
  return size - (size % step)
}
