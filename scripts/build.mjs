// Builds dist/: the program (CommonJS, for a quick start) and the library (ES modules). Prints nothing when all is well:
// pre-commit takes whatever `npm pack` prints for the name of the package.
// @ts-check
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeOutputs } from './build/outputs.mjs'
import { buildProgram } from './build/program.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

/** The library: `domlint` and `domlint/unified`, which share their code. Runs in a browser as well. */
async function buildLibrary() {
  const { outputFiles } = await build({
    entryPoints: { index: 'src/index.ts', unified: 'src/unified.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    target: 'es2023',
    minify: true,
    chunkNames: 'library-[hash]',
    logLevel: 'error',
    write: false,
  })
  return new Map(outputFiles.map(({ path, text }) => [path, text]))
}

const outputs = await Promise.all([buildProgram(), buildLibrary()])
writeOutputs('dist', new Map(outputs.flatMap((files) => [...files])))
