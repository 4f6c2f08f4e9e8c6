import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, folderWith, run } from './run.js'

/** A guest with one neutral step, one of the next boot, and one of work. */
const guest = `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>mail</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory>1048576</memory>
  <vcpu placement='static'>2</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <graphics type='vnc' autoport='yes' passwd='sesame12'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.video0.vgamem_mb=32'/>
    <qemu:arg value='-cpu'/>
    <qemu:arg value='host'/>
  </qemu:commandline>
</domain>
`
const neutral = guest.replace('<memory>', "<memory unit='KiB'>")

describe('domlint migrate', () => {
  test('shows the plan, writes nothing, and ends with 1', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { status, stdout, stderr } = await run(['migrate', 'mail.xml', '--target', 'debian-13'], { cwd })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toBe(`mail.xml (mail) on debian-13

  Neutral: the guest sees the same hardware (not applied: --write does it)
    4:11    Write the unit of a memory size (memory)  info[deprecated/prefer-memory-unit]
            memory has no unit: libvirt takes 1048576 for KiB, which is 1 GiB

  At the next boot: the guest sees the change then (not applied: --write --unsafe does it)
    14:22   Change the properties of devices with <qemu:override> (qemu:commandline)  warning[deprecated/no-set-argument]
            -set finds no device that libvirt made, so the guest does not start: change the property of video0 with <qemu:override>
            risk: The guest gets the property at its next boot; the alias must be the one that libvirt gives the device, and the type the one QEMU wants.

  Work: to be done by a person (nothing of it is applied)
    16:22   Describe the CPU in <cpu>, not in an argument of QEMU (qemu:commandline)  info[deprecated/no-cpu-argument]
            -cpu replaces the whole CPU that libvirt works out: write <cpu mode='host-passthrough'>

1 file, 3 steps: 1 neutral, 1 at the next boot, 1 needs work
`)
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(guest)
  })

  test('is content with a guest that has nothing to do', async () => {
    const cwd = folderWith({ 'a.xml': clean })
    expect(await run(['migrate', 'a.xml'], { cwd })).toEqual({ status: 0, stdout: '1 file: nothing to do\n', stderr: '' })
  })

  test('--write applies the neutral steps, says so, and lists the rest', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { status, stdout } = await run(['migrate', '--write', 'mail.xml'], { cwd })
    expect(status).toBe(0)
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(neutral)
    expect(stdout).toContain('the guest sees the same hardware (applied)')
    expect(stdout).toContain('not applied: --write --unsafe does it')
    expect(stdout).toContain('nothing of it is applied')
  })

  test('--write --unsafe applies both, and a second run has neither', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    expect((await run(['migrate', '--write', '--unsafe', 'mail.xml'], { cwd })).status).toBe(0)
    const written = readFileSync(join(cwd, 'mail.xml'), 'utf8')
    expect(written).toContain("<qemu:property name='vgamem_mb' type='unsigned' value='32'/>")
    const again = await run(['migrate', '--write', '--unsafe', 'mail.xml'], { cwd })
    expect(again.stdout).toContain('1 file, 1 step: 1 needs work')
    expect(readFileSync(join(cwd, 'mail.xml'), 'utf8')).toBe(written)
  })

  test('--diff prints a patch, and counts on standard error what is not in it', async () => {
    const cwd = folderWith({ 'mail.xml': guest })
    const { status, stdout, stderr } = await run(['migrate', '--diff', 'mail.xml'], { cwd })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^--- a\/mail\.xml\n\+\+\+ b\/mail\.xml\n@@/)
    expect(stdout).toContain("+  <memory unit='KiB'>1048576</memory>\n")
    expect(stderr).toBe(
      'domlint: not in the patch: 1 that the guest sees at its next boot (--unsafe)\ndomlint: not in the patch: 1 that need work (see the plan, without --diff)\n',
    )
  })

  test('standard input is rewritten to standard output, and the plan goes beside it', async () => {
    const { status, stdout, stderr } = await run(['migrate', '--write', '-'], { cwd: folderWith({}), stdin: guest })
    expect({ status, stdout }).toEqual({ status: 0, stdout: neutral })
    expect(stderr).toContain('1 file, 3 steps')
  })

  test('--out-dir writes under the own name, with the own mode, and leaves the file', async () => {
    const cwd = folderWith({ 'guests/mail.xml': guest, 'guests/clean.xml': clean })
    chmodSync(join(cwd, 'guests/mail.xml'), 0o640)
    expect((await run(['migrate', '--out-dir', 'new/folder', 'guests'], { cwd })).status).toBe(0)
    expect(readFileSync(join(cwd, 'new/folder/mail.xml'), 'utf8')).toBe(neutral)
    expect(readFileSync(join(cwd, 'new/folder/clean.xml'), 'utf8')).toBe(clean)
    expect(statSync(join(cwd, 'new/folder/mail.xml')).mode & 0o777).toBe(0o640)
    expect(readFileSync(join(cwd, 'guests/mail.xml'), 'utf8')).toBe(guest)
  })

  test('two files of one name cannot both be written into a folder', async () => {
    const cwd = folderWith({ 'a/mail.xml': guest, 'b/mail.xml': guest })
    const { status, stderr } = await run(['migrate', '--out-dir', 'out', 'a', 'b'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toMatch(/b\/mail\.xml: is not written: .*a\/mail\.xml has the same name/)
  })

  test("libvirt's own copy is left alone", async () => {
    const banner = '<!--\nWARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE\nOVERWRITTEN AND LOST.\n-->\n'
    const cwd = folderWith({})
    mkdirSync(join(cwd, 'etc/libvirt/qemu'), { recursive: true })
    const path = join(cwd, 'etc/libvirt/qemu/mail.xml')
    writeFileSync(path, banner + guest)
    const { status, stderr } = await run(['migrate', '--write', path], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain("is libvirt's own copy")
    expect(readFileSync(path, 'utf8')).toBe(banner + guest)
  })

  test('what is no domain is skipped, what is not there fails', async () => {
    const cwd = folderWith({ 'net.xml': '<network><name>default</name></network>' })
    const { status, stderr } = await run(['migrate', 'net.xml', 'gone.xml'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain('net.xml: skipped')
    expect(stderr).toContain('gone.xml: no such file')
  })

  test('the configuration turns rules off and holds findings back', async () => {
    const config = { presets: ['security'], rules: { 'deprecated/prefer-memory-unit': 'off', 'deprecated/no-set-argument': 'off' } }
    const cwd = folderWith({ 'mail.xml': guest, 'domlint.config.json': JSON.stringify(config) })
    const { stdout } = await run(['migrate', 'mail.xml', '--rule', 'deprecated/no-cpu-argument: off'], { cwd })
    expect(stdout).toBe('1 file: nothing to do\n')
  })

  test.each([
    [['migrate', '--format', 'yaml', 'a.xml'], "there is no format 'yaml' here: choose from text, json, markdown"],
    [['migrate', '--layout', 'pretty', 'a.xml'], "there is no layout 'pretty': choose from keep, libvirt"],
    [['migrate', '--diff', '--write', 'a.xml'], '--diff writes nothing'],
    [['migrate', '--write', '--out-dir', 'x', 'a.xml'], 'take one of them'],
    [['migrate', '--target', 'debian-99', 'a.xml'], "'debian-99'"],
    [['migrate', '--fix', 'a.xml'], 'the option --fix belongs to domlint lint'],
  ])('%j is a mistake', async (words, sentence) => {
    const { status, stdout, stderr } = await run(words, { cwd: folderWith({ 'a.xml': clean }) })
    expect(stderr).toContain(sentence)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(existsSync('x')).toBe(false)
  })
})

describe('on a terminal', () => {
  test('the plan has colours, and nothing of the file steers the terminal', async () => {
    const odd = guest.replace('<name>mail', '<name>ma\u202eil\u009b31m')
    const { stdout } = await run(['migrate', 'mail.xml'], { cwd: folderWith({ 'mail.xml': odd }), terminal: true })
    expect(stdout).toContain('\u001b[1m')
    expect(stdout).toContain('\\u202e')
    expect(stdout).not.toMatch(/[\u202e\u009b]/)
  })
})

describe('domlint migrate --format json', () => {
  test('has each step with its place, reason, sources and change, and the patches', async () => {
    const cwd = folderWith({ 'mail.xml': guest, 'clean.xml': clean })
    const { status, stdout } = await run(
      ['migrate', '--format', 'json', '--target', 'debian-13', '--target', 'debian-sid', 'mail.xml', 'clean.xml'],
      { cwd },
    )
    expect(status).toBe(1)
    const [mail, other] = JSON.parse(stdout)
    expect(mail).toMatchObject({ filePath: join(cwd, 'mail.xml'), targets: ['debian-13', 'debian-sid'], written: [], suppressed: 0 })
    expect(mail.steps[0]).toMatchObject({
      grade: 'neutral',
      ruleId: 'deprecated/prefer-memory-unit',
      line: 4,
      column: 11,
      device: 'memory',
      domain: 'mail',
      change: ['-  <memory>1048576</memory>', "+  <memory unit='KiB'>1048576</memory>"],
      choices: [],
    })
    expect(mail.steps[0].sources.length).toBeGreaterThan(0)
    expect(mail.patches.neutral).toContain("+  <memory unit='KiB'>1048576</memory>")
    expect(mail.patches.boot).toContain('+  <qemu:override>')
    expect(other).toMatchObject({ steps: [], patches: { neutral: '', boot: '' } })
  })

  test('tells no password', async () => {
    const cwd = folderWith({ 'mail.xml': guest.replace("autoport='yes'", "port='-1'") })
    for (const format of ['json', 'markdown', 'text']) {
      const { stdout } = await run(['migrate', '--format', format, 'mail.xml'], { cwd })
      expect(stdout).toContain('deprecated/prefer-autoport')
      expect(stdout).not.toContain('sesame12')
    }
  })
})

describe('domlint migrate --format markdown', () => {
  test('reads well in a change request', async () => {
    const cwd = folderWith({ 'mail.xml': guest, 'clean.xml': clean })
    const { stdout } = await run(['migrate', '--format', 'markdown', '--target', 'debian-13', 'mail.xml', 'clean.xml'], { cwd })
    await expect(stdout).toMatchFileSnapshot('migrate-markdown.snap.md')
  })

  test('leaves Markdown of the file without effect', async () => {
    const odd = guest.replace("<qemu:arg value='host'/>", "<qemu:arg value='```*_[x](y)_*'/>").replace('-cpu', '-drive')
    const { stdout } = await run(['migrate', '--format', 'markdown', '--unsafe', 'a`b.xml'], { cwd: folderWith({ 'a`b.xml': odd }) })
    expect(stdout).toMatch(/^## ``a`b\.xml``\n/)
    expect(stdout).toContain('````diff\n')
  })
})
