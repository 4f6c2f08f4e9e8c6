import type { ReportContext } from '../../src/cli/formats/format.js'
import type { FileReport, Finding, Fix, Related } from '../../src/lint/finding.js'
import { SourceText } from '../../src/xml/source.js'

/** A finding as a test describes it: `at` is the marked text, of which the file must hold one, or a range. */
export interface Described extends Partial<Omit<Finding, 'range' | 'start' | 'end' | 'related'>> {
  readonly at: string | { readonly start: number; readonly end: number }
  readonly related?: readonly { readonly at: string; readonly message: string; readonly inFile?: FileReport }[]
}

export const CWD = '/srv/guests'

/** A report on a file under CWD, its places computed from the text. */
export function reportOn(name: string, text: string, findings: readonly Described[] = [], rest: Partial<FileReport> = {}): FileReport {
  const filePath = `${CWD}/${name}`
  return { filePath, text, suppressed: 0, findings: findings.map((described) => findingIn(filePath, text, described)), ...rest }
}

function findingIn(filePath: string, text: string, { at, related = [], ...rest }: Described): Finding {
  const range = typeof at === 'string' ? rangeOf(text, at) : at
  const ruleId = rest.ruleId ?? 'libvirt/valid-disk-bus'
  return {
    ruleId,
    severity: 'error',
    message: "the disk bus 'virtoi' does not exist",
    device: 'disk vda',
    domain: 'web',
    suggestions: [],
    docs: `https://example.org/rules/${ruleId}`,
    ...rest,
    range,
    ...points(text, range),
    related: related.map((one): Related => {
      const file = one.inFile ?? { filePath, text }
      return { filePath: file.filePath, message: one.message, ...points(file.text, rangeOf(file.text, one.at)) }
    }),
  }
}

/** The range of a text that occurs once. */
export function rangeOf(text: string, marked: string): { start: number; end: number } {
  const start = text.indexOf(marked)
  if (start < 0 || text.indexOf(marked, start + 1) >= 0) throw new Error(`the test's text must hold ${JSON.stringify(marked)} once`)
  return { start, end: start + marked.length }
}

function points(text: string, { start, end }: { start: number; end: number }) {
  const source = new SourceText(text)
  return { start: source.point(start), end: source.point(end) }
}

/** A fix that replaces a text that occurs once. */
export function replacing(text: string, marked: string, by: string, rest: Partial<Fix> = {}): Fix {
  return { edits: [{ ...rangeOf(text, marked), text: by }], safety: 'safe', title: `write ${by}`, ...rest }
}

/** What the formats are told, in these tests. */
export function contextWith(rest: Partial<ReportContext> = {}): ReportContext {
  return {
    colour: false,
    hyperlinks: false,
    cwd: CWD,
    toolVersion: '0.1.0',
    quiet: false,
    failures: [],
    rules: new Map([
      [
        'libvirt/valid-disk-bus',
        {
          summary: 'Use a bus that libvirt knows',
          why: 'libvirt refuses the **whole** definition.',
          docs: 'https://example.org/rules/libvirt/valid-disk-bus',
          severity: 'error',
          category: 'libvirt',
        },
      ],
    ]),
    ...rest,
  }
}

export const WEB = `<domain type='kvm'>
  <name>web</name>
  <devices>
    <disk type='file' device='disk'>
      <target dev='vda' bus='virtoi'/>
    </disk>
    <disk type='file' device='disk'>
      <target dev='vdb' bus='ide'/>
    </disk>
  </devices>
</domain>
`

/** Two findings with fixes in one file, a clean file, and a file outside of CWD with a hint. */
export function usualReports(): FileReport[] {
  return [
    reportOn('web.xml', WEB, [
      { at: 'virtoi', fix: replacing(WEB, 'virtoi', 'virtio') },
      {
        at: 'ide',
        ruleId: 'abi/no-ide',
        severity: 'warning',
        message: 'q35 has no IDE controller',
        device: 'disk vdb',
        fix: replacing(WEB, 'ide', 'sata', { safety: 'unsafe', risk: 'The guest sees another controller.' }),
        suggestions: [replacing(WEB, 'ide', 'virtio', { safety: 'unsafe', risk: 'The guest needs the driver.' })],
        related: [{ at: "type='kvm'", message: 'the machine is set here' }],
      },
    ]),
    reportOn('clean.xml', '<domain/>\n'),
    reportOn(
      'x',
      '<domain/>\n',
      [{ at: 'domain', severity: 'info', ruleId: 'portability/prefer-name', message: 'give it a name', device: '' }],
      {
        filePath: '/elsewhere/other guest.xml',
      },
    ),
  ]
}

/** What a hostile file may put into names and messages. */
export const HOSTILE = 'a\u001b[31mred\u0007 \u009b2J\u202egnp.\u2066x\u200b\r\n::error::x ]]> & <b> "q" 100% \ufffe\ud800 \u007f'

/** The characters that no terminal may get. */
export const RAW_CONTROLS = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
