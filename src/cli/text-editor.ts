import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import type { Environment } from './terminal/colour.js'

/** Editors that open a file at a line when `+LINE` stands before its name. */
const takesLine = new Set([
  'vi',
  'vim',
  'nvim',
  'view',
  'ex',
  'nano',
  'pico',
  'emacs',
  'emacsclient',
  'mg',
  'joe',
  'jed',
  'ne',
  'micro',
  'kak',
])

/**
 * The command of the user's own editor: `DOMLINT_EDITOR`, else what `VISUAL` or `EDITOR` name besides domlint, else the one of the system.
 * Like git and virsh, domlint has a shell read it, so it may carry arguments.
 */
export function editorCommand(env: Environment): string {
  const { DOMLINT_EDITOR, VISUAL, EDITOR } = env
  const named = [DOMLINT_EDITOR, VISUAL, EDITOR].find((command) => command?.trim() && !startsDomlint(command))
  return named ?? (isInstalled('sensible-editor', env) ? 'sensible-editor' : 'vi')
}

/** What came of an editor's run. */
export type Edited = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly message: string }

/** Opens a file in an editor, at a line where the editor can, and waits until it is closed. */
export function openEditor(command: string, filePath: string, line: number | undefined, env: Environment): Edited {
  const place = line !== undefined && takesLine.has(programOf(command)) ? [`+${line}`] : []
  const { status, signal, error } = spawnSync('/bin/sh', ['-c', `${command} "$@"`, command, ...place, filePath], { stdio: 'inherit', env })
  if (error) return { kind: 'failed', message: `the editor '${command}' cannot be started: ${error.message}` }
  if (status === 0) return { kind: 'done' }
  const how = status === null ? `was ended by ${signal}` : `ended with status ${status}`
  return { kind: 'failed', message: `the editor '${command}' ${how}; name another one in DOMLINT_EDITOR` }
}

function startsDomlint(command: string): boolean {
  return /(?:^|[/\s])domlint(?:\.c?js)?\s+edit\b/.test(command)
}

/** `emacs` of `/usr/bin/emacs -nw`. */
function programOf(command: string): string {
  return basename(command.trim().split(/\s+/)[0] ?? '')
}

function isInstalled(program: string, { PATH = '' }: Environment): boolean {
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return folder !== ''
    } catch {
      return false
    }
  })
}
