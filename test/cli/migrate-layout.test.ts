import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith, run } from './run.js'

/** A guest with a neutral step, and one of the next boot. */
const guest = `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <!-- the mail server -->
  <name>mail</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory>1048576</memory>
  <os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os>
  <devices>
    <graphics type='vnc' autoport='yes' passwd='sesame12'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.video0.vgamem_mb=32'/>
  </qemu:commandline>
</domain>
`
const refused = guest.replace("<graphics type='vnc'", "<graphics type='vnc2'")
const target = ['--target', 'debian-13']

/** What libvirt would write has all that it fills in, and no comment. */
function isLaidOut(text: string): boolean {
  return (
    text.includes("<memory unit='KiB'>1048576</memory>\n  <currentMemory") &&
    text.includes("<controller type='sata'") &&
    !text.includes('<!--')
  )
}

function laidOutPlan(words: readonly string[], text = guest) {
  const cwd = folderWith({ 'mail.xml': text })
  return { cwd, outcome: run(['migrate', '--layout', 'libvirt', ...target, ...words, 'mail.xml'], { cwd }) }
}

const fileIn = (cwd: string, path = 'mail.xml') => readFileSync(join(cwd, path), 'utf8')

describe('domlint migrate --layout libvirt', () => {
  test('shows the plan, says that the layout differs, writes nothing, and ends with 1', async () => {
    const { cwd, outcome } = laidOutPlan([])
    const { status, stdout, stderr } = await outcome
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toContain('Write the unit of a memory size')
    expect(stdout).toMatch(/\n1 file, 2 steps: .*\n1 of 1 file not as libvirt would write it: --diff shows how, --write does it\n$/)
    expect(fileIn(cwd)).toBe(guest)
  })

  test('--write applies the neutral steps and lays out; then a second run has no other layout', async () => {
    const { cwd, outcome } = laidOutPlan(['--write'])
    const { status, stdout } = await outcome
    expect(status).toBe(0)
    expect(stdout).toContain('1 file written as libvirt would')
    const written = fileIn(cwd)
    expect(isLaidOut(written)).toBe(true)
    expect(written).toContain("<qemu:arg value='-set'/>")
    const again = await run(['migrate', '--layout', 'libvirt', ...target, 'mail.xml'], { cwd })
    expect(again.stdout).toMatch(/\n1 file as libvirt would write it\n$/)
    expect((await run(['migrate', '--layout', 'libvirt', ...target, '--write', 'mail.xml'], { cwd })).status).toBe(0)
    expect(fileIn(cwd)).toBe(written)
  })

  test('--write --unsafe applies the steps of the next boot, too', async () => {
    const { cwd, outcome } = laidOutPlan(['--write', '--unsafe'])
    expect((await outcome).status).toBe(0)
    expect(isLaidOut(fileIn(cwd))).toBe(true)
    expect(fileIn(cwd)).toContain("<qemu:property name='vgamem_mb' type='unsigned' value='32'/>")
  })

  test('--diff prints what --write would write as a patch', async () => {
    const { cwd, outcome } = laidOutPlan(['--diff'])
    const { status, stdout, stderr } = await outcome
    expect(status).toBe(1)
    expect(stdout).toContain('-  <!-- the mail server -->\n')
    expect(stdout).toContain("+    <controller type='sata' index='0'>\n")
    expect(stderr).toContain('not in the patch: 1 that the guest sees at its next boot (--unsafe)')
    expect(fileIn(cwd)).toBe(guest)
  })

  test('--out-dir writes the form of the file as it is, without a plan; --unsafe applies all steps before', async () => {
    const plain = laidOutPlan(['--out-dir', 'out'])
    expect(await plain.outcome).toEqual({ status: 0, stdout: '1 file written as libvirt would\n', stderr: '' })
    expect(isLaidOut(fileIn(plain.cwd, 'out/mail.xml'))).toBe(true)
    expect(fileIn(plain.cwd)).toBe(guest)
    const unsafe = laidOutPlan(['--out-dir', 'out', '--unsafe'])
    expect((await unsafe.outcome).status).toBe(0)
    expect(isLaidOut(fileIn(unsafe.cwd, 'out/mail.xml'))).toBe(true)
    expect(fileIn(unsafe.cwd, 'out/mail.xml')).toContain('<qemu:property')
  })

  test('standard input goes to standard output', async () => {
    const { status, stdout } = await run(['migrate', '--layout', 'libvirt', '--write', ...target, '-'], {
      cwd: folderWith({}),
      stdin: guest,
    })
    expect(status).toBe(0)
    expect(isLaidOut(stdout)).toBe(true)
  })

  test('JSON and Markdown show the layout as a patch of its own, without passwords', async () => {
    const json = await laidOutPlan(['--format', 'json']).outcome
    expect(json.status).toBe(1)
    const [{ patches }] = JSON.parse(json.stdout)
    expect(patches.neutral).not.toContain('sata')
    expect(patches.layout).toContain("+    <controller type='sata' index='0'>")
    const markdown = await laidOutPlan(['--format', 'markdown']).outcome
    expect(markdown.stdout).toContain("+    <controller type='sata' index='0'>")
    expect(json.stdout + markdown.stdout).not.toContain('sesame12')
  })

  test('Markdown has a file whose layout alone differs', async () => {
    const idle = guest.replace('<memory>', "<memory unit='KiB'>").replace(/ {2}<qemu:commandline>[\s\S]*<\/qemu:commandline>\n/, '')
    const { status, stdout } = await laidOutPlan(['--format', 'markdown'], idle).outcome
    expect(status).toBe(1)
    expect(stdout).toContain('No steps, only the layout of libvirt.')
    expect(stdout).toContain('### The change')
  })

  test('what libvirt refuses is not written, and keeps its layout in the plan', async () => {
    const written = laidOutPlan(['--write'], refused)
    const { status, stderr } = await written.outcome
    expect(status).toBe(2)
    expect(stderr).toMatch(/mail\.xml: is not written as libvirt would, since libvirt refuses it: line 8: /)
    expect(fileIn(written.cwd)).toBe(refused)
    const shown = await laidOutPlan([], refused).outcome
    expect(shown.status).toBe(1)
    expect(shown.stderr).toContain('mail.xml: left as it is: libvirt refuses it: line 8: ')
  })

  test('a definition in a snapshot is written in its place, and nothing around it is lost', async () => {
    const inside = guest.replaceAll('\n', '\n  ').trimEnd()
    const snapshot = `<domainsnapshot>\n  <name>monday</name>\n  ${inside}\n  <cookie/>\n</domainsnapshot>\n`
    const { cwd, outcome } = laidOutPlan(['--write'], snapshot)
    expect((await outcome).status).toBe(0)
    expect(fileIn(cwd)).toMatch(
      /^<domainsnapshot>\n {2}<name>monday<\/name>\n {2}<domain [\s\S]*<\/domain>\n {2}<cookie\/>\n<\/domainsnapshot>\n$/,
    )
    expect(isLaidOut(fileIn(cwd))).toBe(true)
  })

  test.each([
    [['--pin'], '--layout libvirt writes all that --pin would: take one of them'],
    [['--write', '--out-dir', 'out'], '--write changes the files and --out-dir leaves them: take one of them'],
    [['--diff', '--out-dir', 'out'], '--diff writes nothing, and --write and --out-dir do: take one of them'],
  ])('%j is a mistake', async (words, sentence) => {
    const { cwd, outcome } = laidOutPlan(words)
    const { status, stderr } = await outcome
    expect(status).toBe(2)
    expect(stderr).toContain(sentence)
    expect(existsSync(join(cwd, 'out'))).toBe(false)
  })
})
