import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { HostCapabilities, HostDomainCapabilities, HostEmulator } from '../../domain/facts/host-capabilities.js'
import { hostToJson } from '../../domain/facts/host-file.js'
import { type HostText, readHostCapabilities } from '../../domain/facts/read-host-capabilities.js'
import { formatVersion } from '../../domain/facts/target.js'
import { reasonOf } from '../../lint/host.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { readHostTexts } from '../host-files.js'
import type { Io } from '../io.js'
import { visible } from '../terminal/escape.js'
import { UsageError } from '../usage-error.js'

/** `domlint facts`: what a host offers, by its own word, for people or as a host file. */
export function facts(arguments_: Arguments, io: Io): number {
  const names = [...arguments_.values('from-capabilities'), ...arguments_.operands]
  if (names.length === 0) {
    throw new UsageError('which host? give files with what virsh capabilities and virsh domcapabilities print: --from-capabilities FILE')
  }
  const format = chosenFormat(arguments_, ['text', 'json'])
  const host = hostOf(names, io)
  const output = arguments_.value('output')
  if (output !== undefined) write(resolve(io.cwd, output), output, hostToJson(host))
  if (format === 'json') io.stdout.write(hostToJson(host))
  else io.stdout.write(described(host))
  if (output !== undefined) io.stderr.write(`domlint: wrote ${output}: check against this host with --target host:${output}\n`)
  return 0
}

function hostOf(names: readonly string[], io: Io): HostCapabilities {
  try {
    const texts = names.flatMap((name): HostText[] =>
      name === '-' ? [{ name: 'standard input', text: io.readStdin().toString('utf8') }] : readHostTexts([name], io.cwd),
    )
    return readHostCapabilities(texts)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

function write(path: string, name: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${reasonOf(error)}`)
  }
}

function described(host: HostCapabilities): string {
  const qemu = host.qemu ? `${formatVersion(host.qemu)}${host.isQemuInferred ? ' (by its newest machine type)' : ''}` : 'not told'
  const lines = [
    `architecture  ${host.arch}`,
    `libvirt       ${host.libvirt ? formatVersion(host.libvirt) : 'not told: add the output of virsh version'}`,
    `QEMU          ${qemu}`,
    ...host.emulators.flatMap(emulatorLines),
    ...host.domains.flatMap(domainLines),
  ]
  return `${lines.map(visible).join('\n')}\n`
}

/** pc-q35-9.2 comes before pc-q35-10.0. */
const byNumber = new Intl.Collator('en', { numeric: true })

function emulatorLines({ arch, path, domainTypes, machines }: HostEmulator): string[] {
  const sorted = [...machines].sort((a, b) => byNumber.compare(a.name, b.name))
  const aliases = sorted.flatMap(({ name, canonical }) => (canonical === undefined ? [] : [`${name} is ${canonical}`]))
  const names = sorted.filter(({ canonical }) => canonical === undefined)
  return [
    '',
    `${arch}  ${path}  (${domainTypes.join(', ')})`,
    ...listed(
      'machines',
      names.filter(({ isDeprecated }) => !isDeprecated).map(({ name }) => name),
    ),
    ...listed(
      'deprecated',
      names.filter(({ isDeprecated }) => isDeprecated).map(({ name }) => name),
    ),
    ...listed('aliases', aliases),
  ]
}

function domainLines({
  path,
  arch,
  domainType,
  machine,
  enums,
  unsupported,
  cpuModels,
  deprecatedCpuModels,
  loaders,
}: HostDomainCapabilities): string[] {
  const models = (usable: string): string[] => [...cpuModels].filter(([, value]) => value === usable).map(([name]) => name)
  return [
    '',
    `${arch}  ${path}  as ${domainType}, machine ${machine}`,
    ...listed('CPU models that it can run', models('yes')),
    ...listed('CPU models that it cannot run', models('no')),
    ...listed('CPU models of which it does not know', models('unknown')),
    ...listed('deprecated CPU models', [...deprecatedCpuModels]),
    ...[...enums].flatMap(([place, values]) => listed(place, values.size > 0 ? [...values] : ['none'])),
    ...listed('not supported', [...unsupported].sort()),
    ...listed('firmware', loaders),
  ]
}

/** A heading with its values, none without; wrapped for a terminal of 100 columns. */
function listed(heading: string, values: readonly string[]): string[] {
  if (values.length === 0) return []
  const lines = [`  ${heading}:`]
  let line = '   '
  for (const value of values) {
    if (line.length + value.length > 98 && line.trim() !== '') {
      lines.push(line)
      line = '   '
    }
    line += ` ${value}`
  }
  return [...lines, line]
}
