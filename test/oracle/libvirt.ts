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

/** Asks a private libvirtd (Debian's) for the QEMU command lines of many definitions. One start serves them all. */
export function commandLines(definitions: readonly string[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-libvirt-'))
  try {
    const commands = definitions.map((text, n) => {
      writeFileSync(join(folder, `${n}.xml`), text)
      return `echo ANSWER ${n}\ndomxml-to-native qemu-argv --xml ${join(folder, `${n}.xml`)}`
    })
    const { stdout } = spawnSync(
      'unshare',
      ['-m', '-n', '-i', '-p', '-f', '--kill-child', 'bash', '-c', `bash ${script} ${join(folder, 'log')} 2>&1`],
      {
        input: `${commands.join('\n')}\nquit\n`,
        encoding: 'utf8',
        maxBuffer: 1 << 30,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', HOME: '/root' },
      },
    )
    const answers = new Map<number, Answer>()
    for (const piece of stdout.split(/^ANSWER /m).slice(1)) {
      const [, number = '', body = ''] = /^(\d+)[^\n]*\n?([\s\S]*)$/.exec(piece) ?? []
      const error = /^error: ([\s\S]*?)(?:\nvirsh #|$)/m.exec(body)?.[1]
      const line = body.split('\n').find((text) => text.includes('qemu-system-'))
      answers.set(Number(number), line && !error ? { commandLine: line.replace(/virsh # .*$/, '') } : { refused: error ?? body.trim() })
    }
    return definitions.map((_, n) => answers.get(n) ?? { refused: 'no answer' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
