import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { targetOfHost } from '../../src/domain/facts/host-target.js'
import { readHostCapabilities } from '../../src/domain/facts/read-host-capabilities.js'
import { lint } from '../../src/lint/lint-text.js'
import { corpusFiles } from '../corpus.js'
import { askVirsh, refusals, whyNoLibvirt } from './libvirt.js'

const missing = whyNoLibvirt()
const examples = join(import.meta.dirname, '../../examples')

/** Refusals that tell of this host's packages and of another hypervisor, not of libvirt and QEMU. */
const hostOnly = /Cannot check QEMU binary|No emulator found|does not support (?:virt|os) type|bootloader is not supported/

/** The XML in what virsh prints, without its prompts. */
function xmlIn(answer: string, root: string): string {
  return answer.slice(answer.indexOf(`<${root}>`), answer.indexOf(`</${root}>`) + `</${root}>`.length)
}

function thisHost() {
  const [capabilities = '', q35 = '', pc = '', version = ''] = askVirsh([
    'capabilities',
    'domcapabilities --virttype qemu --machine q35',
    'domcapabilities --virttype qemu --machine pc',
    'version --daemon',
  ])
  const host = readHostCapabilities([
    { name: 'capabilities', text: xmlIn(capabilities, 'capabilities') },
    { name: 'q35', text: xmlIn(q35, 'domainCapabilities') },
    { name: 'pc', text: xmlIn(pc, 'domainCapabilities') },
    { name: 'version', text: version.replace(/^virsh #.*$/gm, '') },
  ])
  return targetOfHost('host:this', host)
}

/** A definition as this host can take it: no KVM here, and QEMU under its own name. */
function forThisHost(text: string): string {
  return text
    .replace(/(<domain\b[^>]*\btype=)(['"])kvm\2/, '$1$2qemu$2')
    .replace(/(<cpu\b[^>]*\bmode=)(['"])host-(?:passthrough|model)\2/g, '$1$2maximum$2')
    .replace(
      /<emulator>\/[^<]*\/(?:qemu-kvm|kvm-spice|kvm|qemu-system-x86_64)<\/emulator>/,
      '<emulator>/usr/bin/qemu-system-x86_64</emulator>',
    )
}

describe.skipIf(missing)(`checked against what this host says of itself (${missing ?? 'real libvirt'})`, () => {
  it('nothing that its libvirt takes is called an error, and nearly all that it refuses is', () => {
    const target = thisHost()
    expect(target.host?.emulators.length).toBeGreaterThan(0)
    expect(target.host?.isQemuInferred).toBeUndefined()
    const files = [...readdirSync(examples).map((file) => join(examples, file)), ...corpusFiles('real')].filter((file) =>
      file.endsWith('.xml'),
    )
    const definitions = files.map((file) => forThisHost(readFileSync(file, 'utf8')))
    const refused = refusals(definitions)
    const wrong: string[] = []
    const missed: string[] = []
    let count = 0
    for (const [n, text] of definitions.entries()) {
      const refusal = refused[n]
      if (refusal !== undefined && hostOnly.test(refusal)) continue
      const { findings } = lint(text, { presets: ['libvirt', 'target'], target, abiUpdate: true })
      const error = findings.find(({ severity }) => severity === 'error')
      if (refusal === undefined) {
        if (error) wrong.push(`${files[n]}: ${error.ruleId}: ${error.message}`)
      } else {
        count++
        if (!error) missed.push(`${files[n]}: ${refusal}`)
      }
    }
    expect(wrong).toEqual([])
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(count * 0.05)
  }, 300_000)
})
