import { describe, expect, test } from 'vitest'
import { embeddedDocuments } from '../../src/embedded/embedded-documents.js'
import { lint } from '../../src/lint/lint-text.js'

// Each takes far longer than a test may, if the time grows with the square of the length.
const times = 100_000

describe('hostile templates', () => {
  test.each([
    ['expressions that never end', '{{'.repeat(times)],
    ['statements that never end', '{%'.repeat(times)],
    ['interpolations that never end', '${'.repeat(times)],
    ['interpolations in each other', `${'${'.repeat(times)}${'}'.repeat(times)}`],
    ['commands that never end', '$('.repeat(times)],
    ['strings in expressions that never end', `{{ " }} ' `.repeat(times / 5)],
    ['ERB that never ends', '<% a {\n'.repeat(times / 5)],
    ['alternatives that never end', '{% if a %}<x>{% else %}<y>'.repeat(times / 10)],
    ['alternatives in each other', `${'{% if a %}<x>{% else %}<y>'.repeat(times / 10)}${'{% endif %}'.repeat(times / 10)}`],
    ['placeholders that never end', `${'@a'.repeat(times)}${'##a'.repeat(times)}${'%('.repeat(times)}`],
    ['holes in an unfinished comment', `<!--${'{{ a }}'.repeat(times / 5)}`],
    ['holes in an unfinished value', `<a b='${'{{ a }}'.repeat(times / 5)}`],
    ['holes in the depth', `${'<a b="{{ x }}">'.repeat(900)}${'{{ x }}'.repeat(times / 10)}${'</a>'.repeat(900)}`],
    ['a tag with holes only', `<a ${'{{ x }} '.repeat(times / 10)}/>`],
  ])('%s are checked without a failure', (_, inside) => {
    const text = `<domain>${inside}</domain>`
    expect(lint(text, { filePath: 'vm.xml.j2' }).failures).toEqual([])
    expect(lint(text, { filePath: 'vm.xml' }).failures).toEqual([])
  })

  test('many findings, each of which is looked at twice, come to an end', () => {
    const disk = "<disk typ='file'><target dev='vda' buss='virtio'/></disk>"
    const { findings, failures } = lint(`<domain><name>{{ a }}</name><devices>${disk.repeat(2000)}</devices></domain>`, {
      filePath: 'vm.xml.j2',
    })
    expect(failures).toEqual([])
    expect(findings.length).toBeGreaterThan(2000)
  })
})

describe('hostile programs', () => {
  test.each([
    ['a.nix', "''<domain>".repeat(times), 0],
    ['a.nix', "x = ''<domain>${".padEnd(times, "''${"), 0],
    ['a.py', `${'"""<domain>'.repeat(times / 5)}</domain>"""`, 1],
    ['a.py', '"""<domainsnapshot>'.repeat(times / 5), 0],
    ['a.py', `"""${'<domain <domains '.repeat(times / 5)}</domain>"""`, 0],
    ['a.py', `${`"${' '.repeat(3990)}<domain></domain>"`.repeat(50)}`, 50],
    ['a.py', `"<domain>${'\\"'.repeat(times)}</domain>"`, 1],
    ['a.sh', 'cat <<EOF\n<domain></domain>\nEOF\n'.repeat(5000), 5000],
    ['a.md', '```\n<domain></domain>\n```\n'.repeat(5000), 5000],
    ['a.md', `${'````md\n'.repeat(times / 10)}<domain></domain>`, 0],
    ['a.yml', `${' <domain>\n'.repeat(times / 10)} </domain>`, 1],
  ])('%s with %.20j…', (name, text, count) => {
    expect(embeddedDocuments(text, name)).toHaveLength(count)
  })
})
