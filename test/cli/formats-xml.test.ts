import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fromXml } from 'xast-util-from-xml'
import { render } from '../../src/cli/formats/index.js'
import { contextWith, HOSTILE, reportOn, usualReports, WEB } from './formats-reports.js'

const attribute = (name: string, type: string, use = 'required') => `<xs:attribute name="${name}" type="${type}" use="${use}"/>`
const schema = (content: string) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${content}</xs:schema>`
const result = (name: string) => `<xs:element name="${name}"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
  ${attribute('message', 'xs:string')}${attribute('type', 'xs:string')}</xs:extension></xs:simpleContent></xs:complexType></xs:element>`

/** What the readers of JUnit reports agree on: suites of cases, each with at most one result. */
const JUNIT = schema(`<xs:element name="testsuites"><xs:complexType><xs:sequence>
  <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="testcase" maxOccurs="unbounded"><xs:complexType><xs:choice minOccurs="0">
      ${result('failure')}${result('error')}<xs:element name="system-out" type="xs:string"/>
    </xs:choice>
    ${attribute('name', 'xs:string')}${attribute('classname', 'xs:string')}
    ${attribute('file', 'xs:string', 'optional')}${attribute('line', 'xs:positiveInteger', 'optional')}
    </xs:complexType></xs:element>
  </xs:sequence>${['tests', 'failures', 'errors'].map((name) => attribute(name, 'xs:nonNegativeInteger')).join('')}
  ${attribute('name', 'xs:string')}</xs:complexType>
  <xs:unique name="names"><xs:selector xpath="testcase"/><xs:field xpath="@name"/></xs:unique></xs:element>
</xs:sequence>${['tests', 'failures', 'errors'].map((name) => attribute(name, 'xs:nonNegativeInteger')).join('')}
${attribute('name', 'xs:string')}</xs:complexType></xs:element>`)

const CHECKSTYLE = schema(`<xs:element name="checkstyle"><xs:complexType><xs:sequence>
  <xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="error" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
      ${attribute('line', 'xs:positiveInteger')}${attribute('column', 'xs:positiveInteger')}
      <xs:attribute name="severity" use="required"><xs:simpleType><xs:restriction base="xs:string">
        ${['error', 'warning', 'info', 'ignore'].map((value) => `<xs:enumeration value="${value}"/>`).join('')}
      </xs:restriction></xs:simpleType></xs:attribute>
      ${attribute('message', 'xs:string')}${attribute('source', 'xs:string')}
    </xs:complexType></xs:element>
  </xs:sequence>${attribute('name', 'xs:string')}</xs:complexType></xs:element>
</xs:sequence>${attribute('version', 'xs:string')}</xs:complexType></xs:element>`)

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'domlint-formats-'))
afterAll(() => rmSync(folder, { recursive: true }))

function validate(report: string, xsd: string): void {
  writeFileSync(join(folder, 'schema.xsd'), xsd)
  writeFileSync(join(folder, 'report.xml'), report)
  execFileSync('xmllint', ['--noout', '--nonet', '--schema', join(folder, 'schema.xsd'), join(folder, 'report.xml')], { stdio: 'pipe' })
}

const twice = reportOn('twice.xml', WEB, [
  { at: 'virtoi', device: HOSTILE },
  { at: 'ide', device: HOSTILE },
])
const hostile = reportOn('hostile.xml', '<a/>', [{ at: 'a', message: HOSTILE, ruleId: 'x/y' }], { filePath: `/srv/guests/${HOSTILE}` })
const reports = [...usualReports(), twice, hostile]
const failures = [
  { filePath: '/srv/guests/gone.xml', message: `cannot be read ${HOSTILE}` },
  { filePath: '', message: 'no memory' },
]

describe.each([
  ['junit', JUNIT],
  ['checkstyle', CHECKSTYLE],
] as const)('%s', (name, xsd) => {
  test('is well-formed XML 1.0 with hostile text in it', async () => {
    const report = await render(name, reports, contextWith({ failures }))
    expect(() => fromXml(report)).not.toThrow()
    // XML 1.0, section 2.2: what is no Char.
    expect(report).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
    expect(report).toContain('\\u001b[31mred\\u0007')
    expect(report).toContain(']]&gt; &amp; &lt;b&gt; &quot;q&quot; 100% \\ufffe\\ud800')
  })

  test.skipIf(!hasXmllint)('fits its schema (needs xmllint)', async () => {
    validate(await render(name, reports, contextWith({ failures })), xsd)
    validate(await render(name, [], contextWith()), xsd)
    expect(() => validate('<testsuites/>', xsd)).toThrow()
  })
})

describe('junit', () => {
  test('counts what it holds', async () => {
    const report = await render('junit', reports, contextWith({ failures }))
    const count = (pattern: RegExp) => report.match(pattern)?.length ?? 0
    const [, tests, failed, errors] = /<testsuites name="domlint" tests="(\d+)" failures="(\d+)" errors="(\d+)">/.exec(report) ?? []
    expect([tests, failed, errors].map(Number)).toEqual([count(/<testcase/g), count(/<failure/g), count(/<error/g)])
    expect([tests, failed, errors]).toEqual(['9', '5', '2'])
  })

  test('reads like this', async () => {
    expect(await render('junit', usualReports().slice(0, 2), contextWith())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="domlint" tests="3" failures="2" errors="0">
  <testsuite name="web.xml" tests="2" failures="2" errors="0">
    <testcase name="libvirt/valid-disk-bus: disk vda" classname="web.xml" file="web.xml" line="5">
      <failure message="the disk bus &apos;virtoi&apos; does not exist" type="error">web.xml:5:30: error: the disk bus &apos;virtoi&apos; does not exist [libvirt/valid-disk-bus]
fix: write virtio (safe)
see https://example.org/rules/libvirt/valid-disk-bus</failure>
    </testcase>
    <testcase name="abi/no-ide: disk vdb" classname="web.xml" file="web.xml" line="8">
      <failure message="q35 has no IDE controller" type="warning">web.xml:8:30: warning: q35 has no IDE controller [abi/no-ide]
fix: write sata (unsafe; risk: The guest sees another controller.)
see https://example.org/rules/abi/no-ide</failure>
    </testcase>
  </testsuite>
  <testsuite name="clean.xml" tests="1" failures="0" errors="0">
    <testcase name="clean.xml" classname="domlint" file="clean.xml"/>
  </testsuite>
</testsuites>
`)
  })
})

test('checkstyle reads like this', async () => {
  expect(await render('checkstyle', usualReports().slice(0, 2), contextWith())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="10.0">
  <file name="web.xml">
    <error line="5" column="30" severity="error" message="the disk bus &apos;virtoi&apos; does not exist (disk vda)" source="domlint.libvirt.valid-disk-bus"/>
    <error line="8" column="30" severity="warning" message="q35 has no IDE controller (disk vdb)" source="domlint.abi.no-ide"/>
  </file>
  <file name="clean.xml"/>
</checkstyle>
`)
})
