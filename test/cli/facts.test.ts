import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { capabilities, domainCapabilities, version } from '../domain/host.js'
import { folderWith, run } from './run.js'

const files = { 'caps.xml': capabilities, 'dom.xml': domainCapabilities, 'version.txt': version }

describe('domlint facts', () => {
  test('shows what a host offers', async () => {
    const cwd = folderWith(files)
    const { status, stdout, stderr } = await run(['facts', '--from-capabilities', 'caps.xml', 'dom.xml', 'version.txt'], { cwd })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const line of [
      'libvirt       11.0.0',
      'QEMU          9.2.4',
      'x86_64  /usr/bin/qemu-system-x86_64  (qemu)',
      '    pc-q35-9.2',
      '  deprecated:\n    pc-i440fx-6.2',
      '  aliases:\n    q35 is pc-q35-9.2',
      '  CPU models that it can run:\n    Penryn',
      '  video/modelType:\n    vga virtio',
      '  not supported:\n    cpu/host-passthrough features/sev tpm',
      '  firmware:\n    /usr/share/OVMF/OVMF_CODE_4M.fd',
    ])
      expect(stdout).toContain(line)
  })

  test('says what it does not know', async () => {
    const cwd = folderWith(files)
    const { stdout } = await run(['facts', 'caps.xml'], { cwd })
    expect(stdout).toContain('libvirt       not told: add the output of virsh version')
    expect(stdout).toContain('QEMU          9.2.0 (by its newest machine type)')
  })

  test('writes a host file that --target reads', async () => {
    const cwd = folderWith(files)
    const words = [
      'facts',
      '--from-capabilities',
      'caps.xml',
      '--from-capabilities',
      'dom.xml',
      '--output',
      'host.json',
      '--format',
      'json',
    ]
    const { status, stdout, stderr } = await run(words, { cwd })
    expect(status).toBe(0)
    expect(readFileSync(`${cwd}/host.json`, 'utf8')).toBe(stdout)
    expect(stderr).toBe('domlint: wrote host.json: check against this host with --target host:host.json\n')
    const again = await run(['facts', 'host.json', '--format', 'json'], { cwd })
    expect(again.stdout).toBe(stdout)
    const config = await run(['--target', 'host:host.json', '--print-config', 'a.xml'], { cwd })
    expect(config.stdout).toContain('"host:host.json, libvirt taken as 12.8.0, QEMU 9.2.0 by its newest machine type"')
  })

  test('reads standard input', async () => {
    const { stdout } = await run(['facts', '-'], { cwd: folderWith({}), stdin: capabilities })
    expect(stdout).toContain('architecture  x86_64')
  })

  test('writes no control characters of the input to a terminal', async () => {
    const cwd = folderWith({ 'caps.xml': capabilities.replace('>q35<', '>q\u009b35<') })
    const { stdout } = await run(['facts', 'caps.xml'], { cwd })
    expect(stdout).toContain('q\\u009b35 is pc-q35-9.2')
  })

  test.each([
    [['facts'], 'which host? give files'],
    [['facts', 'gone.xml'], 'gone.xml cannot be read: it is not there'],
    [['facts', 'caps.xml', '--format', 'yaml'], "there is no format 'yaml' here: choose from text, json"],
    [['facts', 'caps.xml', '--output', 'no/such/host.json'], 'no/such/host.json cannot be written: it is not there'],
    [['facts', 'version.txt'], 'version.txt: no emulator is described here'],
  ])('%j is a mistake', async (words, sentence) => {
    const { status, stdout, stderr } = await run(words, { cwd: folderWith(files) })
    expect(stderr).toContain(sentence)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })
})
