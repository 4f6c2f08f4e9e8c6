import { describe, expect, test } from 'vitest'
import { render } from '../../src/cli/formats/index.js'
import { contextWith, replacing, reportOn, usualReports, WEB } from './formats-reports.js'

const pretty = (reports: Parameters<typeof render>[1], rest = {}) => render('pretty', reports, contextWith(rest))

describe('pretty', () => {
  test('shows each finding in its place, what can be done, and a summary', async () => {
    expect(await pretty(usualReports())).toBe(`error[libvirt/valid-disk-bus]: the disk bus 'virtoi' does not exist
 --> web.xml:5:30 (disk vda)
  |
4 |     <disk type='file' device='disk'>
5 |       <target dev='vda' bus='virtoi'/>
  |                              ^^^^^^
6 |     </disk>
  |
  = fix: write virtio (safe, --fix)

warning[abi/no-ide]: q35 has no IDE controller
 --> web.xml:8:30 (disk vdb)
  |
1 | <domain type='kvm'>
  |         ---------- the machine is set here
...
7 |     <disk type='file' device='disk'>
8 |       <target dev='vdb' bus='ide'/>
  |                              ^^^
9 |     </disk>
  |
  = fix: write sata (unsafe, --fix --unsafe)
  = risk: The guest sees another controller.
  = suggestion: write virtio
  = risk: The guest needs the driver.

info[portability/prefer-name]: give it a name
 --> /elsewhere/other guest.xml:1:2
  |
1 | <domain/>
  |  ^^^^^^
  |

1 error, 1 warning and 1 info in 2 of 3 files. --fix mends 1, --fix --unsafe 1 more.
`)
  })

  test('shows a place in another file, with its lines where something was found there', async () => {
    const other = reportOn('other.xml', "<domain>\n  <mac address='52:54:00:00:00:01'/>\n</domain>", [
      { at: '<mac', ruleId: 'x/y', message: 'found', device: '' },
    ])
    const unread = reportOn('unread.xml', "<mac address='52:54:00:00:00:01'/>")
    const text = "<mac address='52:54:00:00:00:01'/>"
    const related = [
      { at: '52:54:00:00:00:01', message: 'also used here', inFile: other },
      { at: '52:54:00:00:00:01', message: 'and here', inFile: unread },
    ]
    const report = reportOn('web.xml', text, [{ at: '52:54:00:00:00:01', message: 'twice', device: 'interface', related }])
    const output = await pretty([report, other, unread])
    expect(output.slice(0, output.indexOf('\n\n'))).toBe(`error[libvirt/valid-disk-bus]: twice
 --> web.xml:1:15 (interface)
  |
1 | <mac address='52:54:00:00:00:01'/>
  |               ^^^^^^^^^^^^^^^^^
  |
 ::: other.xml:2:17
  |
2 |   <mac address='52:54:00:00:00:01'/>
  |                 ----------------- also used here
  |
  = unread.xml:1:15: and here`)
  })

  test('hides a password in the frame of another finding', async () => {
    const text = "<devices>\n<graphics type='vnc' passwd='hunter2' port='x'/>\n</devices>"
    const output = await pretty([
      reportOn(
        'web.xml',
        text,
        [{ at: 'x', device: 'vnc' }].map((finding) => ({ ...finding, at: "port='x'" })),
      ),
    ])
    expect(output).toContain(`
2 | <graphics type='vnc' passwd='•••' port='x'/>
  |                                   ^^^^^^^^
`)
  })

  test('needs no text: a file that could not be read has no frame', async () => {
    const report = reportOn('gone.xml', '', [{ at: { start: 0, end: 0 }, message: 'cannot be read', device: '' }])
    expect(await pretty([report])).toBe(`error[libvirt/valid-disk-bus]: cannot be read
 --> gone.xml:1:1

1 error in 1 file.
`)
  })

  test('is coloured and linked only when told so', async () => {
    const reports = [reportOn('a.xml', '<a/>', [{ at: 'a', message: 'bad', device: '' }])]
    const plain = await pretty(reports)
    const painted = await pretty(reports, { colour: true, hyperlinks: true })
    expect(plain).not.toContain('\u001b')
    expect(painted.split('\n')[0]).toBe(
      '\u001b[1m\u001b[31merror\u001b[39m\u001b[22m' +
        '\u001b[31m[\u001b]8;;https://example.org/rules/libvirt/valid-disk-bus\u001b\\libvirt/valid-disk-bus\u001b]8;;\u001b\\]\u001b[39m' +
        ': \u001b[1mbad\u001b[22m',
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences to take away
    expect(painted.replace(/\u001b(?:\[\d+m|\]8;;[!-~]*?\u001b\\)/g, '')).toBe(plain)
  })

  test('obeys the width that it is given', async () => {
    const text = `<a ${"b='1' ".repeat(50)}bus='virtoi'/>`
    const output = await pretty([reportOn('web.xml', text, [{ at: 'virtoi' }])], { width: 50 })
    expect(output).toContain(`
1 | …b='1' b='1' b='1' b='1' b='1' bus='virtoi'/>
  |                                     ^^^^^^
`)
  })

  describe('the summary', () => {
    const summary = async (reports: Parameters<typeof render>[1], rest = {}) => (await pretty(reports, rest)).trimEnd().split('\n').at(-1)
    const clean = reportOn('clean.xml', '<domain/>')

    test('of clean files', async () => {
      expect(await pretty([clean, clean])).toBe('No problems in 2 files.\n')
      expect(await pretty([clean, clean], { quiet: true })).toBe('')
    })

    test('tells what was suppressed', async () => {
      expect(await pretty([{ ...clean, suppressed: 3 }])).toBe('No problems in 1 file. 3 findings suppressed.\n')
    })

    test('tells only errors when quiet', async () => {
      const report = reportOn('web.xml', WEB, [{ at: 'virtoi' }, { at: 'ide' }])
      expect(await summary([{ ...report, suppressed: 3 }, clean], { quiet: true })).toBe('2 errors in 1 of 2 files.')
    })

    test.each([
      ['safe', undefined, '--fix mends 1.'],
      ['unsafe', 'All is lost.', '--fix --unsafe mends 1.'],
    ] as const)('tells which flags mend it: %s', async (safety, risk, expected) => {
      const fix = replacing(WEB, 'virtoi', 'virtio', { safety, ...(risk ? { risk } : {}) })
      expect(await summary([reportOn('web.xml', WEB, [{ at: 'virtoi', fix }])])).toBe(`1 error in 1 file. ${expected}`)
    })

    test('does not say that all is well after a failure', async () => {
      expect(await summary([clean], { failures: [{ filePath: '', message: 'no memory' }] })).toBe(
        '1 failure kept domlint from checking everything.',
      )
    })
  })
})
