import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { clean, fixable, fixed, folderWith, machineRaisingConfig, type Outcome, run } from './run.js'

/** Runs `domlint edit` with an editor that applies one sed script a round. */
async function edit(
  content: string | Buffer,
  scripts: readonly string[],
  answers: string,
  more: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Outcome & { folder: string; content: string }> {
  const rounds = Object.fromEntries(scripts.map((script, index) => [`round${index + 1}`, script]))
  const folder = folderWith({ 'guest.xml': content, nano: editor, ...rounds, ...files })
  chmodSync(join(folder, 'nano'), 0o755)
  const env = { DOMLINT_EDITOR: join(folder, 'nano'), XDG_STATE_HOME: join(folder, 'state'), PATH: process.env.PATH ?? '', ...more }
  const outcome = await run(['edit', 'guest.xml'], { cwd: folder, stdin: answers, env })
  return { ...outcome, folder, content: readFileSync(join(folder, 'guest.xml'), 'utf8') }
}

/** The one text that is kept in a folder. */
function rescuedIn(folder: string, encoding: BufferEncoding = 'utf8'): string {
  const [name = '', ...more] = readdirSync(folder)
  expect(more).toEqual([])
  return readFileSync(join(folder, name), encoding)
}

/** Writes down how it was called, and fails when there is no script left. */
const editor = `#!/bin/sh
here=$(dirname "$0")
echo "$@" >> "$here/calls"
round="$here/round$(wc -l < "$here/calls" | tr -d ' ')"
for file; do :; done
sed -i -f "$round" "$file"
`

const misspelt = 's/<vcpu/<vpcu/; s|</vcpu|</vpcu|'
const withoutUnit = "s/<memory unit='KiB'>/<memory>/"

describe('domlint edit', () => {
  test('says nothing of an edit that is fine, or of none', async () => {
    expect(await edit(clean, ['s|</name>|&<title>Mail</title>|'], '')).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(await edit(clean, ['p;d'], '')).toMatchObject({ status: 0, stdout: '', stderr: '', content: clean })
  })

  test('hints keep nobody from saving', async () => {
    expect(await edit(clean, [withoutUnit], '')).toMatchObject({ status: 0, content: fixable })
  })

  test('puts back what was there, and keeps what was written', async () => {
    const outcome = await edit(clean.replaceAll('\n', '\r\n'), [misspelt], 'a\n')
    expect(outcome).toMatchObject({ status: 0, content: clean.replaceAll('\n', '\r\n') })
    expect(outcome.stdout).toContain('unknown element <vpcu> in <domain>, did you mean <vcpu>?')
    const rescued = join(outcome.folder, 'state/domlint/rescued')
    const [name = ''] = readdirSync(rescued)
    expect(outcome.stderr).toContain(`the file is as it was; your text is kept in ${join(rescued, name)}`)
    expect(readFileSync(join(rescued, name), 'utf8')).toContain('<vpcu')
    expect(statSync(join(rescued, name)).mode & 0o777).toBe(0o600)
  })

  test('puts it back when nobody answers, with status 1', async () => {
    expect(await edit(clean, [misspelt], '')).toMatchObject({ status: 1, content: clean })
  })

  test('saves anyway', async () => {
    const { status, content } = await edit(clean, [misspelt], 's\n')
    expect(status).toBe(0)
    expect(content).toContain('<vpcu')
  })

  test('applies safe fixes, and asks about what is left', async () => {
    const outcome = await edit(clean, [`${withoutUnit}; ${misspelt}`], 'f\ns\n')
    expect(outcome).toMatchObject({ status: 0, content: fixed.replaceAll('vcpu', 'vpcu') })
    expect(outcome.stderr).toContain('[f]ix what is safe to fix')
    expect(outcome.stderr).toContain('1 fix applied')
    // Nothing is left that could be fixed.
    expect(outcome.stderr.split('? (e) ').at(-2)).not.toContain('[f]ix')
  })

  test('edits again, at the first finding', async () => {
    const outcome = await edit(clean, [misspelt, 's/vpcu/vcpu/g'], 'what?\n\n')
    expect(outcome).toMatchObject({ status: 0, content: clean })
    expect(readFileSync(join(outcome.folder, 'calls'), 'utf8')).toBe(
      `${join(outcome.folder, 'guest.xml')}\n+5 ${join(outcome.folder, 'guest.xml')}\n`,
    )
  })

  test('tells what the guest would notice', async () => {
    const outcome = await edit(clean, ['s/pc-q35-9.2/pc-q35-9.1/'], 'd\na\n')
    expect(outcome.stdout).toMatch(/^What the guest would notice:\n {2}os: the machine type changes from pc-q35-9\.2 to pc-q35-9\.1/)
    expect(outcome.stdout).toContain("+    <type arch='x86_64' machine='pc-q35-9.1'>hvm</type>")
    expect(outcome).toMatchObject({ status: 0, content: clean })
  })

  test('counts what was there before, and shows what is new', async () => {
    const old = clean.replace('  <os>\n', '  <colour>blue</colour>\n  <os>\n')
    const outcome = await edit(old, [misspelt], 'a\n')
    expect(outcome.stdout).not.toContain('colour')
    expect(outcome.stderr).toContain('1 finding was there before')
  })

  test('a text that is broken, empty, or no domain any more is asked about', async () => {
    expect((await edit(clean, ['$d'], 'a\n')).stdout).toContain('[xml/well-formed]')
    expect((await edit(clean, ['s/domain/network/g'], 'a\n')).stderr).toContain('it is a libvirt network now, and no domain')
  })

  test('what is no domain passes through', async () => {
    expect(await edit('my guest\n', ['s/my/your/'], '')).toMatchObject({ status: 0, stdout: '', stderr: '', content: 'your guest\n' })
    expect(await edit('<network/>\n', ['s/network/netwrok/'], '')).toMatchObject({ status: 0, stdout: '', content: '<netwrok/>\n' })
  })

  test('a fix that is called safe and changes the guest is not applied', async () => {
    const old = clean.replace('9.2', '9.1')
    const plugin = { 'domlint.config.mjs': machineRaisingConfig }
    const outcome = await edit(old, [`s/9\\.1/9.2/`], 'f\na\n', {}, plugin)
    expect(outcome.stderr).toContain('a fix that is called safe would change what the guest sees')
    expect(outcome.stderr).not.toContain('applied')
    expect(outcome.content).toBe(old)
  })

  test('an editor that fails is named', async () => {
    const outcome = await edit(clean, [], '')
    expect(outcome.status).toBe(1)
    expect(outcome.stderr).toMatch(/the editor '.*nano' ended with status \d+; name another one in DOMLINT_EDITOR/)
  })

  test('an editor that fails after it has saved loses nothing', async () => {
    const outcome = await edit(clean, [misspelt], '\n')
    expect(outcome).toMatchObject({ status: 1, content: clean })
    expect(rescuedIn(join(outcome.folder, 'state/domlint/rescued'))).toContain('<vpcu')
  })

  test('a text that cannot be read is kept byte for byte', async () => {
    const outcome = await edit(clean, ['s/mail/m\\xffil/'], 'a\n')
    expect(outcome).toMatchObject({ status: 0, content: clean })
    expect(rescuedIn(join(outcome.folder, 'state/domlint/rescued'), 'latin1')).toContain('<name>m\xffil</name>')
  })

  test('a text that can be kept nowhere else is kept beside the file', async () => {
    const outcome = await edit(clean, [misspelt], 'a\n', { XDG_STATE_HOME: '/dev/null' })
    expect(outcome).toMatchObject({ status: 0, content: clean })
    const beside = readdirSync(outcome.folder).filter((name) => name.endsWith('-guest.xml'))
    expect(readFileSync(join(outcome.folder, beside[0] ?? ''), 'utf8')).toContain('<vpcu')
  })

  test('a file that the editor removed is there again', async () => {
    const folder = folderWith({ 'guest.xml': clean, remove: '#!/bin/sh\nrm -- "$1"\n' })
    chmodSync(join(folder, 'remove'), 0o755)
    const env = { DOMLINT_EDITOR: join(folder, 'remove'), XDG_STATE_HOME: join(folder, 'state'), PATH: process.env.PATH ?? '' }
    expect(await run(['edit', 'guest.xml'], { cwd: folder, stdin: 'a\n', env })).toMatchObject({ status: 0 })
    expect(readFileSync(join(folder, 'guest.xml'), 'utf8')).toBe(clean)
  })

  test('passwords and escape sequences stay off the terminal', async () => {
    const graphics = "<devices><graphics type='vnc' passwd='hunter2'/></devices>"
    const outcome = await edit(clean.replace('</os>', `</os>${graphics}`), [`${misspelt}; s/mail/ma\\x1b[31mil/`], 'd\na\n')
    expect(outcome.stdout).toContain('passwd=')
    expect(outcome.stdout + outcome.stderr).not.toContain('hunter2')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(outcome.stdout + outcome.stderr).not.toMatch(/\x1b/)
  })

  test('wants one file', async () => {
    expect(await run(['edit'], { cwd: '/' })).toMatchObject({ status: 2 })
    expect(await run(['edit', 'a', 'b'], { cwd: '/' })).toMatchObject({ status: 2 })
  })
})

const programPath = resolve('dist/cli.cjs')

describe('Ctrl-C', () => {
  test.each(['while the question waits', 'in the editor'])('%s: nothing is lost', async (moment) => {
    const wait = moment === 'in the editor' ? 'echo saved >&2; exec sleep 60' : ':'
    const folder = folderWith({ 'guest.xml': clean, nano: `#!/bin/sh\nsed -i '${misspelt}' "$1"\n${wait}\n` })
    chmodSync(join(folder, 'nano'), 0o755)
    const env = { ...process.env, DOMLINT_EDITOR: join(folder, 'nano'), XDG_STATE_HOME: join(folder, 'state') }
    // A group of its own, as a shell gives to each command: Ctrl-C reaches all in it.
    const started = spawn(process.execPath, [programPath, 'edit', 'guest.xml'], { cwd: folder, env, detached: true })
    let said = ''
    started.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString()
    })
    // Like somebody who types it until something happens.
    const typing = setInterval(() => {
      if (/saved|\? \(e\) $/.test(said) && started.pid !== undefined) process.kill(-started.pid, 'SIGINT')
    }, 200)
    onTestFinished(() => clearInterval(typing))
    const [status] = await once(started, 'close')
    expect(status).toBe(1)
    expect(said).toContain('the file is as it was; your text is kept in')
    expect(readFileSync(join(folder, 'guest.xml'), 'utf8')).toBe(clean)
    expect(rescuedIn(join(folder, 'state/domlint/rescued'))).toContain('<vpcu')
  })
})

const hasVirsh = spawnSync('virsh', ['--version']).status === 0

/** The test driver forgets everything between two runs, so one run does all. */
function virsh(commands: string, script: string, answers: string): { stdout: string; stderr: string } {
  const folder = folderWith({ nano: editor, round1: script, round2: script })
  chmodSync(join(folder, 'nano'), 0o755)
  const env = {
    ...process.env,
    VISUAL: `'${process.execPath}' '${programPath}' edit`,
    DOMLINT_EDITOR: join(folder, 'nano'),
    XDG_STATE_HOME: folder,
  }
  const { stdout, stderr } = spawnSync('virsh', ['-c', 'test:///default', commands], { env, input: answers, encoding: 'utf8' })
  return { stdout, stderr }
}

describe.skipIf(!hasVirsh)('VISUAL=domlint edit virsh edit (needs virsh)', () => {
  test('abort: the domain stays as it was', () => {
    const { stdout } = virsh('edit test; dumpxml test', misspelt, 'a\n')
    expect(stdout).toContain("Domain 'test' XML configuration not changed.")
    expect(stdout).toMatch(/<vcpu placement='static'>2<\/vcpu>/)
  })

  test('fix: the mended text is defined', () => {
    const { stdout, stderr } = virsh(
      'edit test; dumpxml --inactive test',
      "s/<memory unit='KiB'>/<memory>/; s|2</vcpu>|3</vcpu>|",
      'f\ns\n',
    )
    expect(stderr).toContain('1 fix applied')
    expect(stdout).toContain("Domain 'test' XML configuration edited.")
    expect(stdout).toMatch(/<vcpu placement='static'>3<\/vcpu>/)
  })

  test('save: libvirt gets what was written', () => {
    const { stdout } = virsh('edit test; dumpxml --inactive test', "s/<vcpu placement='static'>2/<vcpu placement='static'>4/", 's\n')
    expect(stdout).toContain("Domain 'test' XML configuration edited.")
    expect(stdout).toMatch(/<vcpu placement='static'>4<\/vcpu>/)
  })

  test('descriptions pass through', () => {
    const { stdout, stderr } = virsh(
      'desc test --config a guest; desc test --edit --config; desc test --config',
      's/.*/a guest for tests/',
      '',
    )
    expect(`${stdout}${stderr}`).toContain('a guest for tests')
  })
})
