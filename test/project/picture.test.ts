import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

test("the picture in the README shows the program's output", () => {
  const { status, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/picture.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
