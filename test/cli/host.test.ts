import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readHostDescriptors, Sysroot } from '../../src/cli/sysroot.js'
import { clean, folderWith, run } from './run.js'
import { withoutPrivileges } from './without-privileges.js'

const env = { HOME: '/home/ada' }
const ovmf = descriptor('Q35 firmware', ['secure-boot'])
const files = {
  'usr/share/qemu/firmware/40-first.json': ovmf,
  'usr/share/qemu/firmware/50-hidden.json': ovmf,
  'usr/share/qemu/firmware/60-own.json': ovmf,
  'usr/share/qemu/firmware/70-broken.json': '{"interface-types": ["uefi"]}',
  'etc/qemu/firmware/50-hidden.json': '',
  'home/ada/.config/qemu/firmware/60-own.json': descriptor('My own', []),
  'home/ada/.config/qemu/firmware/80-idle.json': '',
  'usr/share/qemu/vhost-user/50-gpu.json': '{"description": "GPU", "type": "gpu", "binary": "/usr/libexec/gpu"}',
  'usr/share/qemu/vhost-user/60-fs.json':
    '{"description": "FS", "type": "fs", "binary": "/usr/libexec/virtiofsd", "features": ["separate-options"]}',
  'usr/libexec/gpu': 'program',
}

function descriptor(description: string, features: readonly string[]): string {
  return JSON.stringify({
    description,
    'interface-types': ['uefi'],
    mapping: {
      device: 'flash',
      executable: { filename: '/usr/share/OVMF/CODE.fd', format: 'raw' },
      'nvram-template': { filename: '/usr/share/OVMF/VARS.fd', format: 'raw' },
    },
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features,
  })
}

describe('domlint host', () => {
  test('lists what is there by type, with features, masks and faults', async () => {
    const cwd = folderWith(files)
    expect(await run(['host', '--sysroot', cwd], { cwd, env })).toEqual({
      status: 0,
      stderr: '',
      stdout: `firmware: uefi for x86_64
  /usr/share/qemu/firmware/40-first.json
    Q35 firmware
    loader: /usr/share/OVMF/CODE.fd (pflash, raw, split)
    variables: /usr/share/OVMF/VARS.fd (raw)
    machines: pc-q35-*
    features: secure-boot
  /home/ada/.config/qemu/firmware/60-own.json
    My own
    loader: /usr/share/OVMF/CODE.fd (pflash, raw, split)
    variables: /usr/share/OVMF/VARS.fd (raw)
    machines: pc-q35-*
    features: none
firmware: masked
  /usr/share/qemu/firmware/50-hidden.json is hidden by the empty /etc/qemu/firmware/50-hidden.json
  /usr/share/qemu/firmware/60-own.json is replaced by /home/ada/.config/qemu/firmware/60-own.json
  /home/ada/.config/qemu/firmware/80-idle.json is empty, and hides nothing
firmware: broken
  /usr/share/qemu/firmware/70-broken.json has no "mapping"
vhost-user: gpu
  /usr/share/qemu/vhost-user/50-gpu.json
    GPU
    program: /usr/libexec/gpu
    features: not told
vhost-user: fs
  /usr/share/qemu/vhost-user/60-fs.json
    FS
    program: /usr/libexec/virtiofsd
    features: separate-options
    note: it names /usr/libexec/virtiofsd, which is not there
`,
    })
  })

  test('gives the same as JSON', async () => {
    const cwd = folderWith(files)
    const { stdout } = await run(['host', '--sysroot', '.', '--format', 'json'], { cwd, env })
    const { sysroot, firmware, vhostUser } = JSON.parse(stdout)
    expect(sysroot).toBe(cwd)
    expect(firmware.usable.map(({ path, features }: { path: string; features: string[] }) => [path, features])).toEqual([
      ['/usr/share/qemu/firmware/40-first.json', ['secure-boot']],
      ['/home/ada/.config/qemu/firmware/60-own.json', []],
    ])
    expect(firmware.broken).toEqual([{ path: '/usr/share/qemu/firmware/70-broken.json', problem: 'has no "mapping"' }])
    expect(firmware.masked).toHaveLength(2)
    expect(vhostUser.usable.map(({ type }: { type: string }) => type)).toEqual(['gpu', 'fs'])
  })

  test('says so when there is nothing', async () => {
    const cwd = folderWith({})
    expect(await run(['host', '--sysroot', cwd], { cwd })).toMatchObject({ status: 0, stdout: 'firmware: none\nvhost-user: none\n' })
  })

  test.each([
    [['--sysroot', 'gone'], '--sysroot gone: this folder cannot be read: it is not there'],
    [['--sysroot', 'file'], '--sysroot file: this is no folder'],
    [['guest.xml'], 'domlint host takes no file'],
    [['--format', 'yaml'], "there is no format 'yaml' here: choose from text, json"],
  ])('is used wrongly with %j', async (words, message) => {
    const cwd = folderWith({ file: '' })
    const { status, stdout, stderr } = await run(['host', ...words], { cwd })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('prints nothing that could steer a terminal', async () => {
    const evil = '\u001b]0;owned\u0007\u009b2J\u202e'
    const cwd = folderWith({
      [`usr/share/qemu/vhost-user/1${evil}.json`]: JSON.stringify({
        type: 'gpu',
        binary: `/x${evil}`,
        description: evil,
        features: [evil],
      }),
      'usr/share/qemu/vhost-user/2.json': JSON.stringify({ type: evil, binary: '/x' }),
      [`etc/qemu/vhost-user/3${evil}.json`]: '',
    })
    for (const format of ['text', 'json']) {
      const { stdout } = await run(['host', '--sysroot', cwd, '--format', format], { cwd })
      expect(stdout).toContain('owned')
      expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }
  })
})

describe('a sysroot', () => {
  test('has symbolic links that stay inside, relative or absolute', () => {
    const root = folderWith({ 'usr/share/qemu/firmware/50-real.json': ovmf, 'etc/qemu/firmware/keep': '' })
    symlinkSync('/usr/share/qemu/firmware/50-real.json', join(root, 'etc/qemu/firmware/40-absolute.json'))
    symlinkSync('../../../usr/share/qemu/firmware/50-real.json', join(root, 'etc/qemu/firmware/45-relative.json'))
    symlinkSync('../../../../../../../../../../etc/passwd', join(root, 'etc/qemu/firmware/60-out.json'))
    symlinkSync('70-circle.json', join(root, 'etc/qemu/firmware/70-circle.json'))
    const { usable, broken } = readHostDescriptors(root, {}).firmware
    expect(usable.map(({ path }) => path)).toEqual([
      '/etc/qemu/firmware/40-absolute.json',
      '/etc/qemu/firmware/45-relative.json',
      '/usr/share/qemu/firmware/50-real.json',
    ])
    expect(broken).toEqual([
      { path: '/etc/qemu/firmware/60-out.json', problem: 'is a link to nothing' },
      { path: '/etc/qemu/firmware/70-circle.json', problem: 'is a link to nothing' },
    ])
    expect(new Sysroot(root).realPath('/etc/qemu/firmware/40-absolute.json')).toBe('/usr/share/qemu/firmware/50-real.json')
  })

  test('passes over folders and hidden files, and tells of files that are too large', () => {
    const root = folderWith({
      'usr/share/qemu/firmware/.50-hidden.json': ovmf,
      'usr/share/qemu/firmware/60-large.json': `{"a": "${'x'.repeat(1024 * 1024)}"}`,
    })
    mkdirSync(join(root, 'usr/share/qemu/firmware/70-folder.json'))
    const { usable, broken } = readHostDescriptors(root, {}).firmware
    expect(usable).toEqual([])
    expect(broken).toEqual([
      { path: '/usr/share/qemu/firmware/60-large.json', problem: 'has more than 1 MiB, which libvirt does not read' },
    ])
  })

  test('knows whether a file is there, unless not even its folder is', () => {
    const root = new Sysroot(folderWith({ 'usr/bin/program': '' }))
    expect(['/usr/bin/program', '/usr/bin/other', '/opt/other'].map((path) => root.hasFile(path))).toEqual([true, false, undefined])
  })

  test('tells of files that may not be read', async () => {
    const root = folderWith({ 'usr/share/qemu/firmware/50.json': ovmf })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'usr/share/qemu/firmware/50.json'), 0)
    const { broken } = await withoutPrivileges(async () => readHostDescriptors(root, {}).firmware)
    expect(broken).toEqual([{ path: '/usr/share/qemu/firmware/50.json', problem: 'cannot be read: permission denied' }])
  })

  test('has the folder of the user where XDG has it, and nowhere else', () => {
    const root = folderWith({ 'conf/qemu/firmware/1.json': ovmf, 'home/ada/.config/qemu/firmware/2.json': ovmf })
    const found = (variables: Readonly<Record<string, string>>) =>
      readHostDescriptors(root, variables).firmware.usable.map(({ path }) => path)
    expect(found({ ...env, XDG_CONFIG_HOME: '/conf' })).toEqual(['/conf/qemu/firmware/1.json'])
    expect(found({ ...env, XDG_CONFIG_HOME: 'relative' })).toEqual(['/home/ada/.config/qemu/firmware/2.json'])
    expect(found({})).toEqual([])
  })
})

describe('lint --sysroot', () => {
  const efi = clean
    .replace('<os>', "<os firmware='efi'>")
    .replace('</os>', "<firmware><feature enabled='no' name='secure-boot'/></firmware></os>")
  const only = ['lint', '--no-config', '--preset', 'target', '--rule', 'target/require-firmware: error', '--format', 'compact']
  const sure = descriptor('secure only', ['secure-boot', 'requires-smm'])

  test('finds what the named host does not have, and nothing without a name', async () => {
    const cwd = folderWith({ 'guest.xml': efi, 'host/usr/share/qemu/firmware/40.json': sure })
    const { status, stdout } = await run([...only, '--sysroot', 'host', 'guest.xml'], { cwd })
    expect(stdout).toContain("no 'efi' firmware of this host does all that is asked for")
    expect(stdout).toContain('[target/require-firmware]')
    expect(status).toBe(1)
    expect((await run([...only, 'guest.xml'], { cwd })).stdout).not.toContain('require-firmware')
  })

  test('is used wrongly with a folder that is not there', async () => {
    const cwd = folderWith({ 'guest.xml': efi })
    const { status, stderr } = await run([...only, '--sysroot', 'gone', 'guest.xml'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain('--sysroot gone: this folder cannot be read: it is not there')
  })

  test('says nothing of a host without descriptors', async () => {
    const cwd = folderWith({ 'guest.xml': efi, 'host/etc/hosts': '' })
    expect((await run([...only, '--sysroot', 'host', 'guest.xml'], { cwd })).stdout).not.toContain('require-firmware')
  })

  test('may stand in the configuration, relative to it', async () => {
    const cwd = folderWith({
      'conf/domlint.config.json': JSON.stringify({ presets: ['target'], sysroot: 'host' }),
      'conf/host/usr/share/qemu/firmware/40.json': sure,
      'guest.xml': efi,
    })
    const { stdout } = await run(['lint', '--config', 'conf/domlint.config.json', '--format', 'compact', 'guest.xml'], { cwd })
    expect(stdout).toContain('[target/require-firmware]')
  })

  test('is never answered from the cache: the host may have changed', async () => {
    const cwd = folderWith({ 'guest.xml': efi, 'host/usr/share/qemu/firmware/40.json': sure })
    const home = folderWith({})
    const words = [...only, '--cache', '--sysroot', 'host', 'guest.xml']
    const settings = { cwd, env: { XDG_CACHE_HOME: home }, program: 'one' }
    expect((await run(words, settings)).stdout).toContain('require-firmware')
    writeFileSync(join(cwd, 'host/usr/share/qemu/firmware/40.json'), descriptor('plain', []))
    expect((await run(words, settings)).stdout).not.toContain('require-firmware')
  })
})
