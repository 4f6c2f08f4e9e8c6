import type { FileReport } from '../../lint/finding.js'
import type { Format, ReportContext, StreamedFormat } from './format.js'
import { withoutSecrets } from './without-secrets.js'

/** The formats, each loaded only when it is used. */
export const FORMATS = {
  pretty: () => import('./pretty.js'),
  compact: () => import('./compact.js'),
  json: () => import('./json.js'),
  sarif: () => import('./sarif.js'),
  junit: () => import('./junit.js'),
  github: () => import('./github.js'),
  gitlab: () => import('./gitlab.js'),
  checkstyle: () => import('./checkstyle.js'),
  rdjson: () => import('./rdjson.js'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly format: Format; readonly streamed?: StreamedFormat }>>>

export type FormatName = keyof typeof FORMATS

/** Whether `--format` takes this name. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name)
}

/** The report in one format, free of passwords. */
export async function render(name: FormatName, reports: readonly FileReport[], context: ReportContext): Promise<string> {
  const { format } = await FORMATS[name]()
  return format(reports.map(withoutSecrets), context)
}

/** The streamed form of a format, free of passwords; `undefined` for formats that need to know all files. */
export async function streamedFormat(name: FormatName): Promise<StreamedFormat | undefined> {
  const module: { readonly format: Format; readonly streamed?: StreamedFormat } = await FORMATS[name]()
  const { streamed } = module
  return streamed && { ...streamed, file: (report, context, isFirst) => streamed.file(withoutSecrets(report), context, isFirst) }
}
