import { describe, expect, test } from 'vitest'
import type { CodeAction, Range, TextDocumentEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { modern, old, TestClient } from './client.js'
import { guest } from './documents.js'

const uri = 'file:///srv/guests/web.xml'
const everywhere: Range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } }

function disk(dev: string, more = ''): string {
  return `    <disk type='file' device='disk'>\n      <source file='/${dev}.img'/>\n      <target dev='${dev}' ${more}/>\n    </disk>\n`
}

async function actionsOf(text: string, options: { only?: string[]; range?: Range; capabilities?: typeof modern } = {}) {
  const { only, range = everywhere, capabilities = modern } = options
  const client = new TestClient()
  await client.initialize(capabilities)
  await client.open(uri, text, 4)
  const context = { diagnostics: [], ...(only ? { only } : {}) }
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context })
  return { client, actions }
}

/** The text after an action, as an editor would apply it. */
function applied(text: string, action: CodeAction | undefined): string {
  const document = TextDocument.create(uri, 'xml', 4, text)
  const edits =
    (action?.edit?.documentChanges as TextDocumentEdit[] | undefined)?.flatMap(({ edits }) => edits) ?? action?.edit?.changes?.[uri]
  return TextDocument.applyEdits(
    document,
    (edits ?? []).filter((edit) => 'newText' in edit),
  )
}

describe('quick fixes', () => {
  test('a safe fix is preferred, says what it does, and carries the version of the text', async () => {
    const text = guest(disk('vda', "bus='virtio'"))
    const { client, actions } = await actionsOf(text)
    const [fix] = actions
    expect(fix).toMatchObject({
      title: "Say which format a disk image has: add <driver name='qemu' type='raw'/>",
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'security/require-disk-format' }],
      edit: { documentChanges: [{ textDocument: { uri, version: 4 } }] },
    })
    expect(applied(text, fix)).toBe(text.replace('      <source', "      <driver name='qemu' type='raw'/>\n      <source"))
    await client.leave()
  })

  test('an unsafe fix says its risk and is not preferred', async () => {
    const text = guest().replace('pc-q35-9.0', 'q35')
    const { client, actions } = await actionsOf(text)
    const unsafe = actions.filter(({ title }) => title.includes('(not safe: '))
    expect(unsafe.length).toBeGreaterThan(0)
    expect(unsafe.every(({ isPreferred }) => isPreferred === undefined)).toBe(true)
    await client.leave()
  })

  test('fixes come first, then suggestions, then directives, then pages', async () => {
    const text = guest(disk('vda', "buss='virtio'"))
    const { client, actions } = await actionsOf(text)
    const kinds = actions.map(({ title }) =>
      /^(Disable|Ignore)/.test(title)
        ? 'directive'
        : /^Show/.test(title)
          ? 'page'
          : /not safe/.test(title)
            ? 'suggestion'
            : title.startsWith('Apply all')
              ? 'all'
              : 'fix',
    )
    expect([...new Set(kinds)]).toEqual(['fix', 'suggestion', 'directive', 'page', 'all'])
    expect(kinds.join()).toBe([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join())
    await client.leave()
  })

  test('they are those of the place that is asked about', async () => {
    const text = guest(disk('vda', "bus='virtio'") + disk('vdb', "bus='virtio'"))
    const line = { start: { line: 14, character: 6 }, end: { line: 14, character: 6 } }
    const { client, actions } = await actionsOf(text, { range: line, only: ['quickfix'] })
    const diagnosed = actions.filter(({ title }) => title.startsWith('Say which')).flatMap(({ diagnostics = [] }) => diagnostics)
    expect(diagnosed.map(({ range }) => range.start.line)).toEqual([14])
    await client.leave()
  })

  test('a text that is not well-formed is not edited', async () => {
    const { client, actions } = await actionsOf(guest(disk('vda', "bus='virtio'")).replace('</os>', ''))
    expect(actions.filter(({ edit }) => edit !== undefined)).toEqual([])
    expect(actions.map(({ title }) => title)).toContain('Show the page of xml/well-formed')
    await client.leave()
  })

  test('the page of a rule is shown by the client', async () => {
    const { client, actions } = await actionsOf(guest(disk('vda', "bus='virtio'")))
    const page = actions.find(({ title }) => title === 'Show the page of security/require-disk-format')
    await client.request('workspace/executeCommand', page!.command!)
    expect(client.shown).toEqual([expect.stringMatching(/\/docs\/rules\/security\/require-disk-format\.md$/)])
    await client.leave()
  })

  test('a client without versions and pages gets plain edits', async () => {
    const text = guest(disk('vda', "bus='virtio'"))
    const { client, actions } = await actionsOf(text, { capabilities: old })
    expect(actions[0]?.edit?.changes?.[uri]).toHaveLength(1)
    expect(actions.some(({ command }) => command !== undefined)).toBe(false)
    await client.leave()
  })
})

const order = ['fix', 'suggestion', 'directive', 'page', 'all']

describe('several fixes at once', () => {
  const text = guest(`${disk('vda', "bus='virtio'")}${disk('vdb', "bus='virtio'")}    <graphics type='vnc' port='-1'/>\n`)

  test('all of a rule', async () => {
    const { client, actions } = await actionsOf(text, { only: ['quickfix'] })
    const action = actions.find(({ title }) => title === 'Fix all 2 findings of security/require-disk-format')
    expect(action).toMatchObject({ diagnostics: [{}, {}] })
    expect(action?.edit).toBeUndefined()
    const resolved = await client.request<CodeAction>('codeAction/resolve', action!)
    expect(applied(text, resolved)).toBe(text.replaceAll('      <source', "      <driver name='qemu' type='raw'/>\n      <source"))
    await client.leave()
  })

  test('all that are safe, under a kind of our own, when the document is saved', async () => {
    for (const only of [['source.fixAll'], ['source.fixAll.domlint'], ['source']]) {
      const { client, actions } = await actionsOf(text, { only })
      expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.domlint'])
      const resolved = await client.request<CodeAction>('codeAction/resolve', actions[0]!)
      const fixed = applied(text, resolved)
      expect(fixed.match(/<driver name='qemu' type='raw'\/>/g)).toHaveLength(2)
      expect(fixed).toContain("autoport='yes'")
      await client.change(uri, 5, { text: fixed })
      const context = { diagnostics: [], only }
      expect(await client.request('textDocument/codeAction', { textDocument: { uri }, range: everywhere, context })).toEqual([])
      await client.leave()
    }
  })

  test('they are there at once for a client that does not wait', async () => {
    const { client, actions } = await actionsOf(text, { only: ['source.fixAll'], capabilities: old })
    expect(applied(text, actions[0])).toContain("autoport='yes'")
    await client.leave()
  })

  test('they are not applied to another text than they were offered for', async () => {
    const { client, actions } = await actionsOf(text, { only: ['source.fixAll'] })
    await client.change(uri, 5, { text: guest() })
    const resolved = await client.request<CodeAction>('codeAction/resolve', actions[0]!)
    expect(resolved.edit).toBeUndefined()
    expect(resolved.disabled).toEqual({ reason: 'the document has changed since' })
    await client.leave()
  })

  test('another kind gets nothing', async () => {
    const { client, actions } = await actionsOf(text, { only: ['refactor', 'source.organizeImports', 'source.fixAll.other'] })
    expect(actions).toEqual([])
    await client.leave()
  })
})

describe('directives', () => {
  const text = guest(disk('vda', "buss='virtio'"))

  /** The rules of what is left after an action. */
  async function leftAfter(client: TestClient, edited: string): Promise<unknown[]> {
    await client.change(uri, 5, { text: edited })
    return (await client.pull(uri)).items?.map(({ code }) => code) ?? []
  }

  test('a comment in front of the element holds the finding back, and asks for a reason', async () => {
    const { client, actions } = await actionsOf(text)
    const action = actions.find(({ title }) => title.startsWith('Disable schema/no-unknown-attribute here'))
    const edited = applied(text, action)
    expect(edited).toContain("      <!-- domlint-disable-next-line schema/no-unknown-attribute: -->\n      <target dev='vda' buss=")
    expect(await leftAfter(client, edited)).toEqual(['security/require-disk-format', 'domlint/no-reason'])
    expect(await leftAfter(client, edited.replace('attribute: -->', 'attribute: the host patches it in -->'))).toEqual([
      'security/require-disk-format',
    ])
    await client.leave()
  })

  test('in <metadata> it is for the device, and libvirt keeps it', async () => {
    const { client, actions } = await actionsOf(text)
    const action = actions.find(
      ({ title }) => title === 'Ignore schema/no-unknown-attribute for disk vda, in <metadata> (libvirt keeps it)',
    )
    const edited = applied(text, action)
    expect(edited).toContain("<domlint:config xmlns:domlint='urn:domlint:1'>")
    expect(edited).toContain("<domlint:ignore rule='schema/no-unknown-attribute' device='disk vda' reason=''/>")
    expect(await leftAfter(client, edited.replace("reason=''", "reason='the host patches it in'"))).toEqual([
      'security/require-disk-format',
    ])
    const request = { textDocument: { uri }, range: everywhere, context: { diagnostics: [] } }
    const [next] = (await client.request<CodeAction[]>('textDocument/codeAction', request)).filter(({ title }) =>
      title.startsWith('Ignore'),
    )
    const twice = applied(edited, next)
    expect(twice.match(/<domlint:config/g)).toHaveLength(1)
    expect(twice.match(/<domlint:ignore/g)).toHaveLength(2)
    await client.leave()
  })

  test('a client with snippets puts the cursor where the reason goes', async () => {
    const workspaceEdit = { documentChanges: true, snippetEditSupport: true }
    const { client, actions } = await actionsOf(text, { capabilities: { ...modern, workspace: { ...modern.workspace, workspaceEdit } } })
    const action = actions.find(({ title }) => title.startsWith('Disable schema/no-unknown-attribute here'))
    expect(action?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri, version: 4 },
        edits: [{ range: expect.anything(), snippet: { kind: 'snippet', value: expect.stringContaining(`attribute: \${1:why} -->`) } }],
      },
    ])
    await client.leave()
  })

  test('what a directive cannot hold back is not offered one', async () => {
    const { client, actions } = await actionsOf(
      guest('    <!-- domlint-disable-next-line schema/no-unknown-atribute: x -->\n    <sound/>\n'),
    )
    expect(actions.filter(({ title }) => /^(Disable|Ignore) domlint\//.test(title))).toEqual([])
    await client.leave()
  })
})
