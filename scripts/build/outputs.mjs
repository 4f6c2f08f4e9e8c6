// @ts-check
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * Makes the JavaScript files in `folder` be exactly `files`. Files that are as they should be are left alone, and the
 * others replaced at once, so that a program that is running meanwhile never reads half a file.
 * @param {string} folder
 * @param {ReadonlyMap<string, string>} files texts by path
 */
export function writeOutputs(folder, files) {
  const wanted = new Map([...files].map(([path, text]) => [resolve(path), text]))
  for (const [path, text] of wanted) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    mkdirSync(dirname(path), { recursive: true })
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}`)
    writeFileSync(temporary, text)
    if (text.startsWith('#!')) chmodSync(temporary, 0o755)
    renameSync(temporary, path)
  }
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = resolve(folder, entry)
    if (/\.(c|m)?js$/.test(path) && !wanted.has(path)) rmSync(path)
  }
}
