import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = join(dirname(fileURLToPath(import.meta.url)), 'command-lines.sh')

/** Why real libvirt cannot be asked here; undefined if it can. */
export function whyNoLibvirt(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root, for a libvirtd in namespaces of its own'
  for (const program of ['/usr/sbin/libvirtd', '/usr/bin/virsh', '/usr/bin/qemu-system-x86_64', '/usr/bin/unshare']) {
    if (!existsSync(program)) return `needs ${program}`
  }
  return spawnSync('unshare', ['-m', '-n', '-i', '-p', '-f', 'true']).status === 0 ? undefined : 'needs namespaces (unshare)'
}

/** What real libvirt says to a definition: the QEMU command line that it would run, or why it refuses. */
export type Answer = { readonly commandLine: string } | { readonly refused: string }

/** What virsh prints for each of these commands, asked of a private libvirtd (Debian's). One start serves them all. */
export function askVirsh(commands: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-libvirt-'))
  try {
    const { stdout } = spawnSync(
      'unshare',
      ['-m', '-n', '-i', '-p', '-f', '--kill-child', 'bash', '-c', `bash ${script} ${join(folder, 'log')} 2>&1`],
      {
        input: `${commands.map((command, n) => `echo ANSWER ${n}\n${command}`).join('\n')}\nquit\n`,
        encoding: 'utf8',
        maxBuffer: 1 << 30,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', HOME: '/root' },
      },
    )
    const answers = new Map<number, string>()
    for (const piece of stdout.split(/^ANSWER /m).slice(1)) {
      const [, number = '', body = ''] = /^(\d+)[^\n]*\n?([\s\S]*)$/.exec(piece) ?? []
      answers.set(Number(number), body)
    }
    return commands.map((_, n) => answers.get(n) ?? '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks for the QEMU command lines of many definitions. */
export function commandLines(definitions: readonly string[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-definitions-'))
  try {
    const commands = definitions.map((text, n) => {
      writeFileSync(join(folder, `${n}.xml`), text)
      return `domxml-to-native qemu-argv --xml ${join(folder, `${n}.xml`)}`
    })
    return askVirsh(commands).map(commandLineIn)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What virsh printed for `domxml-to-native`. */
export function commandLineIn(body: string): Answer {
  const error = /^error: ([\s\S]*?)(?:\nvirsh #|$)/m.exec(body)?.[1]
  const line = body.split('\n').find((text) => text.includes('qemu-system-'))
  if (body === '') return { refused: 'no answer' }
  return line && !error ? { commandLine: line.replace(/virsh # .*$/, '') } : { refused: error ?? body.trim() }
}

/** Why libvirt refuses each definition; undefined where it takes it. Each gets a name of its own and no UUID: they live side by side. */
export function refusals(definitions: readonly string[]): (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-definitions-'))
  try {
    const commands = definitions.flatMap((text, n) => {
      const named = text.replace(/<name>[^<]*<\/name>/, `<name>guest${n}</name>`).replace(/<uuid>[^<]*<\/uuid>/, '')
      writeFileSync(join(folder, `${n}.xml`), named)
      return [`define ${join(folder, `${n}.xml`)}`, `undefine guest${n} --nvram --snapshots-metadata`]
    })
    const answers = askVirsh(commands)
    return definitions.map((_, n) => {
      const errors = [...(answers[2 * n] ?? '').matchAll(/^error: (.*)$/gm)].map(([, error]) => error)
      return errors.at(-1)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
