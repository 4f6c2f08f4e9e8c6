import { describe, expect, test } from 'vitest'
import { render } from '../../src/cli/formats/index.js'
import { contextWith, HOSTILE, replacing, reportOn, usualReports } from './formats-reports.js'

describe('compact', () => {
  // The expression that a problem matcher of an editor or of GitHub takes.
  const matcher = /^(.+):(\d+):(\d+): (error|warning|info): (.+) \[([\w/-]+)\]$/

  test('is one line for each finding, and no line for a clean file', async () => {
    expect(await render('compact', usualReports(), contextWith())).toBe(
      `web.xml:5:30: error: the disk bus 'virtoi' does not exist [libvirt/valid-disk-bus]
web.xml:8:30: warning: q35 has no IDE controller [abi/no-ide]
/elsewhere/other guest.xml:1:2: info: give it a name [portability/prefer-name]
`,
    )
  })

  test('says nothing when nothing was found', async () => {
    expect(await render('compact', [reportOn('clean.xml', '<domain/>')], contextWith())).toBe('')
  })

  test('is matched line by line by a problem matcher, even with hostile text', async () => {
    const reports = [
      ...usualReports(),
      reportOn('bad.xml', '<a/>', [{ at: 'a', message: HOSTILE }], { filePath: '/srv/guests/new\nline: 1.xml' }),
    ]
    const lines = (await render('compact', reports, contextWith())).trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines.map((line) => matcher.exec(line)?.slice(1, 5))).toEqual([
      ['web.xml', '5', '30', 'error'],
      ['web.xml', '8', '30', 'warning'],
      ['/elsewhere/other guest.xml', '1', '2', 'info'],
      ['new\\nline: 1.xml', '1', '2', 'error'],
    ])
  })
})

/** What the runner makes of a workflow command: the escapes of GitHub's toolkit, turned back. */
function parseCommand(line: string) {
  const match = /^::(\w+) (.*?)::(.*)$/.exec(line)
  if (!match) throw new Error(`no workflow command: ${line}`)
  const [, name, list = '', message = ''] = match
  const turnBack = (text: string) => decodeURIComponent(text.replace(/%(?!25|0D|0A|3A|2C)/g, '%25'))
  const properties = Object.fromEntries(list.split(',').map((pair) => [pair.split('=', 1)[0], turnBack(pair.slice(pair.indexOf('=') + 1))]))
  return { name, properties, message: turnBack(message) }
}

describe('github', () => {
  test('is one command for each finding, with the fix in the message', async () => {
    const lines = (await render('github', usualReports(), contextWith())).trimEnd().split('\n')
    expect(lines.map(parseCommand)).toEqual([
      {
        name: 'error',
        properties: { file: 'web.xml', line: '5', endLine: '5', col: '30', endColumn: '36', title: 'libvirt/valid-disk-bus' },
        message: "the disk bus 'virtoi' does not exist (disk vda)\nfix: write virtio (safe)",
      },
      {
        name: 'warning',
        properties: { file: 'web.xml', line: '8', endLine: '8', col: '30', endColumn: '33', title: 'abi/no-ide' },
        message: 'q35 has no IDE controller (disk vdb)\nfix: write sata (unsafe; risk: The guest sees another controller.)',
      },
      {
        name: 'notice',
        properties: {
          file: '/elsewhere/other guest.xml',
          line: '1',
          endLine: '1',
          col: '2',
          endColumn: '8',
          title: 'portability/prefer-name',
        },
        message: 'give it a name',
      },
    ])
  })

  test('has no columns for a range of several lines: GitHub refuses them', async () => {
    const text = '<a>\n</a>'
    const output = await render('github', [reportOn('a.xml', text, [{ at: text, device: '' }])], contextWith())
    expect(parseCommand(output.trimEnd()).properties).toEqual({
      file: 'a.xml',
      line: '1',
      endLine: '2',
      title: 'libvirt/valid-disk-bus',
    })
  })

  test('cannot be made to run other commands', async () => {
    const text = '<a/>'
    const report = reportOn('a.xml', text, [{ at: 'a', message: 'one\n::set-env name=X::100%0A\r\n::y', device: '' }], {
      filePath: '/srv/guests/a,b:c%\n::d.xml',
    })
    const output = await render('github', [report], contextWith())
    expect(output).toBe(
      '::error file=a%2Cb%3Ac%25%0A%3A%3Ad.xml,line=1,endLine=1,col=2,endColumn=3,title=libvirt/valid-disk-bus' +
        '::one%0A::set-env name=X::100%250A%0D%0A::y\n',
    )
    expect(parseCommand(output.trimEnd()).properties.file).toBe('a,b:c%\n::d.xml')
  })

  test('reports failures of domlint too', async () => {
    const failures = [
      { filePath: '/srv/guests/a.xml', message: 'the rule x/y failed' },
      { filePath: '', message: 'no memory' },
    ]
    expect(await render('github', [], contextWith({ failures }))).toBe(
      '::error file=a.xml,title=domlint failed::the rule x/y failed\n::error title=domlint failed::no memory\n',
    )
  })
})

test('a risk is told wherever an unsafe fix is offered', async () => {
  const text = '<a/>'
  const report = reportOn('a.xml', text, [{ at: 'a', fix: replacing(text, 'a', 'b', { safety: 'unsafe', risk: 'All is lost.' }) }])
  for (const name of ['pretty', 'json', 'github', 'junit', 'sarif', 'rdjson'] as const) {
    expect(await render(name, [report], contextWith()), name).toContain('All is lost.')
  }
})
