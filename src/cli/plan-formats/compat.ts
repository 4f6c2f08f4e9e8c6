import { compareVersions, formatVersion, type Version } from '../../domain/facts/target.js'
import type { Compat, Need } from '../../migrate/compat.js'
import { jsonText } from '../formats/json-text.js'
import { relativePath } from '../formats/path.js'
import { type Paint, painter } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'

/** What the domains of one file need. */
export interface FileCompat {
  readonly filePath: string
  readonly domains: readonly Compat[]
}

/** What domains need, for people: the versions, and what asks for them. */
export function compatText(files: readonly FileCompat[], { cwd, colour }: { readonly cwd: string; readonly colour: boolean }): string {
  const paint = painter(colour)
  return files
    .flatMap(({ filePath, domains }) =>
      domains.map((compat) => `${domainLines(visible(relativePath(filePath, cwd)), compat, paint).join('\n')}\n`),
    )
    .join('\n')
}

function domainLines(name: string, { domain, libvirt, qemu, goneFrom, needs, limits }: Compat, paint: Paint): string[] {
  const versions = [`libvirt ${range(libvirt, goneFrom.libvirt)}`, `QEMU ${range(qemu, goneFrom.qemu)}`].join(', ')
  const lines = [`${paint(name, 'bold')}${domain === '' ? '' : ` (${visible(domain)})`}: ${paint(versions, 'bold')}`]
  lines.push(...needs.map((need) => needLine(need, `${need.program} ${formatVersion(need.version)}`, paint)))
  if (limits.length > 0) lines.push('  No longer there:')
  lines.push(...limits.map((need) => needLine(need, `${need.program} ${formatVersion(need.version)}`, paint)))
  return lines
}

function needLine({ what, start, device }: Need, version: string, paint: Paint): string {
  const of = device === '' || device === 'domain' ? '' : ` (${visible(device)})`
  return `  ${version.padEnd(16)} ${paint(`${start.line}:${start.column}`.padEnd(7), 'cyan')} ${visible(what)}${of}`
}

/** `8.2.0 or later`, `of any version`, `2.1.0 or later, but older than 9.1.0`. */
function range(since: Version | undefined, goneFrom: Version | undefined): string {
  if (since && goneFrom && compareVersions(since, goneFrom) >= 0)
    return `of no version (it needs ${formatVersion(since)} or later, and one older than ${formatVersion(goneFrom)})`
  const later = since === undefined ? 'of any version' : `${formatVersion(since)} or later`
  return goneFrom === undefined ? later : `${later}, but older than ${formatVersion(goneFrom)}`
}

/** What domains need, as JSON: an array with one object for each domain. */
export function compatJson(files: readonly FileCompat[]): string {
  const objects = files.flatMap(({ filePath, domains }) =>
    domains.map(({ domain, libvirt, qemu, goneFrom, needs, limits }) => ({
      filePath,
      domain,
      oldest: { ...(libvirt && { libvirt: formatVersion(libvirt) }), ...(qemu && { qemu: formatVersion(qemu) }) },
      goneFrom: {
        ...(goneFrom.libvirt && { libvirt: formatVersion(goneFrom.libvirt) }),
        ...(goneFrom.qemu && { qemu: formatVersion(goneFrom.qemu) }),
      },
      needs: needs.map(needObject),
      limits: limits.map(needObject),
    })),
  )
  return `${jsonText(objects, 2)}\n`
}

function needObject({ program, version, what, start, device }: Need) {
  return { program, version: formatVersion(version), what, line: start.line, column: start.column, device }
}
