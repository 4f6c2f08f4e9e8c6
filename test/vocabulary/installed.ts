import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseVersion, type Target, targetFrom, type Version } from '../../src/domain/facts/target.js'

/** libvirt's schema on this machine: where it is, and of which libvirt. */
export interface InstalledSchema {
  readonly file: string
  readonly version: Version
  readonly target: Target
}

const folder = process.env.DOMLINT_LIBVIRT_SCHEMAS ?? '/usr/share/libvirt/schemas'

/** The installed schema, or why there is none to compare with. */
export function installedSchema(): InstalledSchema | string {
  const file = join(folder, 'domain.rng')
  if (!existsSync(file)) return `there is no ${file}: install libvirt, or name a folder in DOMLINT_LIBVIRT_SCHEMAS`
  const written = process.env.DOMLINT_LIBVIRT_VERSION ?? spawnSync('virsh', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const version = parseVersion(written)
  if (!version) return `nobody says which libvirt ${folder} is of: install virsh, or set DOMLINT_LIBVIRT_VERSION`
  return { file, version, target: targetFrom(`libvirt=${written}`) }
}
