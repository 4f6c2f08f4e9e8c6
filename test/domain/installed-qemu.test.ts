import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cpuVerdict, x86Models } from '../../src/domain/facts/cpu-verdict.js'
import { machinesOf, machineVerdict } from '../../src/domain/facts/machine-verdict.js'
import { type Target, targetFrom } from '../../src/domain/facts/target.js'

/** A folder of QEMU programs; they may stand in the root of another system, which `chroot` then enters. */
const folder = process.env.DOMLINT_QEMU_FOLDER ?? '/usr/bin'
const root = process.env.DOMLINT_QEMU_ROOT

/** QEMU programs by libvirt's name of the architecture. */
const programs = Object.entries({
  x86_64: 'x86_64',
  i686: 'i386',
  aarch64: 'aarch64',
  armv7l: 'arm',
  riscv64: 'riscv64',
  riscv32: 'riscv32',
  ppc: 'ppc',
  ppc64: 'ppc64',
  s390x: 's390x',
  loongarch64: 'loongarch64',
  m68k: 'm68k',
  mips: 'mips',
  mipsel: 'mipsel',
  mips64: 'mips64',
  mips64el: 'mips64el',
  sparc: 'sparc',
  sparc64: 'sparc64',
  alpha: 'alpha',
  sh4: 'sh4',
  xtensa: 'xtensa',
})
  .map(([arch, name]) => ({ arch, program: `${folder}/qemu-system-${name}` }))
  .filter(({ program }) => existsSync(`${root ?? ''}${program}`))

function ask(program: string, ...words: string[]): string {
  return root ? execFileSync('chroot', [root, program, ...words], { encoding: 'utf8' }) : execFileSync(program, words, { encoding: 'utf8' })
}

function targetOf(program: string): Target {
  const [, version = ''] = /version (\d+\.\d+\.\d+)/.exec(ask(program, '--version')) ?? []
  return targetFrom(`qemu=${version}`)
}

describe.skipIf(programs.length === 0)('the tables and the QEMU that is installed', () => {
  it.each(programs)('agree on the machine types of $arch', ({ arch, program }) => {
    const target = targetOf(program)
    const lines = ask(program, '-M', 'help').split('\n').slice(1).filter(Boolean)
    const offered = new Map(lines.map((line) => [line.split(' ', 1)[0] ?? '', line.endsWith('(deprecated)') ? 'deprecated' : 'present']))
    expect(offered.size).toBeGreaterThan(1)
    const said = [...offered.keys()].map((name): [string, string] => [name, machineVerdict(name, arch, target).kind])
    // Boards of which nobody wrote down since when there are any are not known for an older QEMU.
    const expected = said.map(([name, kind]) => [name, kind === 'unknown' && target.qemu[0] < 11 ? kind : offered.get(name)])
    expect(said).toEqual(expected)
    expect(machinesOf(arch, target.qemu).filter((name) => !offered.has(name))).toEqual([])
  })

  it.each(programs.filter(({ arch }) => arch === 'x86_64'))('agree on the CPU models of $arch', ({ arch, program }) => {
    const target = { ...targetOf(program), libvirt: targetFrom(undefined).libvirt }
    const models = ask(program, '-cpu', 'help')
      .split('\n')
      .flatMap((line) => /^(?:x86|\s)\s+([\w-]+)(?:\s{2,}|$| +\()/.exec(line)?.[1] ?? [])
    const offered = new Set(models.slice(0, models.indexOf('max') + 1))
    expect(offered.size).toBeGreaterThan(100)
    for (const name of offered) expect([name, x86Models().has(name)]).toEqual([name, true])
    const missing = [...x86Models().keys()].filter((name) => !offered.has(name))
    expect(missing.map((name) => [name, cpuVerdict(name, arch, target).kind])).toEqual(missing.map((name) => [name, 'notYet']))
    expect([...offered].filter((name) => !['present', 'absent'].includes(cpuVerdict(name, arch, target).kind))).toEqual([])
  })
})
