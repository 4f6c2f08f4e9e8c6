import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, normalize, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The rooms of src/, each of which may use those before it. */
const rooms = ['xml', 'embedded', 'domain', 'canonical', 'snapshots', 'rules', 'lint', 'migrate', 'cli', 'editor']

/** The entry points of the library and what they may not use. */
const entryPoints = ['index.ts', 'unified.ts']
const programRooms = ['cli', 'editor']

const root = resolve(import.meta.dirname, '..')

interface Import {
  /** Path in src/ of the file that imports. */
  readonly from: string
  /** Path in src/, or the name of a package. */
  readonly to: string
  readonly typesOnly: boolean
}

const sourceFiles = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
const imports: readonly Import[] = sourceFiles.flatMap((path) => importsOf(path, readFileSync(join(root, 'src', path), 'utf8')))

function importsOf(from: string, source: string): Import[] {
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)|\brequire\('([^']+)'\)/gm,
  )
  return [...statements].map(([, types, imported, dynamic, required]) => {
    const name = imported ?? dynamic ?? required ?? ''
    const to = name.startsWith('.') ? normalize(join(dirname(from), name)).replace(/\.js$/, '.ts') : name
    return { from, to, typesOnly: types !== undefined }
  })
}

const roomOf = (path: string): string => path.split('/')[0]!
const isOurs = ({ to }: Import): boolean => sourceFiles.includes(to)
const shown = (found: readonly Import[]): string[] => found.map(({ from, to }) => `${from} uses ${to}`)

describe('rooms', () => {
  test('every file stands in a known room or is an entry point', () => {
    expect(sourceFiles.length).toBeGreaterThan(10)
    expect(sourceFiles.filter((path) => !entryPoints.includes(path) && !rooms.includes(roomOf(path)))).toEqual([])
  })

  test('a relative import names a file that is there', () => {
    const lost = imports.filter((one) => !isOurs(one) && /^[.\w-]+\//.test(one.to) && one.to.endsWith('.ts'))
    expect(shown(lost)).toEqual([])
  })

  test('a room uses only rooms before it', () => {
    const late = imports.filter((one) => {
      if (!isOurs(one) || entryPoints.includes(one.from)) return false
      // The contract of rules names what the engine makes of them.
      if (one.from === 'rules/rule.ts' && one.to === 'lint/finding.ts' && one.typesOnly) return false
      // The program starts the editors' server, which stands on all of it.
      if (one.from === 'cli/main.ts' && one.to === 'editor/server/lsp.ts') return false
      return entryPoints.includes(one.to) || rooms.indexOf(roomOf(one.to)) > rooms.indexOf(roomOf(one.from))
    })
    expect(shown(late)).toEqual([])
  })

  test('the library does not use the program', () => {
    expect(shown(imports.filter(({ from, to }) => entryPoints.includes(from) && programRooms.includes(roomOf(to))))).toEqual([])
  })

  test('a rule uses the contract of rules, the tree and the domain, and no other rule', () => {
    const isRule = (path: string) => /^rules\/[^/]+\//.test(path)
    const odd = imports.filter(
      ({ from, to }) => isRule(from) && (isRule(to) || !['xml', 'domain', 'canonical', 'snapshots', 'rules'].includes(roomOf(to))),
    )
    expect(shown(odd)).toEqual([])
  })

  test('only the host file and the program use Node', () => {
    const node = imports.filter(({ from, to }) => to.startsWith('node:') && from !== 'lint/host.ts' && !programRooms.includes(roomOf(from)))
    expect(shown(node)).toEqual([])
  })
})

const trackedFiles = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '')

describe('the repository', () => {
  test('no file or folder is a drawer for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|shared|misc)(\.\w+|\/|$)/i
    expect(trackedFiles.filter((path) => drawer.test(path))).toEqual([])
  })

  test('no file names a path of this machine or the address of its package registry', () => {
    const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim()
    const registryHost = URL.canParse(registry) ? new URL(registry).host : 'no registry'
    const forbidden = [root, `${homedir()}/`, registryHost].filter((text) => text.length > 3)
    const naming = trackedFiles.filter((path) => {
      const text = readIfThere(path)
      return forbidden.some((one) => text.includes(one))
    })
    expect(naming).toEqual([])
  })

  test('the lock file names no addresses', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    expect(lock).toContain('"lockfileVersion"')
    expect(lock).not.toContain('"resolved"')
  })

  test('the lock file knows the optional packages of every platform, without which npm ci refuses it', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const entries = Object.values<{ optionalDependencies?: Readonly<Record<string, string>> }>(packages)
    const wanted = entries.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    expect(wanted.length).toBeGreaterThan(50)
    expect(wanted.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([])
  })

  test('dependencies are pinned to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    expect(loose).toEqual([])
  })

  test('the npm package named xast, which is not the xast, is not used', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    expect(Object.keys(lock.packages)).not.toContain('node_modules/xast')
  })
})

/** A tracked file may be deleted in the working tree. */
function readIfThere(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return ''
  }
}
