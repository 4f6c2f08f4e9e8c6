import type { AbiLevel } from '../../snapshots/abi-fact.js'
import type { Arguments } from '../arguments.js'
import { UsageError } from '../usage-error.js'

/** The level that is asked for. @throws UsageError when there is none of that name */
export function levelOf(arguments_: Arguments): AbiLevel {
  const level = arguments_.value('level') ?? 'guest'
  if (level !== 'guest' && level !== 'libvirt') throw new UsageError(`there is no level '${level}': choose from guest, libvirt`)
  return level
}
