import { describe, expect, test } from 'vitest'
import { FORMATS, type FormatName, isFormatName, render } from '../../src/cli/formats/index.js'
import { contextWith, HOSTILE, RAW_CONTROLS, replacing, reportOn, usualReports } from './formats-reports.js'

// Object.keys gives strings; the table's keys are the names.
const names = Object.keys(FORMATS) as FormatName[]

describe('the table of formats', () => {
  test('holds the nine formats', () => {
    expect(names.sort()).toEqual(['checkstyle', 'compact', 'github', 'gitlab', 'json', 'junit', 'pretty', 'rdjson', 'sarif'])
  })

  test('knows its names, and no inherited ones', () => {
    expect(isFormatName('sarif')).toBe(true)
    expect(isFormatName('constructor')).toBe(false)
    expect(isFormatName('unix')).toBe(false)
  })
})

describe.each(names)('%s', (name) => {
  test('gives the same report twice, with a line end at its end', async () => {
    const once = await render(name, usualReports(), contextWith())
    expect(once).toMatch(/[^\n]\n$/)
    expect(await render(name, usualReports(), contextWith())).toBe(once)
  })

  test('does not read the text of clean files', async () => {
    const clean = {
      filePath: '/srv/guests/clean.xml',
      findings: [],
      suppressed: 0,
      get text(): string {
        throw new Error('the text of a clean file was read')
      },
    }
    await expect(render(name, [clean, ...usualReports()], contextWith())).resolves.toContain('web.xml')
  })

  test('lets no control, bidi or zero-width character of the input through', async () => {
    const text = `<domain>\u001b[2J\u202e<name>${HOSTILE}</name> virtoi</domain>`
    const hostile = reportOn(
      'web.xml',
      text,
      [
        {
          at: 'virtoi',
          message: HOSTILE,
          device: HOSTILE,
          domain: HOSTILE,
          ruleId: `x/${HOSTILE}`,
          docs: `https://example.org/${HOSTILE}`,
          fix: replacing(text, 'virtoi', HOSTILE, { safety: 'unsafe', title: HOSTILE, risk: HOSTILE }),
          suggestions: [replacing(text, 'virtoi', HOSTILE, { title: HOSTILE })],
          related: [{ at: '<domain>', message: HOSTILE }],
        },
      ],
      { filePath: `/srv/guests/${HOSTILE}.xml` },
    )
    const failures = [{ filePath: HOSTILE, message: HOSTILE }]
    const output = await render(name, [hostile], contextWith({ failures, hyperlinks: true }))
    expect(output).not.toMatch(RAW_CONTROLS)
    expect(output).toContain('\\u001b')
  })

  test('shows no password, wherever it is', async () => {
    const text = `<domain type='kvm'><devices><graphics type='vnc' passwd='hunter2&amp;x'/><secret>s3same</secret></devices></domain>`
    const findings = [
      { at: 'hunter2&amp;x', message: "the password 'hunter2&x' is in the file" },
      {
        at: 's3same',
        message: 'hunter2&amp;x and s3same',
        related: [{ at: '<secret>', message: 's3same is here' }],
        fix: replacing(text, 's3same', '', { title: 'remove s3same' }),
        suggestions: [replacing(text, 's3same', '', { title: 'remove "s3same"', safety: 'unsafe', risk: 'none' })],
      },
      {
        at: "type='vnc'",
        message: 'the file moves it',
        fix: replacing(text, "type='kvm'", "passwd='hunter2&amp;x'", { title: 'move it' }),
      },
    ]
    const output = await render(name, [reportOn('web.xml', text, findings)], contextWith())
    // The edits in JSON are the file's own text: an editor applies them.
    const said = name === 'json' ? output.replace(`"text":"passwd='hunter2&amp;x'"`, '') : output
    expect(said).not.toMatch(/hunter2|s3same/)
  })
})

test('a file without findings and passwords is passed on as it is', async () => {
  const [, clean] = usualReports()
  const { withoutSecrets } = await import('../../src/cli/formats/without-secrets.js')
  expect(withoutSecrets(clean!)).toBe(clean)
})

test('a short password does not tear words apart', async () => {
  const report = reportOn('web.xml', "<graphics type='vnc' passwd='a'/>", [{ at: "passwd='a'", message: "the password 'a' is a bad one" }])
  expect(await render('compact', [report], contextWith())).toBe(
    "web.xml:1:22: error: the password '•••' is a bad one [libvirt/valid-disk-bus]\n",
  )
})
