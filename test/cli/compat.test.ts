import { describe, expect, test } from 'vitest'
import { clean, folderWith, run } from './run.js'

const guest = `<domain type='kvm'>
  <name>mail</name>
  <memory unit='KiB'>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-i440fx-2.1'>hvm</type>
  </os>
  <devices>
    <disk type='network' device='disk'>
      <driver name='qemu' io='io_uring'/>
      <source protocol='gluster' name='volume/mail'>
        <host name='gluster.example.org'/>
      </source>
      <target dev='vda' bus='virtio'/>
    </disk>
    <input type='evdev'>
      <source dev='/dev/input/event1' grabToggle='scrolllock'/>
    </input>
  </devices>
</domain>
`

describe('domlint compat', () => {
  test('tells the oldest versions and what asks for them, and from when on it is gone', async () => {
    const { status, stdout } = await run(['compat', 'mail.xml'], { cwd: folderWith({ 'mail.xml': guest }) })
    expect(status).toBe(0)
    expect(stdout).toBe(`mail.xml (mail): libvirt 7.6.0 or later, QEMU 5.0.0 or later, but older than 9.1.0
  libvirt 7.6.0    16:51   <source grabToggle=...> (input evdev)
  libvirt 7.4.0    15:18   'evdev' of <input type=...> (input evdev)
  libvirt 6.3.0    9:31    'io_uring' of <driver io=...> (disk vda)
  QEMU 5.0.0       9:31    <driver io='io_uring'> (disk vda)
  QEMU 2.1.0       5:34    the machine type pc-i440fx-2.1 (os)
  No longer there:
  QEMU 9.1.0       5:34    the machine type pc-i440fx-2.1 (os)
  QEMU 11.1.0      10:25   <source protocol='gluster'> (disk vda)
`)
  })

  test('says so when no QEMU has all of it', async () => {
    const torn = guest
      .replace("protocol='gluster' name='volume/mail'", "protocol='nbd' name='x'")
      .replace("type='kvm'>", "type='kvm'>\n  <features><hyperv><avic state='on'/></hyperv></features>")
    const old = torn.replace('pc-i440fx-2.1', 'pc-1.2')
    const { stdout } = await run(['compat', 'mail.xml'], { cwd: folderWith({ 'mail.xml': old }) })
    expect(stdout).toContain('QEMU of no version (it needs 6.2.0 or later, and one older than 6.0.0)')
  })

  test('--format json has one object for each domain', async () => {
    const { stdout } = await run(['compat', '--format', 'json', 'mail.xml', 'clean.xml'], {
      cwd: folderWith({ 'mail.xml': guest, 'clean.xml': clean }),
    })
    const [mail, other] = JSON.parse(stdout)
    expect(mail).toMatchObject({
      domain: 'mail',
      oldest: { libvirt: '7.6.0', qemu: '5.0.0' },
      goneFrom: { qemu: '9.1.0' },
    })
    expect(mail.needs[0]).toEqual({
      program: 'libvirt',
      version: '7.6.0',
      what: '<source grabToggle=...>',
      line: 16,
      column: 51,
      device: 'input evdev',
    })
    expect(other).toMatchObject({ domain: 'mail', oldest: { qemu: '9.2.0' }, goneFrom: {}, limits: [] })
  })

  test('a file without a domain, or none at all, is a failure', async () => {
    const cwd = folderWith({ 'net.xml': '<network/>' })
    expect(await run(['compat', 'net.xml', 'gone.xml'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'domlint: gone.xml: no such file\ndomlint: net.xml: holds no domain\n',
    })
  })

  test('an unknown format is a mistake', async () => {
    const { status, stderr } = await run(['compat', '--format', 'markdown', 'a.xml'], { cwd: folderWith({ 'a.xml': clean }) })
    expect(status).toBe(2)
    expect(stderr).toContain("there is no format 'markdown' here: choose from text, json")
  })
})
