import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, folderWith, run } from './run.js'

/** A guest of which the host decides the firmware, the CPU and a device. */
const guest = (vcpus = 2) =>
  clean
    .replace('>2</vcpu>', `>${vcpus}</vcpu>`)
    .replace('<os>', "<os firmware='efi'>")
    .replace(
      '</domain>',
      `  <features><acpi/></features>
  <cpu mode='host-passthrough'/>
  <devices>
    <hostdev mode='subsystem' type='usb'>
      <source><vendor id='0x046d'/><product id='0xc52b'/></source><address type='usb' bus='0' port='1'/>
    </hostdev>
    <graphics type='sdl'/>
  </devices>
</domain>`,
    )

const abi = (cwd: string, ...words: string[]) => run(['abi', ...words], { cwd })

describe('what a definition does not tell', () => {
  test('stands below a guest that sees the same, and changes no exit status', async () => {
    const cwd = folderWith({ 'a.xml': guest() })
    const { status, stdout } = await abi(cwd, 'a.xml', 'a.xml')
    expect(status).toBe(0)
    expect(stdout).toBe(`a.xml (mail): the guest sees the same
  unknown: the firmware: it is chosen among those of the host (os; a.xml:6)
  unknown: the CPU: it is that of the host (cpu; a.xml:10)
  unknown: the device: it is one of the host (hostdev 0x046d:0xc52b; a.xml:12)
`)
  })

  test('at the level of libvirt is what libvirt compares', async () => {
    const cwd = folderWith({ 'a.xml': guest() })
    const { stdout } = await abi(cwd, '--level', 'libvirt', 'a.xml', 'a.xml')
    expect(stdout.match(/unknown: .*/g)).toEqual(['unknown: the firmware: it is chosen among those of the host (os; a.xml:6)'])
  })

  test('comes after the differences, in text and in Markdown', async () => {
    const cwd = folderWith({ 'a.xml': guest(), 'b.xml': guest(4) })
    const text = (await abi(cwd, 'a.xml', 'b.xml')).stdout
    expect(text.lastIndexOf('vcpu')).toBeGreaterThan(0)
    expect(text.indexOf('unknown:')).toBeGreaterThan(text.lastIndexOf('vcpu'))
    const markdown = (await abi(cwd, '--format', 'markdown', 'a.xml', 'b.xml')).stdout
    expect(markdown).toMatch(/\| vcpu \|.*\n\n- unknown: the firmware: it is chosen among those of the host \(os; line 6\)\n/)
    const same = (await abi(cwd, '--format', 'markdown', 'a.xml', 'a.xml')).stdout
    expect(same).toContain('\n- `a.xml`, unknown: the CPU: it is that of the host (cpu; line 10)\n')
  })

  test('is a list of each guest for programs', async () => {
    const cwd = folderWith({ 'a.xml': guest(), 'b.xml': clean })
    expect(JSON.parse((await abi(cwd, '--format', 'json', 'a.xml', 'a.xml')).stdout)[0]).toMatchObject({
      stable: true,
      unknown: [
        { device: 'os', what: 'the firmware: it is chosen among those of the host', line: 6 },
        { device: 'cpu', line: 10 },
        { device: 'hostdev 0x046d:0xc52b', line: 12 },
      ],
    })
    // What counts is the definition after the change.
    expect(JSON.parse((await abi(cwd, '--format', 'json', 'a.xml', 'b.xml')).stdout)[0].unknown).toEqual([])
  })

  test('is an annotation only where there is another one', async () => {
    const cwd = folderWith({ 'a.xml': guest(), 'b.xml': guest(4) })
    expect((await abi(cwd, '--format', 'github', 'a.xml', 'a.xml')).stdout).toBe('')
    expect((await abi(cwd, '--format', 'github', 'a.xml', 'b.xml')).stdout).toContain(
      '::notice file=b.xml,line=10,title=unknown::cpu: the CPU: it is that of the host\n',
    )
  })

  test('is a comment in a record, and no drift', async () => {
    const cwd = folderWith({ 'a.xml': guest() })
    const record = join(cwd, 'a.abi')
    expect((await run(['snapshot', 'a.xml'], { cwd })).status).toBe(0)
    const text = readFileSync(record, 'utf8')
    expect(text).toContain(`
domain mail
# unknown: the CPU: it is that of the host (cpu)
# unknown: the device: it is one of the host (hostdev 0x046d:0xc52b)
# unknown: the firmware: it is chosen among those of the host (os)
@type = kvm`)
    // A record of an older domlint has none of them.
    writeFileSync(record, text.replace(/^# unknown.*\n/gm, ''))
    expect(await run(['snapshot', '--check', 'a.xml'], { cwd })).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(await abi(cwd, 'a.abi', 'a.xml')).toMatchObject({ status: 0 })
  })
})

test('a device of the host in the place of another one is said to be another', async () => {
  const card = (bus: number) =>
    clean.replace(
      '</domain>',
      `  <devices><hostdev mode='subsystem' type='pci'><source><address domain='0' bus='${bus}' slot='0' function='0'/></source><address type='pci' bus='0' slot='5'/></hostdev></devices>
</domain>`,
    )
  const cwd = folderWith({ 'a.xml': card(1), 'b.xml': card(2) })
  const { status, stdout } = await abi(cwd, 'a.xml', 'b.xml')
  expect(status).toBe(0)
  expect(stdout).toContain('  unknown: the device: it is one of the host, and another one than before (hostdev 02:00.0; b.xml:9)\n')
  expect((await abi(cwd, 'a.xml', 'a.xml')).stdout).not.toContain('another one')
})

test('what libvirt puts on the command line of a screen or a confinement is nothing that the guest sees', async () => {
  const text = clean.replace(
    '</domain>',
    "  <devices><graphics type='sdl'/></devices>\n  <seclabel type='dynamic' relabel='yes'/>\n</domain>",
  )
  expect((await abi(folderWith({ 'a.xml': text }), 'a.xml', 'a.xml')).stdout).toBe('a.xml (mail): the guest sees the same\n')
})

test('what a new guest alone gets is told of a definition that leaves it open, and compared where that is asked for', async () => {
  const tablet = (address: string) =>
    clean.replace(
      '</domain>',
      `  <devices>
    <controller type='usb' index='0' model='qemu-xhci'/>
    <input type='tablet' bus='usb'>${address}</input>
  </devices>
</domain>`,
    )
  const cwd = folderWith({ 'a.xml': tablet(''), 'b.xml': tablet("<address type='usb' bus='0' port='1'/>") })
  expect(await abi(cwd, 'a.xml', 'a.xml')).toMatchObject({
    status: 0,
    stdout: `a.xml (mail): the guest sees the same
  unknown: what virsh define alone fills in: --abi-update compares with that (input tablet; a.xml:11)
`,
  })
  expect((await abi(cwd, 'a.xml', 'b.xml')).status).toBe(1)
  // libvirt 12.8 says so too: it takes the second one for a guest that was defined by the first.
  expect(await abi(cwd, '--abi-update', 'a.xml', 'b.xml')).toMatchObject({
    status: 0,
    stdout: 'a.xml -> b.xml (mail): the guest sees the same\n',
  })
  expect((await abi(cwd, 'b.xml', 'b.xml')).stdout).not.toContain('unknown')
})
