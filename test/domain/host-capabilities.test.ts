import { describe, expect, test } from 'vitest'
import { capabilitiesFor } from '../../src/domain/facts/host-capabilities.js'
import { hostToJson } from '../../src/domain/facts/host-file.js'
import { targetOfHost } from '../../src/domain/facts/host-target.js'
import { readHostCapabilities } from '../../src/domain/facts/read-host-capabilities.js'
import { capabilities, domainCapabilities, version } from './host.js'

const texts = { 'caps.xml': capabilities, 'dom.xml': domainCapabilities, 'version.txt': version }

function read(...names: (keyof typeof texts)[]) {
  return readHostCapabilities(names.map((name) => ({ name, text: texts[name] })))
}

describe('what virsh says of a host', () => {
  test('gives its emulators with their machines; containers are none', () => {
    const { arch, emulators } = read('caps.xml')
    expect(arch).toBe('x86_64')
    expect(emulators).toEqual([
      {
        arch: 'x86_64',
        path: '/usr/bin/qemu-system-x86_64',
        domainTypes: ['qemu'],
        machines: [{ name: 'pc-q35-9.2' }, { name: 'q35', canonical: 'pc-q35-9.2' }, { name: 'pc-i440fx-6.2', isDeprecated: true }],
      },
      { arch: 'x86_64', path: '/usr/libexec/qemu-fast', domainTypes: ['kvm'], machines: [{ name: 'pc-q35-9.2' }] },
    ])
  })

  test('gives what a domain can have', () => {
    const [domain] = read('dom.xml').domains
    expect(domain).toMatchObject({ path: '/usr/bin/qemu-system-x86_64', domainType: 'kvm', machine: 'pc-q35-9.2' })
    expect(domain?.enums.get('video/modelType')).toEqual(new Set(['vga', 'virtio']))
    expect(domain?.enums.get('os/loader/type')).toEqual(new Set(['rom', 'pflash']))
    expect(domain?.enums.get('hostdev/capsType')).toEqual(new Set())
    expect(domain?.enums.has('rng/model')).toBe(false)
    expect(domain?.unsupported).toEqual(new Set(['tpm', 'features/sev', 'cpu/host-passthrough']))
    expect([...(domain?.cpuModels ?? [])]).toEqual([
      ['Penryn', 'yes'],
      ['Haswell', 'no'],
      ['qemu64', 'unknown'],
    ])
    expect(domain?.deprecatedCpuModels).toEqual(new Set(['Haswell']))
    expect(domain?.loaders).toEqual(['/usr/share/OVMF/OVMF_CODE_4M.fd'])
  })

  test('takes versions from virsh version, that of the daemon first', () => {
    const host = read('caps.xml', 'version.txt')
    expect(host).toMatchObject({ libvirt: [11, 0, 0], qemu: [9, 2, 4] })
    expect(host.isQemuInferred).toBeUndefined()
    expect(targetOfHost('host:a', host)).toMatchObject({ libvirt: [11, 0, 0], qemu: [9, 2, 4], name: 'host:a' })
    expect(targetOfHost('host:a', host).guesses).toBeUndefined()
  })

  test('reads virsh version in other languages, of which only the names of the programs are alike', () => {
    const german = version.replace('Running hypervisor', 'Laufender Hypervisor').replace('Running against daemon', 'Gegen den Daemon')
    expect(
      readHostCapabilities([
        { name: 'a', text: capabilities },
        { name: 'b', text: german },
      ]),
    ).toMatchObject({
      libvirt: [11, 0, 0],
      qemu: [9, 2, 4],
    })
  })

  test('infers QEMU from its newest machine type, and says so', () => {
    const host = read('caps.xml')
    expect(host).toMatchObject({ qemu: [9, 2, 0], isQemuInferred: true })
    expect(targetOfHost('host:caps.xml', host)).toMatchObject({
      name: 'host:caps.xml',
      guesses: ['libvirt taken as 12.8.0', 'QEMU 9.2.0 by its newest machine type'],
    })
  })

  test('survives its own host file', () => {
    const host = read('caps.xml', 'dom.xml', 'version.txt')
    expect(readHostCapabilities([{ name: 'host.json', text: hostToJson(host) }])).toEqual(host)
    const inferred = read('caps.xml', 'dom.xml')
    expect(readHostCapabilities([{ name: 'host.json', text: hostToJson(inferred) }])).toEqual(inferred)
  })

  test.each([
    ['<domain/>', 'a: <domain> says nothing of what a host can do'],
    ['<capabilities>', 'a: '],
    ['hello', 'a: this is no output of virsh capabilities'],
    ['{', 'a: this is no JSON'],
    ['{"a": 1}', 'a: this JSON is no host file of domlint'],
    ['{"domlintHost": 99}', 'a: this host file has the format 99'],
    [version, 'a: no emulator is described here'],
    ['<capabilities/>', 'a: no emulator is described here'],
  ])('refuses %j', (text, sentence) => {
    expect(() => readHostCapabilities([{ name: 'a', text }])).toThrow(sentence)
    expect(() => readHostCapabilities([{ name: 'a', text }])).toThrow(RangeError)
  })
})

describe('the domain capabilities that speak of a guest', () => {
  const host = readHostCapabilities([
    { name: 'a', text: domainCapabilities },
    { name: 'b', text: domainCapabilities.replace('<domain>kvm<', '<domain>qemu<') },
    { name: 'c', text: domainCapabilities.replace('qemu-system-x86_64', 'other') },
  ])

  test('are those of its emulator and its type', () => {
    const found = capabilitiesFor(host, { arch: 'x86_64', type: 'qemu', emulator: '/usr/bin/qemu-system-x86_64' })
    expect(found).toMatchObject({ domainType: 'qemu', path: '/usr/bin/qemu-system-x86_64' })
    expect(capabilitiesFor(host, { arch: 'x86_64', type: 'kvm', emulator: '/usr/bin/other' })?.path).toBe('/usr/bin/other')
  })

  test('are others of the architecture where that emulator was not asked, and none of another architecture', () => {
    expect(capabilitiesFor(host, { arch: 'x86_64', type: 'kvm', emulator: '/usr/bin/kvm' })?.domainType).toBe('kvm')
    expect(capabilitiesFor(host, { arch: 'aarch64', type: 'kvm', emulator: undefined })).toBeUndefined()
  })
})
