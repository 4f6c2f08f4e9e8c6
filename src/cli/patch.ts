import { relative, sep } from 'node:path'
import { structuredPatch } from 'diff'
import type { Failure } from '../lint/finding.js'
import { secretRanges } from '../lint/secrets.js'
import { applyEdits } from '../xml/edit.js'
import type { Io } from './io.js'
import type { FixedFile } from './lint-run.js'
import { type Paint, painter, type Style, wantsColour } from './terminal/colour.js'
import { visible } from './terminal/escape.js'

/** Files whose changes are shown, and where it is said which of them cannot be. */
export interface FixedFiles {
  readonly fixedFiles: readonly FixedFile[]
  readonly failures: Failure[]
}

/**
 * All fixes of a run as one patch for `patch -p1` in the current folder; on a terminal it is for the eyes: passwords are hidden, and
 * what could steer the terminal is written out. Files that no patch can express become failures.
 */
export function patchOf(run: FixedFiles, { cwd, env, stdout }: Io): string {
  const paint = painter(wantsColour(env, stdout.isTerminal))
  const patches = run.fixedFiles.map((file) => {
    if (file.format.encoding !== 'utf-8') {
      run.failures.push({ filePath: file.filePath, message: 'its fixes cannot be shown as a patch, since it is UTF-16: use --fix' })
      return ''
    }
    const lines = stdout.isTerminal
      ? filePatch(withoutPasswords(file), cwd).map((line) => painted(visible(line), paint))
      : filePatch(file, cwd)
    return `${lines.join('\n')}\n`
  })
  return patches.join('')
}

/** One file's changes as a patch for people to read, with passwords hidden; `''` if there are none. */
export function readablePatch(file: FixedFile, cwd: string): string {
  return file.original === file.fixed ? '' : `${filePatch(withoutPasswords(file), cwd).join('\n')}\n`
}

function withoutPasswords(file: FixedFile): FixedFile {
  const hidden = (text: string) =>
    applyEdits(
      text,
      secretRanges(text).map((range) => ({ ...range, text: '•••' })),
    )
  return { ...file, original: hidden(file.original), fixed: hidden(file.fixed) }
}

const STYLES: readonly (readonly [start: RegExp, style: Style])[] = [
  [/^(?:---|\+\+\+) /, 'bold'],
  [/^@@/, 'cyan'],
  [/^\+/, 'green'],
  [/^-/, 'red'],
]

function painted(line: string, paint: Paint): string {
  const style = STYLES.find(([start]) => start.test(line))?.[1]
  return style === undefined ? line : paint(line, style)
}

function filePatch({ filePath, original, fixed, format }: FixedFile, cwd: string): string[] {
  const mark = format.byteOrderMark ? '\ufeff' : ''
  const { hunks } = structuredPatch('', '', mark + original, mark + fixed, '', '', { context: 3 })
  const name = nameInPatch(filePath, cwd)
  const lines = [`--- ${quoted(`a/${name}`)}`, `+++ ${quoted(`b/${name}`)}`]
  for (const { oldStart, oldLines, newStart, newLines, lines: changed } of hunks) {
    lines.push(`@@ -${span(oldStart, oldLines)} +${span(newStart, newLines)} @@`, ...changed)
  }
  return lines
}

function span(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`
}

/** Relative to the current folder; a file elsewhere is named from the root: such a patch is applied there (`patch -p1 -d /`). */
function nameInPatch(filePath: string, cwd: string): string {
  const below = relative(cwd, filePath).replaceAll(sep, '/')
  return below.startsWith('../') ? filePath.replaceAll(sep, '/').replace(/^\/+/, '') : below
}

/** A name as GNU patch and git read it: a tab ends a name with spaces, and odd characters stand quoted as in C. */
function quoted(name: string): string {
  const isOdd = (character: string) => character === '"' || character === '\\' || character < ' ' || character === '\u007f'
  const characters = [...name]
  if (!characters.some(isOdd)) return name.includes(' ') ? `${name}\t` : name
  const escaped = characters.map((character) => {
    if (!isOdd(character)) return character
    return character === '"' || character === '\\' ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
  })
  return `"${escaped.join('')}"`
}
