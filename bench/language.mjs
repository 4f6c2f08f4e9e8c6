// `node bench/language.mjs`: how long an editor waits for each feature, with the text read anew each time, as after a key.

import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { guest } from './guest.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const features = ['completion', 'definition', 'document-links', 'document-symbols', 'folding-ranges', 'hover', 'inlay-hints', 'references']
const { outputFiles } = await build({
  stdin: {
    contents: `
      export { targetFrom } from './src/domain/facts/target.js'
      export { openLanguageDocument } from './src/editor/language/language-document.js'
      export { TextDocument } from 'vscode-languageserver-textdocument'
      ${features.map((feature) => `export * from './src/editor/language/${feature}.js'`).join('\n')}`,
    resolveDir: root,
    loader: 'ts',
  },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  logLevel: 'error',
  write: false,
  // Its CommonJS form finds out at run time what to load.
  mainFields: ['module', 'main'],
})
const module = { exports: {} }
new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, createRequire(import.meta.url))
const language = module.exports

const disks = Array.from(
  { length: 60 },
  (_, n) => `    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none' io='native' discard='unmap'/>
      <source file='/var/lib/libvirt/images/disk-${n}.qcow2'/>
      <target dev='sd${String.fromCharCode((97 + n / 26) | 0, 97 + (n % 26))}' bus='scsi'/>
    </disk>`,
).join('\n')
/** About 20 KB, with a `|` where the cursor is. */
const textWith = (typed) => guest(1).replace('</devices>', `${disks}\n${typed}\n  </devices>`)
const settings = { target: language.targetFrom('debian-13'), hostArch: 'x86_64', abiUpdate: false }
const completion = (document, position) => language.completion(document, position, { snippets: true })
const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } }

const cases = [
  ['completion of an element', '<di|', completion],
  ['completion of an attribute', '<disk |', completion],
  ['completion of a value', "<disk type='fi|", completion],
  ['completion of a free PCI bus', "<interface type='user'><address type='pci' bus='|'/></interface>", completion],
  ['hover on an element', "<di|sk type='file'><target dev='vdz'/></disk>", (document, position) => language.hover(document, position)],
  ['hover while the text is broken', "<di|sk type='file'>", (document, position) => language.hover(document, position)],
  ['references', "<interface><boot order='|4'/></interface>", (document, position) => language.references(document, position, true)],
  ['outline', '|', (document) => language.documentSymbols(document)],
  ['links', '|', (document) => language.documentLinks(document)],
  ['folding', '|', (document) => language.foldingRanges(document)],
  ['inlay hints of the whole text', '|', (document) => language.inlayHints(document, whole)],
]

console.log(`${(textWith('|').length / 1000).toFixed(0)} kB, node ${process.version}`)
for (const [name, typed, ask] of cases) {
  const marked = textWith(typed)
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const times = []
  for (let round = 0; round < 100; round++) {
    const textDocument = language.TextDocument.create('file:///guest.xml', 'xml', round, text)
    const start = performance.now()
    const document = language.openLanguageDocument(textDocument, settings)
    ask(document, textDocument.positionAt(offset))
    times.push(performance.now() - start)
  }
  const [first] = times
  const median = times.toSorted((a, b) => a - b)[50]
  console.log(`${name.padEnd(34)} ${median.toFixed(2).padStart(6)} ms  (the first ${first.toFixed(0)} ms)`)
}
