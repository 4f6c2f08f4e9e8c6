import { describe, expect, test } from 'vitest'
import { capabilities, domainCapabilities, version } from '../domain/host.js'
import { folderWith, run } from './run.js'

const spice = `<domain type='kvm'>
  <name>desktop</name>
  <memory unit='KiB'>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <graphics type='spice' autoport='yes'/>
    <video>
      <model type='cirrus'/>
    </video>
  </devices>
</domain>
`

const host = { 'caps.xml': capabilities, 'dom.xml': domainCapabilities, 'version.txt': version }

interface Message {
  readonly ruleId: string
  readonly message: string
}

async function findings(words: readonly string[], files: Readonly<Record<string, string>>): Promise<Message[]> {
  const cwd = folderWith({ 'desktop.xml': spice, ...files })
  const { stdout, stderr } = await run(['--preset', 'target', '--format', 'json', 'desktop.xml', ...words], { cwd })
  expect(stderr).toBe('')
  const [report] = JSON.parse(stdout) as [{ messages: Message[] }]
  return report.messages
}

function ids(messages: readonly Message[]): string[] {
  return [...new Set(messages.map(({ ruleId }) => ruleId))].sort()
}

describe('--target', () => {
  test('takes a distribution', async () => {
    const messages = await findings(['--target', 'rhel-9'], {})
    expect(ids(messages)).toContain('target/no-spice-without-server')
    expect(ids(messages)).toContain('target/valid-emulator-path')
    expect(ids(await findings(['--target', 'debian-13'], {}))).toEqual([])
  })

  test('given twice asks for both, and says where something is wrong', async () => {
    const messages = await findings(['--target', 'debian-13', '--target', 'rhel-9'], {})
    expect(messages.find(({ ruleId }) => ruleId === 'target/no-spice-without-server')?.message).toMatch(/\(on rhel-9\)$/)
  })

  test('reads the files of a host', async () => {
    const messages = await findings(['--target', 'host:caps.xml,dom.xml,version.txt'], host)
    expect(messages.map(({ message }) => message)).toEqual([
      'the QEMU of host:caps.xml,dom.xml,version.txt has no SPICE: libvirt there refuses this guest, which uses it for the SPICE server',
      'the QEMU of host:caps.xml,dom.xml,version.txt has no video card cirrus: libvirt there refuses the definition, it has vga, virtio',
    ])
  })

  test('says what the files of a host do not tell', async () => {
    const cwd = folderWith({ 'desktop.xml': spice, ...host })
    const words = ['--format', 'compact', 'desktop.xml', '--target']
    const { stderr } = await run([...words, 'host:caps.xml'], { cwd })
    expect(stderr).toBe(
      'domlint: host:caps.xml: libvirt taken as 12.8.0, QEMU 9.2.0 by its newest machine type; the output of virsh version tells\n',
    )
    expect((await run([...words, 'host:caps.xml,version.txt'], { cwd })).stderr).toBe('')
    expect((await run([...words, 'host:caps.xml', '--quiet'], { cwd })).stderr).toBe('')
  })

  test.each([
    [['--target', 'host:gone.xml'], 'gone.xml cannot be read: it is not there'],
    [['--target', 'host:desktop.xml'], 'desktop.xml: <domain> says nothing of what a host can do'],
    [['--target', 'host:'], 'names no file: write host:FILE'],
    [['--target', 'debain-13'], 'did you mean debian-13?'],
    [['--from', 'nowhere'], "the target 'nowhere' is not known"],
  ])('%j is a mistake', async (words, sentence) => {
    const cwd = folderWith({ 'desktop.xml': spice })
    const { status, stdout, stderr } = await run(['desktop.xml', ...words], { cwd })
    expect(stderr).toContain(sentence)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })
})

describe('--from', () => {
  test('tells what changes on the way', async () => {
    const alias = { 'desktop.xml': spice.replace('pc-q35-9.2', 'q35') }
    const words = ['--from', 'debian-12', '--target', 'debian-13']
    const messages = await findings(words, alias)
    expect(messages.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('q35 means pc-q35-7.2 on debian-12 and pc-q35-10.0 on debian-13'),
    )
    expect(ids(await findings(['--target', 'debian-13'], alias))).not.toContain('target/no-changed-default')
  })
})

describe('a configuration', () => {
  test('names several targets, and files of a host as seen from its folder', async () => {
    const cwd = folderWith({
      'domlint.config.json': JSON.stringify({ target: ['rhel-9', 'host:hosts/dom.xml'], from: 'debian-12' }),
      'hosts/dom.xml': domainCapabilities,
      'guests/desktop.xml': spice,
    })
    const { stdout } = await run(['--print-config', 'desktop.xml', '--config', '../domlint.config.json'], { cwd: `${cwd}/guests` })
    const described = JSON.parse(stdout) as { target: { value: unknown }; from: { value: unknown } }
    expect(described.target.value).toEqual(['rhel-9', 'host:hosts/dom.xml, libvirt taken as 12.8.0, QEMU taken as 11.1.3'])
    expect(described.from.value).toBe('debian-12')
  })

  test('that names no target in its list is faulty', async () => {
    const cwd = folderWith({ 'domlint.config.json': '{ "target": [] }', 'desktop.xml': spice })
    const { status, stderr } = await run(['desktop.xml'], { cwd })
    expect(stderr).toContain('this list names no target')
    expect(status).toBe(2)
  })

  test('results are kept by what the files of a host say', async () => {
    const cwd = folderWith({ 'desktop.xml': spice, 'dom.xml': domainCapabilities })
    const { writeFileSync } = await import('node:fs')
    const env = { XDG_CACHE_HOME: `${cwd}/cache` }
    const words = ['--cache', '--preset', 'target', '--format', 'compact', '--target', 'host:dom.xml', 'desktop.xml']
    expect((await run(words, { cwd, env, program: 'p' })).stdout).toContain('no-spice-without-server')
    writeFileSync(`${cwd}/dom.xml`, domainCapabilities.replace('<value>vnc</value>', '<value>vnc</value><value>spice</value>'))
    expect((await run(words, { cwd, env, program: 'p' })).stdout).not.toContain('no-spice-without-server')
  })
})
