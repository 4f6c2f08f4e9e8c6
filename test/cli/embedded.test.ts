import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, fixable, fixed, folderWith, run } from './run.js'

const only = ['--preset', 'deprecated', '--preset', 'libvirt', '--preset', 'schema', '--format', 'compact']
const misspelt = clean.replace("<memory unit='KiB'>1048576</memory>", "<memory unit='KiB'>{{ memory }}</memory><vpcu>2</vpcu>")
const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ')

describe('templates', () => {
  test('are found in folders and checked around their expressions', async () => {
    const cwd = folderWith({
      'a/vm.xml.j2': misspelt,
      'a/vm.xml.erb': misspelt.replace('{{ memory }}', '<%= memory %>'),
      'a/notes.txt.j2': misspelt,
    })
    const { status, stdout, stderr } = await run([...only, 'a'], { cwd })
    expect(stdout.split('\n').map((line) => line.replace(/ unknown.*\[/, ' ['))).toEqual([
      'a/vm.xml.erb:4:45: error: [schema/no-unknown-element]',
      'a/vm.xml.j2:4:44: error: [schema/no-unknown-element]',
      '',
    ])
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  })

  test('are never fixed', async () => {
    const text = fixable.replace('</name>', '-{{ index }}</name>')
    const cwd = folderWith({ 'vm.xml.j2': text })
    const { status, stdout } = await run([...only, '--fix', 'vm.xml.j2'], { cwd })
    expect({ status, findings: stdout.split('\n').length - 1 }).toEqual({ status: 0, findings: 1 })
    expect(readFileSync(join(cwd, 'vm.xml.j2'), 'utf8')).toBe(text)
  })

  test('are no business of plans when they are only found in a folder', async () => {
    const cwd = folderWith({ 'vm.xml': clean, 'vm.xml.j2': misspelt })
    expect((await run(['migrate', '.'], { cwd })).stdout).not.toContain('vm.xml.j2')
  })
})

describe('programs', () => {
  const nix = `{ pkgs }: {\n  vm = ''\n${indented(misspelt)}\n  '';\n}\n`

  test('are checked when they are named, at the line and column of the program', async () => {
    const cwd = folderWith({ 'vm.nix': nix, 'other.nix': '{ }' })
    const { status, stdout } = await run([...only, 'vm.nix', 'other.nix'], { cwd })
    expect(stdout).toMatch(/^vm\.nix:6:48: error: unknown element <vpcu> .*\n$/)
    expect(status).toBe(1)
  })

  test('are checked on standard input under a name', async () => {
    const cwd = folderWith({})
    expect((await run([...only, '-', '--stdin-filename', 'vm.nix'], { cwd, stdin: nix })).stdout).toMatch(
      /^vm\.nix:6:48: error: unknown element/,
    )
  })

  test('are not looked for in folders, but by patterns', async () => {
    const cwd = folderWith({ 'a/vm.nix': nix, 'a/vm.xml': clean })
    expect((await run([...only, 'a'], { cwd })).stdout).toBe('')
    expect((await run([...only, 'a/*.nix'], { cwd })).stdout).toMatch(/^a\/vm\.nix:6:48: /)
  })

  test.each([
    ['vm.nix', (xml: string) => `{ vm = ''\n${indented(xml)}\n  ''; }\n`],
    ['vm.py', (xml: string) => `VM = """\n${xml}"""\n`],
    ['vm.sh', (xml: string) => `cat <<'EOF'\n${xml}EOF\n`],
    ['vm.yml', (xml: string) => `vm: |\n${indented(xml)}\n`],
    ['vm.md', (xml: string) => `# VM\n\n\`\`\`xml\n${xml}\`\`\`\n`],
  ])('plain XML in %s is fixed in place, and templates beside it are not', async (name, around) => {
    const template = around(fixable.replace('</name>', '{{ i }}</name>'))
    const cwd = folderWith({ [name]: around(fixable) + template + around(fixable) })
    expect((await run([...only, '--fix', name], { cwd })).stderr).toBe('domlint: 2 findings fixed in 1 file\n')
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(around(fixed) + template + around(fixed))
  })

  test('a fix that the program would read otherwise is not made', async () => {
    const quoted = fixable.replaceAll("'", '"')
    const text = `vm = '${quoted.trim().replaceAll('\n', ' ')}'\n`
    const cwd = folderWith({ 'vm.py': text })
    await run([...only, '--fix', 'vm.py'], { cwd })
    const after = readFileSync(join(cwd, 'vm.py'), 'utf8')
    expect(after === text || !after.includes("unit='")).toBe(true)
    expect(after.match(/'/g)).toHaveLength(2)
  })

  test('a finding in one document of several is held back by its own directive', async () => {
    const held = `<!-- domlint-disable-next-line schema/no-unknown-element: on purpose -->\n<vpcu>2</vpcu>`
    const one = clean.replace('</name>', `</name>\n${held}`)
    const other = clean.replace('</name>', '</name><vpcu>2</vpcu>')
    const cwd = folderWith({ 'vm.md': `\`\`\`xml\n${one}\`\`\`\n\n\`\`\`xml\n${other}\`\`\`\n` })
    expect((await run([...only, 'vm.md'], { cwd })).stdout.split('\n')).toHaveLength(2)
  })
})
