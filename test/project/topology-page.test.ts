import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith, run } from '../cli/run.js'
import { smallPc, smallPcLater } from '../cli/topology-guests.js'

const docs = resolve(import.meta.dirname, '../../docs')
const read = (path: string) => readFileSync(join(docs, path), 'utf8')

const files = () =>
  folderWith({ 'examples/debian-server.xml': read('../examples/debian-server.xml'), 'before.xml': smallPc, 'after.xml': smallPcLater })

const samples = [...read('topology.md').matchAll(/^```\n\$ domlint (.*)\n([\s\S]*?)^```$/gm)].map(([, words = '', output = '']) => ({
  words,
  output,
}))

test('the page about the topology has samples', () => {
  expect(samples).toHaveLength(2)
})

test.each(samples)('the page about the topology shows what the program prints: $words', async ({ words, output }) => {
  expect((await run(words.split(' '), { cwd: files() })).stdout).toBe(output)
})

test.each([
  ['topology.svg', ['--target', 'debian-13', 'examples/debian-server.xml']],
  ['topology-change.svg', ['before.xml', 'after.xml']],
])('docs/%s is what the program draws', async (name, words) => {
  expect((await run(['topology', '--format', 'svg', ...words], { cwd: files() })).stdout).toBe(read(name))
})
