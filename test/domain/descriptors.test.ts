import { describe, expect, it } from 'vitest'
import { type DescriptorFile, descriptorFolders, effectiveFiles } from '../../src/domain/descriptors/descriptor-files.js'
import { parseFirmwareDescriptor } from '../../src/domain/descriptors/firmware-descriptor.js'
import { firmwareDiscovery, vhostUserDiscovery } from '../../src/domain/descriptors/host-descriptors.js'
import { DescriptorFault } from '../../src/domain/descriptors/json-fields.js'
import { matchesPattern } from '../../src/domain/descriptors/machine-pattern.js'
import { parseVhostUserDescriptor } from '../../src/domain/descriptors/vhost-user-descriptor.js'
import { withoutAlias } from '../../src/domain/facts/machine-alias.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { firmwareFile, noFiles, split } from './descriptor-host.js'

const folders = descriptorFolders('firmware', '/home/ada/.config')
const [distribution = '', administrator = '', user = ''] = folders

function file(folder: string, name: string, text = '{}'): DescriptorFile {
  return { folder, name, text }
}

function used(files: readonly DescriptorFile[]): string[] {
  return effectiveFiles(files, folders).effective.map(({ folder, name }) => `${folder}/${name}`)
}

describe('the files that count', () => {
  it('are in three folders, the user’s only where there is one', () => {
    expect(folders).toEqual(['/usr/share/qemu/firmware', '/etc/qemu/firmware', '/home/ada/.config/qemu/firmware'])
    expect(descriptorFolders('vhost-user', undefined)).toEqual(['/usr/share/qemu/vhost-user', '/etc/qemu/vhost-user'])
  })

  it('are tried in the order of their names, whatever the folder', () => {
    const files = [file(user, '70-c.json'), file(distribution, '60-b.json'), file(administrator, '50-a.json'), file(distribution, '9.json')]
    expect(used(files)).toEqual([`${administrator}/50-a.json`, `${distribution}/60-b.json`, `${user}/70-c.json`, `${distribution}/9.json`])
  })

  it('are sorted by bytes, as strcmp does, not by language', () => {
    const names = ['a.json', 'B.json', 'ä.json', '𐀀.json', '�.json', 'a-.json', 'a']
    expect(
      effectiveFiles(
        names.map((name) => file(distribution, name)),
        folders,
      ).effective.map(({ name }) => name),
    ).toEqual(['B.json', 'a', 'a-.json', 'a.json', 'ä.json', '�.json', '𐀀.json'])
  })

  it('are those of the most specific folder, whatever order they come in', () => {
    const three = [file(distribution, '50.json'), file(administrator, '50.json'), file(user, '50.json')]
    for (const files of [three, [...three].reverse()]) {
      const { effective, masked } = effectiveFiles(files, folders)
      expect(effective.map(({ folder }) => folder)).toEqual([user])
      expect(masked).toEqual([
        { path: `${administrator}/50.json`, by: `${user}/50.json`, byEmptyFile: false },
        { path: `${distribution}/50.json`, by: `${user}/50.json`, byEmptyFile: false },
      ])
    }
  })

  it('are hidden by an empty file of the same name that is more specific', () => {
    const { effective, masked, idle } = effectiveFiles([file(distribution, '50.json'), file(administrator, '50.json', '')], folders)
    expect(effective).toEqual([])
    expect(masked).toEqual([{ path: `${distribution}/50.json`, by: `${administrator}/50.json`, byEmptyFile: true }])
    expect(idle).toEqual([])
  })

  it('are not hidden by a less specific one, nor by one of another name', () => {
    const files = [file(distribution, '50.json', ''), file(administrator, '50.json'), file(user, '51.json', '')]
    const { effective, idle } = effectiveFiles(files, folders)
    expect(effective.map(({ folder }) => folder)).toEqual([administrator])
    expect(idle).toEqual([`${user}/51.json`])
  })

  it('may hide nothing when they cannot be read', () => {
    const unreadable = { ...file(administrator, '50.json', ''), problem: 'cannot be read: permission denied' }
    const { usable, broken, masked } = firmwareDiscovery([file(distribution, '50.json'), unreadable], folders, noFiles)
    expect(usable).toEqual([])
    expect(broken).toEqual([{ path: `${administrator}/50.json`, problem: 'cannot be read: permission denied' }])
    expect(masked).toHaveLength(1)
  })

  it('may be called as anything', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'no-suffix'])
      expect(used([file(distribution, name)])).toEqual([`${distribution}/${name}`])
  })
})

describe('a firmware descriptor', () => {
  const good = {
    'interface-types': ['uefi', 'bios'],
    mapping: split('/code.fd', '/vars.fd'),
    targets: [{ architecture: 'i386', machines: ['pc-*'] }],
    features: ['secure-boot', 'from-the-future'],
  }
  const parse = (value: unknown) => parseFirmwareDescriptor(JSON.stringify(value))

  it('is read into libvirt’s names; the mode is split when none is told', () => {
    expect(parse({ ...good, description: 'OVMF', more: { anything: [1] } })).toEqual({
      description: 'OVMF',
      interfaceTypes: ['uefi', 'bios'],
      mapping: {
        device: 'flash',
        mode: 'split',
        executable: { filename: '/code.fd', format: 'raw' },
        nvramTemplate: { filename: '/vars.fd', format: 'raw' },
      },
      targets: [{ architecture: 'i686', machines: ['pc-*'] }],
      features: new Set(['secure-boot', 'from-the-future']),
    })
  })

  it.each([
    [
      { device: 'memory', filename: '/a.fd' },
      { device: 'memory', filename: '/a.fd' },
    ],
    [
      { device: 'memory', filename: '/a.fd', 'uefi-vars': { template: '/a.json' } },
      { device: 'memory', filename: '/a.fd', varsTemplate: '/a.json' },
    ],
    [
      { device: 'kernel', filename: '/u-boot' },
      { device: 'kernel', filename: '/u-boot' },
    ],
    [
      { device: 'flash', mode: 'stateless', executable: { filename: '/a.fd', format: 'qcow2' } },
      { device: 'flash', mode: 'stateless', executable: { filename: '/a.fd', format: 'qcow2' } },
    ],
  ])('has a mapping %#', (mapping, expected) => {
    expect(parse({ ...good, mapping }).mapping).toEqual(expected)
  })

  it.each([
    ['', 'is not JSON'],
    ['{"a": 1,\n  }', 'is not JSON: the mistake is at line 2, column 3'],
    ['\u001b]0;x\u0007', 'is not JSON'],
    ['[]', 'holds a list, where a JSON object is expected'],
    ['null', 'holds null, where a JSON object is expected'],
    ['"text"', 'holds a text, where a JSON object is expected'],
    [JSON.stringify({}), 'has no "interface-types"'],
    [JSON.stringify({ ...good, 'interface-types': 'uefi' }), 'has a text as "interface-types", where a list is expected'],
    [JSON.stringify({ ...good, 'interface-types': [7] }), 'has a number in "interface-types", where a text is expected'],
    [
      JSON.stringify({ ...good, 'interface-types': ['efi'] }),
      'has "efi" as "interface-types", which is none of bios, openfirmware, uboot, uefi',
    ],
    [JSON.stringify({ ...good, mapping: [] }), 'has a list as "mapping", where an object is expected'],
    [JSON.stringify({ ...good, mapping: { device: 'tape' } }), 'has "tape" as "mapping.device", which is none of flash, kernel, memory'],
    [JSON.stringify({ ...good, mapping: { device: 'flash' } }), 'has no "mapping.executable"'],
    [JSON.stringify({ ...good, mapping: { device: 'flash', executable: { filename: '/a' } } }), 'has no "mapping.executable.format"'],
    [
      JSON.stringify({ ...good, mapping: { device: 'flash', executable: { filename: '/a', format: 'raw' } } }),
      'has no "mapping.nvram-template"',
    ],
    [JSON.stringify({ ...good, mapping: { device: 'flash', mode: null } }), 'has null as "mapping.mode", where a text is expected'],
    [JSON.stringify({ ...good, mapping: { device: 'memory', filename: '/a', 'uefi-vars': {} } }), 'has no "mapping.uefi-vars.template"'],
    [JSON.stringify({ ...good, targets: [null] }), 'has null in "targets", where an object is expected'],
    [
      JSON.stringify({ ...good, targets: [{ architecture: 'pdp11', machines: [] }] }),
      'has the architecture "pdp11", which libvirt does not know',
    ],
    [JSON.stringify({ ...good, targets: [{ architecture: 'toString', machines: [] }] }), 'has the architecture "toString"'],
    [JSON.stringify({ ...good, targets: [{ architecture: 'x86_64' }] }), 'has no "targets.machines"'],
    [JSON.stringify({ ...good, features: undefined }), 'has no "features"'],
    ['{"__proto__": {"interface-types": ["uefi"]}}', 'has no "interface-types"'],
  ])('is refused with a clear sentence: %#', (text, sentence) => {
    expect(() => parseFirmwareDescriptor(text)).toThrow(DescriptorFault)
    expect(() => parseFirmwareDescriptor(text)).toThrow(sentence)
  })

  it('may be nested as deep as it likes, and long values are cut in messages', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(() => parseFirmwareDescriptor(`{"interface-types": ${deep}}`)).toThrow('has a list in "interface-types"')
    expect(() => parseFirmwareDescriptor(deep)).toThrow('holds a list')
    const long = JSON.stringify({ ...good, 'interface-types': ['x'.repeat(100_000)] })
    expect(messageOf(() => parseFirmwareDescriptor(long)).length).toBeLessThan(200)
  })
})

describe('a vhost-user descriptor', () => {
  it('has a type, a program, and perhaps features', () => {
    expect(parseVhostUserDescriptor('{"type": "gpu", "binary": "/gpu", "tags": ["a"]}')).toEqual({
      description: undefined,
      type: 'gpu',
      binary: '/gpu',
      features: undefined,
      tags: ['a'],
    })
    expect(parseVhostUserDescriptor('{"type": "fs", "binary": "/fs", "features": ["separate-options"]}').features).toEqual(
      new Set(['separate-options']),
    )
  })

  it.each([
    ['{"binary": "/x"}', 'has no "type"'],
    ['{"type": "gpu"}', 'has no "binary"'],
    ['{"type": "printer", "binary": "/x"}', 'has "printer" as "type"'],
    ['{"type": ["gpu"], "binary": "/x"}', 'has a list as "type", where a text is expected'],
  ])('is refused with a clear sentence: %s', (text, sentence) => {
    expect(() => parseVhostUserDescriptor(text)).toThrow(sentence)
  })
})

describe('what a host has', () => {
  it('is sorted into usable and broken, with notes on files that are not there', () => {
    const present = { realPath: (path: string) => path, hasFile: (path: string) => path === '/bin/gpu' }
    const [folder = ''] = descriptorFolders('vhost-user', undefined)
    const files = [
      file(folder, '1.json', '{"type": "gpu", "binary": "/bin/gpu"}'),
      file(folder, '2.json', '{"type": "gpu", "binary": "/bin/gone"}'),
      file(folder, '3.json', '{"type": "gpu", "binary": "gpu"}'),
      file(folder, '4.json', 'x'),
    ]
    const { usable, broken } = vhostUserDiscovery(files, [folder], present)
    expect(usable.map(({ path, notes }) => [path.slice(-6), notes])).toEqual([
      ['1.json', []],
      ['2.json', ['names /bin/gone, which is not there']],
      ['3.json', ['names gpu, which is no absolute path']],
    ])
    expect(broken).toEqual([{ path: `${folder}/4.json`, problem: 'is not JSON' }])
  })

  it('is known by descriptors alone when nothing else is at hand', () => {
    const { usable } = firmwareDiscovery([firmwareFile('1.json', { mapping: split('/code', '/vars') })], folders, noFiles)
    expect(usable.map(({ notes }) => notes)).toEqual([[]])
  })
})

describe('machines', () => {
  it.each([
    ['pc-q35-*', 'pc-q35-9.2', true],
    ['pc-q35-*', 'pc-q35-', true],
    ['pc-q35-*', 'q35', false],
    ['virt*', 'virt', true],
    ['virt', 'virt-9.2', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['?irt-*.2', 'virt-9.2', true],
    ['*-*-*', 'pc-q35-9.2', true],
    ['a*b*c', 'abbbc', true],
    ['a*b*c', 'abbb', false],
    ['[ab]', 'a', false],
  ])('%s matches %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected)
  })

  it('are matched in time that does not explode', () => {
    expect(matchesPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false)
  })

  it('are the versioned ones that aliases stand for', () => {
    const target = targetFrom('libvirt=10.0.0,qemu=9.2.3')
    expect(withoutAlias('q35', 'x86_64', target)).toBe('pc-q35-9.2')
    expect(withoutAlias('pc', 'i686', target)).toBe('pc-i440fx-9.2')
    expect(withoutAlias('virt', 'aarch64', target)).toBe('virt-9.2')
    expect(withoutAlias('virt', 'riscv64', target)).toBe('virt')
    expect(withoutAlias('virt', 'loongarch64', target)).toBe('virt')
    expect(withoutAlias('pc-q35-6.2', 'x86_64', target)).toBe('pc-q35-6.2')
    expect(withoutAlias('q35', 'x86_64', targetFrom('qemu=latest'))).toBe('q35')
  })
})

function messageOf(throws: () => unknown): string {
  try {
    throws()
  } catch (error) {
    return String(error)
  }
  throw new Error('it throws nothing')
}
