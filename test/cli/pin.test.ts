import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { broken, folderWith, run } from './run.js'

/** A guest of which few things are left open. */
const guest = `<domain type='kvm'>
  <name>mail</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory unit='KiB'>1048576</memory>
  <currentMemory unit='KiB'>1048576</currentMemory>
  <vcpu placement='static'>2</vcpu>
  <os>
    <type arch='s390x' machine='s390-ccw-virtio'>hvm</type> <!-- the mainframe -->
    <boot dev='hd'/>
  </os>
  <cpu mode='host-passthrough' check='none'/>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <devices>
    <emulator>/usr/bin/qemu-system-s390x</emulator>
    <controller type='pci' index='0' model='pci-root'/>
    <memballoon model='none'/>
    <audio id='1' type='none'/>
    <panic model='s390'/>
  </devices>
</domain>
`
const pinned = guest
  .replace("machine='s390-ccw-virtio'", "machine='s390-ccw-virtio-10.0'")
  .replace('</on_reboot>\n', '</on_reboot>\n  <on_crash>destroy</on_crash>\n')
const options = ['--no-config', '--target', 'libvirt=11.3.0,qemu=10.0.0']

describe('domlint migrate --pin', () => {
  test('shows what it would pin, by device, with the change, and ends with 1', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { status, stdout, stderr } = await run(['migrate', '--pin', ...options, 'mail.xml'], { cwd })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toBe(`mail.xml on libvirt=11.3.0,qemu=10.0.0

  os
    <type machine='s390-ccw-virtio-10.0'>  settle architecture and machine type

  on_crash
    <on_crash>destroy</on_crash>  say what follows the end of the guest

--- a/mail.xml
+++ b/mail.xml
@@ -5,13 +5,14 @@
   <currentMemory unit='KiB'>1048576</currentMemory>
   <vcpu placement='static'>2</vcpu>
   <os>
-    <type arch='s390x' machine='s390-ccw-virtio'>hvm</type> <!-- the mainframe -->
+    <type arch='s390x' machine='s390-ccw-virtio-10.0'>hvm</type> <!-- the mainframe -->
     <boot dev='hd'/>
   </os>
   <cpu mode='host-passthrough' check='none'/>
   <clock offset='utc'/>
   <on_poweroff>destroy</on_poweroff>
   <on_reboot>restart</on_reboot>
+  <on_crash>destroy</on_crash>
   <devices>
     <emulator>/usr/bin/qemu-system-s390x</emulator>
     <controller type='pci' index='0' model='pci-root'/>

1 file, 2 pins: not written: --write does it
`)
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(guest)
  })

  test('--write writes it, and then there is nothing to pin', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { status, stdout } = await run(['migrate', '--pin', '--write', ...options, 'mail.xml'], { cwd })
    expect(status).toBe(0)
    expect(stdout).toContain('1 file, 2 pins: written\n')
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(pinned)
    const again = await run(['migrate', '--pin', ...options, 'mail.xml'], { cwd })
    expect(again).toEqual({ status: 0, stdout: '1 file: nothing to pin\n', stderr: '' })
  })

  test('--pin=abi leaves out what the guest does not see', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    await run(['migrate', '--pin=abi', '--write', ...options, 'mail.xml'], { cwd })
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(pinned.replace('  <on_crash>destroy</on_crash>\n', ''))
  })

  test('--diff prints nothing but the patch', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { status, stdout, stderr } = await run(['migrate', '--pin=abi', '--diff', ...options, 'mail.xml'], { cwd })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toMatch(/^--- a\/mail.xml\n[\s\S]*\n\+.*s390-ccw-virtio-10.0[\s\S]*$/)
    expect(stdout).not.toContain('pins')
  })

  test('--out-dir and standard input', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    await run(['migrate', '--pin', '--out-dir', 'out', ...options, 'mail.xml'], { cwd })
    expect(readFileSync(join(cwd, 'out/mail.xml'), 'utf8')).toBe(pinned)
    const { stdout, stderr } = await run(['migrate', '--pin', '--write', ...options, '-'], { cwd, stdin: guest })
    expect(stdout).toBe(pinned)
    expect(stderr).toContain('2 pins: written')
  })

  test('as JSON', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { stdout } = await run(['migrate', '--pin', '--format', 'json', ...options, 'mail.xml'], { cwd })
    const [file, ...others] = JSON.parse(stdout)
    expect(others).toEqual([])
    expect(file).toMatchObject({
      filePath: join(cwd, 'mail.xml'),
      targets: ['libvirt=11.3.0,qemu=10.0.0'],
      written: false,
      pins: [
        { kind: 'set', device: 'os', domain: 'mail', what: "<type machine='s390-ccw-virtio-10.0'>", isRandom: false },
        { kind: 'add', device: 'on_crash', what: '<on_crash>destroy</on_crash>' },
      ],
    })
    expect(file.patch).toContain('+  <on_crash>destroy</on_crash>')
  })

  test('tells what only the host knows', async () => {
    const cwd = folderWith({ 'mail.xml': guest.replace('</domain>', "  <seclabel type='none'/>\n</domain>") })
    const { stderr } = await run(['migrate', '--pin', ...options, 'mail.xml'], { cwd })
    expect(stderr).toBe('domlint: mail.xml: left as it is: the security model: it is the first of the host, and none where it has none\n')
  })

  test('pins nothing that libvirt refuses', async () => {
    const twice = guest.replace('    <memballoon', "    <controller type='pci' index='0' model='pci-root'/>\n    <memballoon")
    const cwd = folderWith({ 'mail.xml': twice, 'broken.xml': broken })
    const { status, stdout, stderr } = await run(['migrate', '--pin', '--write', ...options, 'mail.xml', 'broken.xml'], { cwd })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '0 files: nothing to pin\n' })
    expect(stderr).toContain('mail.xml: is not pinned, since libvirt refuses it: line ')
    expect(stderr).toContain('broken.xml: is not well-formed XML')
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(twice)
  })

  test.each([
    [['--pin=none'], "there is nothing to pin called 'none': choose from all, abi"],
    [['--pin', '--layout', 'libvirt'], '--layout libvirt writes all that --pin would: take one of them'],
    [['--pin', '--unsafe'], '--pin applies no steps of the plan, and --unsafe does: take one of them, and then the other'],
    [['--pin', '--format', 'markdown'], 'there is no format markdown with --pin: choose from text, json'],
  ])('%j is wrong usage', async (words, message) => {
    const { status, stderr } = await run(['migrate', ...words, 'a.xml'], { cwd: folderWith({ 'a.xml': guest }) })
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
