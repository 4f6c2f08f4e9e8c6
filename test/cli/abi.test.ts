import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { broken, clean, folderWith, run } from './run.js'
import { withoutPrivileges } from './without-privileges.js'

const disk = (extra: string) =>
  clean.replace(
    '</domain>',
    `  <devices>
    <disk type='file' device='disk'>
      <source file='/srv/mail.img'/>
      <target dev='vda' bus='virtio'/>
      ${extra}
    </disk>
  </devices>
</domain>`,
  )

const web = (text: string) =>
  text.replace('<name>mail', '<name>web').replace('8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1', '11111111-2f52-4a0e-9a52-2d1c57a3a8f1')
const list = (...domains: string[]) => `<domains>\n${domains.join('')}</domains>\n`

/** What `domlint abi --format json` says of each guest: its name, and the paths of its differences. */
async function compared(words: readonly string[], cwd: string) {
  const { status, stdout } = await run(['abi', '--format', 'json', ...words], { cwd })
  const guests: { domain: string; before: string | null; after: string | null; differences: { path: string }[] }[] = JSON.parse(stdout)
  return { status, guests: guests.map(({ domain, differences }) => [domain, ...differences.map(({ path }) => path)]), objects: guests }
}

describe('domlint abi', () => {
  test('a file is equal to itself', async () => {
    const cwd = folderWith({ 'a.xml': disk('') })
    expect((await run(['abi', 'a.xml', 'a.xml'], { cwd })).status).toBe(0)
  })

  test('what libvirt compares is a difference at both levels', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<serial>M1</serial>') })
    const { status, stdout } = await run(['abi', '--level', 'libvirt', '--format', 'json', 'a.xml', 'b.xml'], { cwd })
    expect(status).toBe(1)
    const [{ before, after, stable, differences }] = JSON.parse(stdout)
    expect([before, after, stable]).toEqual([join(cwd, 'a.xml'), join(cwd, 'b.xml'), false])
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatchObject({
      path: 'devices/disk[0]/serial',
      device: 'disk vda',
      before: null,
      after: 'M1',
      level: 'libvirt',
      lines: { before: 10, after: 13 },
    })
  })

  test('what libvirt forgets is one only at the level of the guest', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<vendor>ACME</vendor>') })
    expect((await run(['abi', '--level', 'libvirt', 'a.xml', 'b.xml'], { cwd })).status).toBe(0)
    expect((await run(['abi', 'a.xml', 'b.xml'], { cwd })).status).toBe(1)
  })

  test('what libvirt makes up on both sides is the same, and another thing than what is written', async () => {
    const card = (mac: string) => disk('').replace('</devices>', `<interface type='user'>${mac}</interface></devices>`)
    const cwd = folderWith({
      'a.xml': card('').replace(/ *<uuid>.*\n/, ''),
      'b.xml': card('<mac/>').replace(/ *<uuid>.*\n/, ''),
      'c.xml': card("<mac address='52:54:00:11:22:33'/>"),
    })
    expect((await compared(['a.xml', 'b.xml'], cwd)).guests).toEqual([['mail']])
    const { objects } = await compared(['a.xml', 'c.xml'], cwd)
    expect(objects[0]?.differences).toMatchObject([
      { path: 'uuid', before: 'made up by libvirt at definition' },
      { path: 'devices/interface[0]/mac@address', before: 'made up by libvirt at definition', after: '52:54:00:11:22:33' },
    ])
  })

  test('the report for people names the device, both values, both places, and what libvirt and the guest make of it', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<serial>M1</serial>') })
    expect(
      (await run(['abi', 'a.xml', 'b.xml'], { cwd })).stdout,
    ).toBe(`a.xml -> b.xml (mail): the guest sees 1 change; libvirt would refuse a migration or a restore
  disk vda
    the serial number: none -> M1
      links to the disk in /dev/disk/by-id change
      libvirt refuses a migration or a restore; a.xml:10, b.xml:13
`)
  })

  test('a device that is called otherwise is still one device, and what libvirt chooses by itself is said to be that', async () => {
    const cwd = folderWith({ 'a.xml': disk('').replace("dev='vda' bus='virtio'", "dev='sda' bus='sata'"), 'b.xml': disk('') })
    const { stdout } = await run(['abi', 'a.xml', 'b.xml'], { cwd })
    expect(stdout.match(/^ {2}\S.*/gm)).toEqual(['  disk sda', '  controller pci 4', '  memballoon virtio'])
    expect(stdout).toContain('the target name: sda -> vda\n')
    expect(stdout).toContain('the device: new\n      libvirt refuses a migration or a restore; libvirt adds it by itself\n')
  })

  test('what libvirt compares and the guest does not see is told apart, and what stands in the way of a restore alone', async () => {
    const cwd = folderWith({
      'a.xml': clean,
      'name.xml': clean.replace('<name>mail', '<name>post'),
      'memory.xml': clean.replace('</memory>', "</memory>\n  <currentMemory unit='KiB'>524288</currentMemory>"),
    })
    expect(
      (await run(['abi', 'a.xml', 'name.xml'], { cwd })).stdout,
    ).toBe(`a.xml -> name.xml (post): the guest sees the same, but libvirt would refuse a migration or a restore
  name
    the name: mail -> post
      the guest does not see it, but libvirt refuses a migration or a restore; a.xml:2, name.xml:2
`)
    const { stdout } = await run(['abi', 'a.xml', 'memory.xml'], { cwd })
    expect(stdout).toContain('the guest sees 1 change; libvirt would refuse a restore\n')
    expect(stdout).toContain('libvirt refuses a restore; a.xml (chosen by libvirt), memory.xml:5\n')
  })

  test('a value that nobody wrote is the one that libvirt takes', async () => {
    const cpu = (text: string) => clean.replace('</domain>', `  <cpu ${text}</cpu>\n</domain>`)
    const cwd = folderWith({ 'a.xml': cpu("mode='maximum'>"), 'b.xml': cpu("mode='custom'><model>EPYC</model>") })
    expect((await run(['abi', 'a.xml', 'b.xml'], { cwd })).stdout).toContain('the CPU mode: maximum -> custom\n')
  })

  test('another order of the same devices is said of those alone that are on both sides', async () => {
    const cards = (...numbers: number[]) =>
      clean.replace(
        '</domain>',
        `<devices>${numbers.map((n) => `<interface type='user'><mac address='52:54:00:00:00:0${n}'/><model type='e1000e'/><address type='pci' bus='0' slot='${n + 2}'/></interface>`).join('')}</devices></domain>`,
      )
    const cwd = folderWith({ 'a.xml': cards(1, 2), 'b.xml': cards(3, 2, 1) })
    expect((await run(['abi', 'a.xml', 'b.xml'], { cwd })).stdout).toContain(`  interface
    the order of interface elements: interface 52:54:00:00:00:01, interface 52:54:00:00:00:02 -> interface 52:54:00:00:00:02, interface 52:54:00:00:00:01
`)
  })

  test('the line after a change is that of the same device, wherever it is in the list', async () => {
    const two = (first: string, second: string) =>
      disk('')
        .replace('</devices>', '')
        .replace(/ *<disk[\s\S]*$/, `${first}\n${second}\n</devices></domain>\n`)
    const card = (mac: string, slot: number, model: string) =>
      `<interface type='user'><mac address='52:54:00:00:00:${mac}'/><model type='${model}'/><address type='pci' bus='0' slot='${slot}'/></interface>`
    const cwd = folderWith({
      'a.xml': two(card('01', 3, 'e1000e'), card('02', 4, 'e1000e')),
      'b.xml': two(card('02', 4, 'virtio'), card('01', 3, 'e1000e')),
    })
    const [{ differences }] = JSON.parse((await run(['abi', '--format', 'json', 'a.xml', 'b.xml'], { cwd })).stdout)
    expect(differences[0]).toMatchObject({
      device: 'interface 52:54:00:00:00:02',
      before: 'e1000e',
      after: 'virtio',
      lines: { before: 11, after: 10 },
    })
  })

  test('the table for a comment on a change, with what Markdown would read written out', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<vendor>A|&lt;b></vendor>') })
    const { status, stdout } = await run(['abi', '--format', 'markdown', 'a.xml', 'b.xml'], { cwd })
    expect(status).toBe(1)
    expect(stdout).toContain('| disk vda | the vendor | none | A\\|&lt;b> | allowed | 10 → 13 |\n')
  })

  test('annotations stand at the line of the file after the change', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<vendor>ACME</vendor>') })
    expect((await run(['abi', '--format', 'github', 'a.xml', 'b.xml'], { cwd })).stdout).toBe(
      '::error file=b.xml,line=13,title=the guest sees a change::disk vda: the vendor is now ACME, and was not set; the guest sees it, and libvirt does not object\n',
    )
  })

  test('escape sequences of a file never reach the terminal', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<vendor>&#x9b;31m</vendor>') })
    for (const format of ['text', 'json', 'markdown', 'github'])
      expect((await run(['abi', '--format', format, 'a.xml', 'b.xml'], { cwd })).stdout).not.toContain('\u009b')
  })

  test('standard input may be one side', async () => {
    const cwd = folderWith({ 'a.xml': disk('') })
    const { status, stdout } = await run(['abi', 'a.xml', '-'], { cwd, stdin: disk('<serial>M1</serial>') })
    expect(status).toBe(1)
    expect(stdout).toContain('a.xml -> <stdin> (mail)')
    expect((await run(['abi', '-', '-'], { cwd })).stderr).toContain('standard input can be one of the two only')
  })

  test('several domains of a file are matched by UUID, then by name', async () => {
    const cwd = folderWith({
      'a.xml': list(disk(''), web(clean)),
      'b.xml': list(web(clean).replace('<vcpu', '<vcpu current="1"'), disk('').replace('<name>mail', '<name>post')),
    })
    expect((await compared(['a.xml', 'b.xml'], cwd)).guests).toEqual([
      ['post', 'name'],
      ['web', 'vcpu@current'],
    ])
  })

  test('the domains of a snapshot and of a status file are compared', async () => {
    const snapshot = (text: string) => `<domainsnapshot><name>s</name>${text}</domainsnapshot>`
    const cwd = folderWith({ 'a.xml': snapshot(disk('')), 'b.xml': `<domstatus>${disk('<serial>M1</serial>')}</domstatus>` })
    expect((await compared(['a.xml', 'b.xml'], cwd)).guests).toEqual([['mail', 'devices/disk[0]/serial']])
  })

  test.each(['little', 'big'])('the image of virsh save is read up to its memory (%s endian)', async (order) => {
    const xml = Buffer.from(`${disk('<serial>M1</serial>')}\0<cookie/>`)
    const header = Buffer.alloc(92)
    header.write('LibvirtQemudSave')
    for (const [index, number] of [2, xml.length, 1].entries())
      if (order === 'little') header.writeUInt32LE(number, 16 + 4 * index)
      else header.writeUInt32BE(number, 16 + 4 * index)
    const cwd = folderWith({ 'a.xml': disk(''), 'mail.save': Buffer.concat([header, xml, Buffer.alloc(1000, 0xfe)]) })
    expect((await compared(['mail.save', 'a.xml'], cwd)).guests).toEqual([['mail', 'devices/disk[0]/serial']])
  })

  test('of several targets, those are named that a difference shows on', async () => {
    const cwd = folderWith({ 'a.xml': clean.replace('pc-q35-9.2', 'q35'), 'b.xml': clean.replace('pc-q35-9.2', 'pc-q35-7.2') })
    const targets = ['--target', 'qemu=7.2.0', '--target', 'qemu=9.2.0']
    const { status, stdout } = await run(['abi', '--format', 'json', ...targets, 'a.xml', 'b.xml'], { cwd })
    expect(status).toBe(1)
    const { path, targets: shown, message } = JSON.parse(stdout)[0].differences[0]
    expect([path, shown]).toEqual(['os/type@machine', ['qemu=9.2.0']])
    expect(message).toContain('(on qemu=9.2.0)')
  })

  test('passwords are not shown', async () => {
    const secret = (word: string) =>
      disk('')
        .replace('<os>', `<os><cmdline>key=${word}</cmdline>`)
        .replace('</devices>', `<graphics type='vnc' passwd='${word}'/></devices>`)
    const cwd = folderWith({ 'a.xml': secret('opensesame'), 'b.xml': secret('letmein00') })
    for (const format of ['text', 'json', 'markdown', 'github'])
      expect((await run(['abi', '--format', format, 'a.xml', 'b.xml'], { cwd })).stdout).not.toMatch(/opensesame|letmein/)
  })
})

describe('folders', () => {
  test('a guest that is new or gone is told, and is no change of a guest', async () => {
    const cwd = folderWith({
      'old/gone.xml': web(clean),
      'old/deep/mail.xml': clean,
      'new/deep/mail.xml': clean,
      'new/net.xml': '<network/>',
    })
    const { status, stdout } = await run(['abi', 'old', 'new'], { cwd })
    expect(stdout).toBe('old/deep/mail.xml -> new/deep/mail.xml (mail): the guest sees the same\nold/gone.xml (web): the guest is gone\n')
    expect(status).toBe(0)
  })

  test('a file that has got another name is compared with what it was', async () => {
    const cwd = folderWith({ 'old/a.xml': disk(''), 'new/b.xml': disk('<serial>M1</serial>') })
    expect(await compared(['old', 'new'], cwd)).toMatchObject({ status: 1, guests: [['mail', 'devices/disk[0]/serial']] })
  })

  test('what an ignore file names is left out, but for --no-ignore', async () => {
    const cwd = folderWith({
      'old/a.xml': clean,
      'new/a.xml': clean,
      'old/b.xml': broken,
      'new/b.xml': broken,
      '.domlintignore': 'b.xml\n',
    })
    expect((await run(['abi', 'old', 'new'], { cwd })).status).toBe(0)
    expect((await run(['abi', '--no-ignore', 'old', 'new'], { cwd })).status).toBe(2)
  })

  test('one that cannot be read is a failure with a sentence', async () => {
    const cwd = folderWith({ 'old/a.xml': clean, 'new/a.xml': clean })
    chmodSync(join(cwd, 'old'), 0o000)
    chmodSync(cwd, 0o755)
    const { status, stderr } = await withoutPrivileges(() => run(['abi', 'old', 'new'], { cwd }))
    chmodSync(join(cwd, 'old'), 0o755)
    expect(stderr).toContain('old: the folder cannot be read: permission denied')
    expect(status).toBe(2)
  })

  test('a file that is not there is a failure, beside a folder too', async () => {
    const cwd = folderWith({ 'a.xml': clean, 'old/a.xml': clean })
    expect(await run(['abi', 'a.xml', 'gone.xml'], { cwd })).toMatchObject({ status: 2, stderr: 'domlint: gone.xml: no such file\n' })
    expect((await run(['abi', 'old', 'gone'], { cwd })).stderr).toBe('domlint: gone: no such file\n')
    expect((await run(['abi', 'old', 'a.xml'], { cwd })).stderr).toContain('one is a folder and the other is not')
  })
})

const hasGit = spawnSync('git', ['--version']).status === 0

describe.skipIf(!hasGit)('git:REVISION:PATH (needs git)', () => {
  function repository() {
    const cwd = folderWith({ 'vms/mail.xml': disk(''), 'vms/web.xml': web(clean), 'vms/sub/.hidden.xml': broken })
    const git = (...words: string[]) => spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd })
    git('init', '-q')
    git('add', '--all')
    git('commit', '-q', '-m', 'first')
    return cwd
  }

  test('a file and a folder of a commit are compared with those of today', async () => {
    const cwd = repository()
    expect(await compared(['git:HEAD:vms', 'vms'], cwd)).toMatchObject({ status: 0, guests: [['mail'], ['web']] })
    const changed = folderWith({ 'mail.xml': disk('<serial>M1</serial>') })
    const { status, objects } = await compared(['git:HEAD:vms/mail.xml', join(changed, 'mail.xml')], cwd)
    expect(status).toBe(1)
    expect(objects[0]?.before).toBe('git:HEAD:vms/mail.xml')
    expect((await compared(['git:HEAD:./mail.xml', 'git:HEAD:web.xml'], join(cwd, 'vms'))).guests[0]).toContain('uuid')
    expect((await compared(['git:HEAD:', '.'], join(cwd, 'vms'))).guests).toEqual([['mail'], ['web']])
  })

  test.each([
    ['git:--upload-pack=touch:vms', 'is no revision: it starts with a dash'],
    ['git:-h:vms', 'is no revision: it starts with a dash'],
    ['git:nowhere:vms', "git knows no commit 'nowhere' here"],
    ['git:HEAD:absent', 'that commit has no such file or folder'],
    ['git:HEAD:../..', 'outside repository'],
    ['git:HEAD..HEAD:vms', "git knows no commit 'HEAD..HEAD' here"],
  ])('%s is a failure with a sentence', async (operand, sentence) => {
    const { status, stderr } = await run(['abi', operand, 'vms'], { cwd: repository() })
    expect(stderr).toContain(sentence)
    expect(status).toBe(2)
  })

  test('outside a repository that is said', async () => {
    const { status, stderr } = await run(['abi', 'git:HEAD:a.xml', 'a.xml'], { cwd: folderWith({ 'a.xml': clean }) })
    expect(stderr).toContain('not a git repository')
    expect(status).toBe(2)
  })
})
