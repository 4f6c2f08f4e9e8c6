import { describe, expect, it } from 'vitest'
import { canonicalText, printed, type WrittenGuest } from './printed.js'

// The expected forms are those of libvirt 12.8 with QEMU 11.1, asked, where no other version is named.
const cpu = (beside: string, guest?: WrittenGuest) => printed('cpu', beside, '', guest)

const chosen = (model: string) => ["<cpu mode='custom' match='exact' check='none'>", `<model fallback='forbid'>${model}</model>`, '</cpu>']

describe('a guest that names no CPU', () => {
  it.each<[string, string, string]>([
    ['x86_64', 'pc', 'qemu64'],
    ['x86_64', 'isapc', '486'],
    ['i686', 'pc', 'qemu32'],
    ['s390x', 's390-ccw-virtio', 'qemu'],
    ['ppc64', 'pseries-8.0', 'POWER9'],
    ['ppc64', 'pseries-10.0', 'POWER10'],
    ['ppc64', 'pseries', 'POWER11'],
    ['ppc64', 'powernv9', 'POWER9'],
    ['ppc64', 'g3beige', 'g3'],
    ['armv7l', 'vexpress-a9', 'cortex-a9'],
    ['riscv64', 'virt', 'rv64'],
    ['riscv64', 'sifive_u', 'sifive-u54'],
    ['loongarch64', 'virt', 'la464'],
  ])('of %s and %s gets %s', (arch, machine, model) => {
    expect(cpu('', { type: 'qemu', arch, machine })).toEqual(chosen(model))
  })

  it('gets what QEMU has for it at that version', () => {
    const virt = { type: 'qemu', arch: 'aarch64', machine: 'virt' }
    expect(cpu('', { ...virt, target: 'libvirt=11.3.0,qemu=8.2.0' })).toEqual(chosen('cortex-a15'))
    expect(cpu('', virt)).toEqual([])
    expect(cpu('', { ...virt, type: 'kvm' })).toEqual([])
    expect(cpu('', { type: 'qemu', arch: 'sparc', machine: 'SS-5' })).toEqual([])
    expect(cpu('', { type: 'kvm', arch: 's390x', machine: 's390-ccw-virtio' })).toEqual(["<cpu mode='host-model' check='partial'/>"])
  })

  it('of a machine that the tables do not know has that told', () => {
    const { unknowns } = canonicalText('', '', { type: 'qemu', arch: 'ppc64', machine: 'pegasos2' })
    expect(unknowns).toContain("the CPU model: it is the default of QEMU's machine")
  })
})

describe('a CPU', () => {
  it.each<[string, string[]]>([
    ["<cpu mode='host-passthrough'/>", ["<cpu mode='host-passthrough' check='none' migratable='on'/>"]],
    ["<cpu mode='host-passthrough' migratable='off'/>", ["<cpu mode='host-passthrough' check='none' migratable='off'/>"]],
    ["<cpu mode='maximum'/>", ["<cpu mode='maximum' check='none'/>"]],
    ["<cpu mode='host-model'><model fallback='forbid'/></cpu>", ["<cpu mode='host-model' check='partial'/>"]],
    [
      "<cpu mode='host-model'><model fallback='forbid'>qemu64</model></cpu>",
      ["<cpu mode='host-model' check='partial'>", "<model fallback='forbid'>qemu64</model>", '</cpu>'],
    ],
    [
      "<cpu mode='host-model'><model fallback='forbid' vendor_id='GenuineIntel'/></cpu>",
      ["<cpu mode='host-model' check='partial'>", "<model vendor_id='GenuineIntel'/>", '</cpu>'],
    ],
    [
      "<cpu><model>Nehalem</model><feature name='vmx'/></cpu>",
      [
        "<cpu mode='custom' match='exact' check='partial'>",
        "<model fallback='allow'>Nehalem</model>",
        "<feature policy='require' name='vmx'/>",
        '</cpu>',
      ],
    ],
    [
      "<cpu mode='custom'><model/></cpu>",
      ["<cpu mode='custom' match='exact' check='none'>", "<model fallback='forbid'>qemu64</model>", '</cpu>'],
    ],
    [
      "<cpu check='partial'><topology sockets='1' cores='4' threads='1'/></cpu>",
      [
        "<cpu mode='custom' match='exact' check='none'>",
        "<model fallback='forbid'>qemu64</model>",
        "<topology sockets='1' dies='1' clusters='1' cores='4' threads='1'/>",
        '</cpu>',
      ],
    ],
  ])('%s', (beside, expected) => {
    expect(cpu(`<vcpu>4</vcpu>${beside}`)).toEqual(expected)
  })

  it('that is emulated is not compared with that of the host', () => {
    expect(cpu('<cpu><model>Nehalem</model></cpu>', { type: 'qemu' })[0]).toBe("<cpu mode='custom' match='exact' check='none'>")
  })

  it('with a vector length has SVE', () => {
    const sve = "<cpu mode='custom'><model>max</model><feature name='sve256'/></cpu>"
    expect(cpu(sve, { type: 'qemu', arch: 'aarch64', machine: 'virt' })).toContain("<feature policy='require' name='sve'/>")
  })
})
