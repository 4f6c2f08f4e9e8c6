import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Test data that is kept outside the project: tests that need it skip where it is absent. */
export const corpus = process.env.DOMLINT_CORPUS ?? join(dirname(fileURLToPath(import.meta.url)), '../../shared/corpus')

export const hasCorpus = existsSync(join(corpus, 'libvirt/cases.jsonl'))

/** All XML files of some folders of the corpus, as absolute paths. */
export function corpusFiles(...folders: string[]): string[] {
  return folders.flatMap((folder) => {
    const path = join(corpus, folder)
    if (!existsSync(path)) return []
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.xml'))
      .sort()
      .map((file) => join(path, file))
  })
}
