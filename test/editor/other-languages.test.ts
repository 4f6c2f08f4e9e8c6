import { describe, expect, test } from 'vitest'
import type { CodeAction, FullDocumentDiagnosticReport, TextDocumentEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { modern, TestClient } from './client.js'
import { guest } from './documents.js'

async function opened(uri: string, text: string, languageId: string) {
  const client = new TestClient()
  await client.initialize(modern)
  await client.open(uri, text, 1, languageId)
  const { items } = await client.request<FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } })
  return { client, found: items.map(({ code, range }) => `${code} ${range.start.line}:${range.start.character}`) }
}

/** A play with a domain in a block scalar. */
const play = (domain: string) => `- name: define\n  community.libvirt.virt:\n    xml: |\n${domain.replace(/^(?=.)/gm, '      ')}`

describe('domains in other languages', () => {
  test.each([
    ['file:///srv/play.yml', 'yaml'],
    ['untitled:Untitled-1', 'yaml'],
  ])('have diagnostics at their places in the program: %s', async (uri, languageId) => {
    const text = play(guest().replace('<vcpu', "<vcpu colour='blue'"))
    const { client, found } = await opened(uri, text, languageId)
    const place = TextDocument.create(uri, languageId, 1, text).positionAt(text.indexOf('colour'))
    expect(found).toContain(`schema/no-unknown-attribute ${place.line}:${place.character}`)
    await client.leave()
  })

  test('what is plain XML in them is fixed in place', async () => {
    const uri = 'file:///srv/play.yml'
    const text = play(guest().replace("<domain type='kvm'>", "<domain type='kvm' id='3'>"))
    const { client } = await opened(uri, text, 'yaml')
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    const context = { diagnostics: [], only: ['source.fixAll.domlint'] }
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context })
    const resolved = await client.request<CodeAction>('codeAction/resolve', action ?? {})
    const edits = ((resolved.edit?.documentChanges ?? []) as TextDocumentEdit[]).flatMap((change) => change.edits)
    const fixed = TextDocument.applyEdits(
      TextDocument.create(uri, 'yaml', 1, text),
      edits.filter((edit) => 'newText' in edit),
    )
    expect(fixed).toBe(text.replace(" id='3'", ''))
    await client.leave()
  })

  test('no fix is offered that would end the string it is in', async () => {
    const uri = 'file:///srv/guest.js'
    const actionsIn = async (quote: string) => {
      const text = `const xml = ${quote}<domain><name>a</name><memory>1048576</memory></domain>${quote}\n`
      const { client } = await opened(uri, text, 'javascript')
      const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      })
      await client.leave()
      return actions.filter(({ edit }) => edit).map(({ title }) => title)
    }
    expect(await actionsIn('`')).toContainEqual(expect.stringContaining('unit of a memory size'))
    expect(await actionsIn("'")).not.toContainEqual(expect.stringContaining('unit of a memory size'))
    expect(await actionsIn("'")).not.toContainEqual(expect.stringContaining('in <metadata>'))
  })

  test('templates have no findings about their expressions, and programs without a domain none at all', async () => {
    const template = guest()
      .replace(/<name>.*<\/name>/, '<name>{{ name }}</name>')
      .replace('</devices>', '{% for d in disks %}{{ d }}{% endfor %}</devices>')
    const { client, found } = await opened('file:///srv/vm.xml.j2', template, 'jinja-xml')
    expect(found.filter((line) => line.startsWith('xml/'))).toEqual([])
    await client.leave()
    const other = await opened('file:///srv/main.py', 'print("<domain")\n', 'python')
    expect(other.found).toEqual([])
    await other.client.leave()
  })
})
