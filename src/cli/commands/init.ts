import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf } from '../../lint/host.js'
import type { Arguments } from '../arguments.js'
import { configFileNames } from '../config-search.js'
import type { Io } from '../io.js'
import { UsageError } from '../usage-error.js'

const json = `{
  "$schema": "./node_modules/domlint/schema/domlint.schema.json",
  "presets": ["recommended"],
  "rules": {}
}
`

const typescript = `import { defineConfig } from 'domlint'

export default defineConfig({
  presets: ['recommended'],
  rules: {},
})
`

/** `domlint init`: writes a configuration to start with. */
export async function init(arguments_: Arguments, io: Io): Promise<number> {
  if (arguments_.operands.length > 0) throw new UsageError('domlint init takes no file: it writes into the current folder')
  const known = configFileNames.find((name) => existsSync(join(io.cwd, name)))
  if (known) throw new UsageError(`there is a configuration here already: ${known}`)
  const name = arguments_.has('typescript') ? 'domlint.config.ts' : 'domlint.config.json'
  try {
    writeFileSync(join(io.cwd, name), arguments_.has('typescript') ? typescript : json, { flag: 'wx' })
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${reasonOf(error)}`)
  }
  io.stderr.write(`domlint: ${name} is written; 'domlint rules' lists what it can set\n`)
  return 0
}
