import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptorFile } from '../../src/domain/descriptors/descriptor-files.js'
import { parseVersion, type Version } from '../../src/domain/facts/target.js'
import { corpus, hasCorpus } from '../corpus.js'
import { domainOf, hostWith, inWords, outcomeOf } from './descriptor-host.js'

interface Case {
  readonly input: string
  readonly canonical?: string
  readonly arch?: string
  readonly abiUpdate?: boolean
}

function descriptorsOf(sysroot: string): DescriptorFile[] {
  return ['/usr/share/qemu/firmware', '/etc/qemu/firmware'].flatMap((folder) => {
    const path = join(sysroot, folder)
    return existsSync(path) ? readdirSync(path).map((name) => ({ folder, name, text: readFileSync(join(path, name), 'utf8') })) : []
  })
}

/** What a canonical form says of the firmware, in the same words as what is filled in. */
function written(text: string): string {
  const domain = domainOf(text)
  const os = domain.child('os')
  const attributes = (name: string, names: readonly string[]) =>
    names.flatMap((attribute) => {
      const value = os?.child(name)?.attr(attribute)
      return value === undefined ? [] : [`${attribute}=${value}`]
    })
  const feature = (name: string) => {
    const found = os
      ?.child('firmware')
      ?.elements('feature')
      .find((one) => one.attr('name') === name)
    return found ? [`${name}=${found.attr('enabled')}`] : []
  }
  const line = (name: string, names: readonly string[]) => {
    const element = os?.child(name)
    const path =
      element?.attr('type') === 'network' || element?.attr('type') === 'file' || element?.attr('type') === 'block'
        ? ''
        : (element?.text ?? '')
    return element ? [name, ...attributes(name, names), path].filter(Boolean).join(' ') : ''
  }
  const firmware = os?.attr('firmware')
  const smm = domain.path('features/smm')
  return [
    ['os', ...(firmware === undefined ? [] : [`firmware=${firmware}`]), ...feature('secure-boot'), ...feature('enrolled-keys')].join(' '),
    line('loader', ['readonly', 'secure', 'type', 'stateless', 'format']),
    line('nvram', ['template', 'templateFormat', 'type', 'format']),
    line('varstore', ['template', 'path']),
    os?.child('kernel') ? `kernel ${os.child('kernel')?.text}` : '',
    smm ? `smm state=${smm.attr('state') ?? 'on'}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

/** The corpus is not part of the project: DOMLINT_CORPUS names it. */
describe.skipIf(!hasCorpus)('the firmware that libvirt filled in', () => {
  it.each([
    ['libvirt', '11.3.0'],
    ['real-libvirt', '12.8.0'],
  ])('is the same in %s (libvirt %s)', (folder, version) => {
    const host = hostWith(descriptorsOf(join(corpus, folder, 'sysroot')))
    const libvirt: Version = parseVersion(version) ?? [0, 0, 0]
    const different: string[] = []
    let compared = 0
    for (const line of readFileSync(join(corpus, folder, 'cases.jsonl'), 'utf8')
      .trim()
      .split('\n')) {
      const one: Case = JSON.parse(line)
      if (!one.canonical) continue
      const canonical = readFileSync(join(corpus, folder, one.canonical), 'utf8')
      const type = domainOf(canonical).path('os/type')
      const expected = written(canonical)
      if (!/^(?:loader|nvram) |firmware=/m.test(expected)) continue
      compared++
      const circumstances = {
        machine: type?.attr('machine') ?? '',
        arch: type?.attr('arch') ?? '',
        libvirt,
        abiUpdate: one.abiUpdate ?? true,
      }
      const got = inWords(outcomeOf(readFileSync(join(corpus, folder, one.input), 'utf8'), host, circumstances).filled)
      if (got !== expected) different.push(`${one.input}:\n${got}\ninstead of\n${expected}`)
    }
    expect(compared).toBeGreaterThan(30)
    expect(different).toEqual([])
  })
})
