import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { embeddedDocuments } from '../../src/embedded/embedded-documents.js'
import { languageOf } from '../../src/embedded/languages.js'

/** The pieces found: their text, whether plain, and the expressions in them. */
const found = (name: string, text: string) =>
  embeddedDocuments(text, name).map(({ range, holes, isPlain }) => ({
    xml: text.slice(range.start, range.end),
    isPlain,
    holes: holes.map(({ start, end }) => text.slice(range.start + start, range.start + end)),
  }))

const xml = "<domain type='kvm'>\n  <name>a</name>\n</domain>"
const plain = [{ xml, isPlain: true, holes: [] }]

describe('domains in other languages', () => {
  test.each([
    ['a.nix', `{ x = ''\n${xml}\n''; }`],
    ['a.py', `X = """<?xml version="1.0"?>\n<!-- a -->\n${xml}\n"""`],
    ['a.py', `X = r'''${xml}'''`],
    ['a.go', `const x = \`${xml}\``],
    ['a.sh', `cat > a.xml <<-'EOF'\n${xml}\nEOF\n`],
    ['a.sh', `X="\n${xml}"`],
    ['a.rb', `x = <<~XML\n${xml}\nXML\n`],
    ['a.pl', `my $x = <<"EOX";\n${xml}\nEOX\n`],
    ['a.tf', `x = <<EOT\n${xml}\nEOT\n`],
    ['a.js', `const x = \`${xml}\``],
    ['a.yml', `xml: |\n${xml}\n`],
    ['a.md', `A \`<domain>\` is\n\n\`\`\`xml\n${xml}\n\`\`\`\n`],
    ['a.md', `~~~\n${xml}\n~~~\n`],
    ['a.md', `\`\`\`nix\nx = ''${xml}'';\n\`\`\`\n`],
  ])('stand plain in %s: %j', (name, text) => {
    expect(found(name, text)).toEqual(plain)
  })

  test.each([
    ['a.nix', "''<domain>${f ''x'' \"}\"}</domain>''", ["${f ''x'' \"}\"}"]],
    ['a.nix', "''<domain>''${x}</domain>''", ["''$"]],
    ['a.tf', 'x = <<EOT\n<domain>%{ if a }${b}%{ endif }</domain>\nEOT', ['%{ if a }', '${b}', '%{ endif }']],
    ['a.py', "x = f'<domain>{name}</domain>'", ['{name}']],
    ['a.sh', 'cat <<EOF\n<domain>$A $(b)</domain>\nEOF', ['$A', '$(b)']],
    ['a.yml', 'xml: |\n  <domain>{{ a }}\n  {% if b %}\n  </domain>\n', ['{{ a }}', '{% if b %}']],
    ['a.rb', 'x = <<XML\n<domain>#{a}</domain>\nXML', ['#{a}']],
    ['a.md', '```\n<domain>\n  ...\n</domain>\n```\n', ['...']],
  ])('have expressions in %s: %j', (name, text, holes) => {
    const all = found(name, text)
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ isPlain: false })
    expect(all[0]?.holes).toEqual(expect.arrayContaining(holes))
  })

  test('escaped quotes are read as quotes, at their place', () => {
    const text = '"<domain type=\\"kvm\\">\\n</domain>"'
    const [document] = embeddedDocuments(text, 'a.py')
    expect(document).toMatchObject({ isPlain: false, holes: [], masked: '<domain type= "kvm" >  </domain>' })
  })

  test.each([
    ['a.py', `x = "<domain type='kvm'>" + name + "</domain>"`],
    ['a.py', `x = ("<domain>"\n  "<name>a</name></domain>")`],
    ['a.py', '# <domain> and </domain>'],
    ['a.go', 'x := "<domain type=\'" + t + "\'></domain>"'],
    ['a.nix', "''<domain>'' + x + ''</domain>''"],
    ['a.sh', 'echo "<domain>"; cat x; echo "</domain>"'],
    ['a.yml', 'xml: |\n    <domain>\nother: </domain>'],
    ['a.md', 'A <domain> without a fence</domain>'],
    ['a.md', '```diff\n<domain>\n</domain>\n```'],
    ['a.txt', "'<domain></domain>'"],
    ['a.py', `x = '<network></network>'`],
  ])('are left alone in %s where they are no literal of their own: %j', (name, text) => {
    expect(found(name, text)).toEqual([])
  })

  test('know the language by name and by the editor', () => {
    expect(['/a/b.NIX', 'main.tf', 'nix', 'shellscript', 'x.xml', 'x.xml.j2', 'Makefile'].map(languageOf)).toEqual([
      'nix',
      'terraform',
      'nix',
      'shell',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('a template is one document', () => {
    expect(embeddedDocuments("<domain type='{{ t }}'/>", 'a.xml.j2')).toMatchObject([{ range: { start: 0, end: 24 }, isPlain: false }])
  })
})

const pieces = fc.constantFrom(
  ...'<domain>|</domain>|<domainsnapshot>|\'\'|\'|"|"""|`|```|\n|\n  |${|}|$a|\\|\\"|<<EOF|EOF|<!--|-->|<?xml?>|xml: ||{{ a }}|{% if a %}|#|x'.split(
    '|',
  ),
)

test('whatever the text, a piece lies in it, is as long as its mask, and plain pieces are the text itself', () => {
  const names = fc.constantFrom('a.nix', 'a.py', 'a.sh', 'a.tf', 'a.yml', 'a.md', 'a.go', 'a.rb', 'a.pl', 'a.js', 'a.xml.j2')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), names, (parts, name) => {
      const text = parts.join('')
      let end = 0
      for (const { range, masked, unescaped, holes, isPlain } of embeddedDocuments(text, name)) {
        expect(range.start).toBeGreaterThanOrEqual(end)
        end = range.end
        expect(end).toBeLessThanOrEqual(text.length)
        expect([masked.length, unescaped.length]).toEqual([range.end - range.start, range.end - range.start])
        if (isPlain) expect(masked).toBe(text.slice(range.start, range.end))
        for (const hole of holes) expect(hole.end).toBeLessThanOrEqual(masked.length)
      }
    }),
    { numRuns: 1000 },
  )
})
