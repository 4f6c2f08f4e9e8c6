import { describe, expect, test } from 'vitest'
import { modern, old, TestClient } from './client.js'
import { guest } from './documents.js'

const uri = 'file:///srv/guests/web.xml'
const misspelt =
  "    <disk type='file' device='disk'>\n      <driver name='qemu' type='raw'/>\n      <source file='/a.img'/>\n      <target dev='vda' buss='virtio'/>\n    </disk>\n"

async function connected(capabilities = modern): Promise<TestClient> {
  const client = new TestClient()
  await client.initialize(capabilities)
  return client
}

describe('diagnostics', () => {
  test('say the rule, its page, who found it and where', async () => {
    const client = await connected()
    await client.open(uri, guest(misspelt))
    const { items } = await client.pull(uri)
    expect(items).toEqual([
      {
        range: { start: { line: 13, character: 24 }, end: { line: 13, character: 28 } },
        severity: 1,
        code: 'schema/no-unknown-attribute',
        codeDescription: { href: expect.stringMatching(/\/docs\/rules\/schema\/no-unknown-attribute\.md$/) },
        source: 'domlint',
        message: expect.stringContaining("did you mean 'bus'?"),
        tags: [1],
      },
    ])
    await client.leave()
  })

  test('have the severities of the protocol, and a tag where something is deprecated', async () => {
    const client = await connected()
    const text = guest("    <graphics type='vnc' port='-1'/>\n    <disk device='disk'><target dev='vda'/></disk>\n").replace(
      'pc-q35-9.0',
      'q35',
    )
    await client.open(uri, text)
    const { items = [] } = await client.pull(uri)
    const severity = new Map(items.map(({ code, severity }) => [code, severity]))
    expect(severity.get('abi/no-floating-machine')).toBe(2)
    expect(severity.get('deprecated/prefer-autoport')).toBe(3)
    expect(items.find(({ code }) => code === 'deprecated/prefer-autoport')?.tags).toEqual([2])
    await client.leave()
  })

  test('name the second place', async () => {
    const client = await connected()
    const network = "    <interface type='network'>\n      <source network='default'/>\n      <boot order='1'/>\n    </interface>\n"
    await client.open(uri, guest(network + network))
    const { items = [] } = await client.pull(uri)
    const related = items.flatMap(({ relatedInformation = [] }) => relatedInformation)
    expect(related).toEqual([
      {
        location: { uri, range: { start: { line: 12, character: expect.any(Number) }, end: { line: 12, character: expect.any(Number) } } },
        message: expect.any(String),
      },
    ])
    await client.leave()
  })

  test('count UTF-16 units, and lines however they end', async () => {
    const client = await connected()
    await client.open(uri, guest(`    <!-- \u{1f5a5}\u{1f5a5} --><sound modle='ich9'/>\n`).replaceAll('\n', '\r\n'))
    const { items = [] } = await client.pull(uri)
    const { range } = items.find(({ code }) => code === 'schema/no-unknown-attribute')!
    expect(range).toEqual({ start: { line: 10, character: 24 }, end: { line: 10, character: 29 } })
    await client.leave()
  })

  test('come with a name that stays while they do', async () => {
    const client = await connected()
    await client.open(uri, guest(misspelt))
    const first = await client.pull(uri)
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
    const end = { line: 16, character: 9 }
    await client.change(uri, 2, { range: { start: end, end }, text: '\n' })
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
    await client.change(uri, 3, { text: guest() })
    const third = await client.pull(uri, first.resultId)
    expect(third).toMatchObject({ kind: 'full', items: [] })
    expect(third.resultId).not.toBe(first.resultId)
    await client.leave()
  })

  test('are those of the text that is there, also when a document is opened again with the same version', async () => {
    const client = await connected()
    await client.open(uri, guest(misspelt))
    expect((await client.pull(uri)).items).toHaveLength(1)
    await client.close(uri)
    expect((await client.pull(uri)).items).toEqual([])
    await client.open(uri, guest())
    expect((await client.pull(uri)).items).toEqual([])
    await client.leave()
  })
})

describe('what is looked at', () => {
  test.each(['file:///tmp/virshA1B2C3.xml', 'untitled:Untitled-1', 'file:///srv/guest', 'file:///srv/mit%20Leerzeichen/%C3%A4.txt'])(
    '%s, since a domain is known by its root',
    async (name) => {
      const client = await connected()
      await client.open(name, guest(misspelt))
      expect((await client.pull(name)).items).toHaveLength(1)
      await client.leave()
    },
  )

  test.each<[string, string]>([
    ['a network', "<network><name>n</name><forward mode='na'/></network>"],
    ['other XML', '<project><modelVersion>4</modelVersion></project>'],
    ['other XML that is broken', '<project><modelVersion>4</project'],
    ['no XML', 'this < is & no XML'],
    ['nothing', ''],
    ['a beginning', '<?xml version="1.0"?>\n<'],
  ])('%s has no diagnostics', async (_, text) => {
    const client = await connected()
    await client.open(uri, text)
    expect((await client.pull(uri)).items).toEqual([])
    await client.leave()
  })

  test('a domain is checked while it is broken, besides what is broken', async () => {
    const client = await connected()
    await client.open(uri, guest(misspelt).replace('<vcpu>1</vcpu>', '<vcpu>1</vcp'))
    const codes = (await client.pull(uri)).items?.map(({ code }) => code)
    expect(codes).toContain('xml/well-formed')
    expect(codes).toContain('schema/no-unknown-attribute')
    await client.leave()
  })

  test('a root that is misspelt is told', async () => {
    const client = await connected()
    await client.open(uri, "<doman type='kvm'><name>a</name></doman>")
    expect((await client.pull(uri)).items?.map(({ code }) => code)).toEqual(['xml/known-root'])
    await client.leave()
  })
})

describe('a client that does not ask for diagnostics', () => {
  test('is sent them with the version of the text, and an empty list when the document is closed', async () => {
    const client = await connected(old)
    await client.open(uri, guest(misspelt), 7)
    expect(await client.sent(uri)).toMatchObject({ uri, version: 7, diagnostics: [{ code: 'schema/no-unknown-attribute' }] })
    await client.change(uri, 8, { text: guest() })
    expect(await client.sent(uri, 8)).toMatchObject({ diagnostics: [] })
    await client.close(uri)
    await client.until(() => client.published.at(-1)?.version === undefined)
    expect(client.published.at(-1)).toEqual({ uri, diagnostics: [] })
    await client.leave()
  })

  test('is sent those of the last of several quick changes only', async () => {
    const client = new TestClient(100)
    await client.initialize(old)
    await client.open(uri, guest(), 1)
    await client.sent(uri, 1)
    for (let version = 2; version <= 20; version++) await client.change(uri, version, { text: guest(misspelt.slice(0, version * 8)) })
    await client.sent(uri, 20)
    expect(client.published.map(({ version }) => version)).toEqual([1, 20])
    await client.leave()
  })

  test('is sent nothing where it asks itself', async () => {
    const client = await connected()
    await client.open(uri, guest(misspelt))
    await client.pull(uri)
    await client.leave()
    expect(client.published).toEqual([])
  })
})
