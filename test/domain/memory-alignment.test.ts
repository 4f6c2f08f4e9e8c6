import { describe, expect, it } from 'vitest'
import { Domain } from '../../src/domain/domain.js'
import { alignedSizes } from '../../src/domain/memory-alignment.js'
import { scan } from '../../src/xml/scan.js'

function sizes(arch: string, inside: string): Record<string, [number, number]> {
  const { document } = scan(`<domain type='kvm'><os><type arch='${arch}'>hvm</type></os>${inside}</domain>`)
  if (!document.element) throw new Error('no element')
  return Object.fromEntries(alignedSizes(new Domain(document.element)).map((size) => [size.what, [size.writtenKiB, size.alignedKiB]]))
}

const device = (model: string, size: string, rest = '') =>
  `<devices><memory model='${model}'><target><size unit='KiB'>${size}</size>${rest}</target></memory></devices>`

describe('alignedSizes', () => {
  it('rounds the boot memory to 1 MiB, and to 256 MiB on ppc64', () => {
    expect(sizes('x86_64', '<memory>1000000</memory>')).toEqual({ "the guest's memory": [1000000, 1000448] })
    expect(sizes('ppc64le', '<memory>1000000</memory>')).toEqual({ "the guest's memory": [1000000, 1048576] })
  })

  it('rounds the cells instead of their sum, and the maximum', () => {
    const guest =
      "<memory>131074</memory><maxMemory slots='4'>4000001</maxMemory><cpu><numa><cell id='0' cpus='0' memory='65537'/></numa></cpu>"
    expect(sizes('x86_64', guest)).toEqual({ 'NUMA cell 0': [65537, 66560], 'the maximum memory': [4000001, 4000768] })
  })

  it('rounds memory devices to 2 MiB', () => {
    expect(sizes('x86_64', device('dimm', '525312'))).toEqual({ 'the dimm device': [525312, 526336] })
    expect(sizes('x86_64', device('dimm', '524288'))).toEqual({ 'the dimm device': [524288, 524288] })
  })

  it('rounds an NVDIMM on ppc64 down, without its label', () => {
    const label = "<label><size unit='KiB'>128</size></label>"
    expect(sizes('ppc64', device('nvdimm', '700000', label))).toEqual({ 'the nvdimm device': [700000, 524416] })
    expect(sizes('ppc64', device('dimm', '700000'))).toEqual({ 'the dimm device': [700000, 786432] })
  })

  it('says when the rounded size is beyond what libvirt counts to', () => {
    const { document } = scan("<domain type='kvm'><memory>9007199254740991</memory></domain>")
    expect(alignedSizes(new Domain(document.element!)).map(({ overflows }) => overflows)).toEqual([true])
    const fits = scan("<domain type='kvm'><memory>9007199254739968</memory></domain>").document
    expect(alignedSizes(new Domain(fits.element!)).map(({ overflows }) => overflows)).toEqual([false])
  })

  it('leaves out what libvirt cannot read', () => {
    expect(sizes('x86_64', "<memory unit='furlong'>7</memory><maxMemory/>")).toEqual({})
  })
})
