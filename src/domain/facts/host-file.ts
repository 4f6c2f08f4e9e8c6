import type { HostCapabilities, HostDomainCapabilities, Usability } from './host-capabilities.js'
import type { HostText } from './read-host-capabilities.js'
import { formatVersion, parseVersion } from './target.js'

/** The first key of a host file, by which it is known. */
const mark = 'domlintHost'

/** The format of a host file, counted up when an older domlint could not read it. */
const format = 1

/** The host file of a host: what `domlint facts --output` writes and `--target host:FILE` reads. */
export function hostToJson(host: HostCapabilities): string {
  const { libvirt, qemu, domains, ...rest } = host
  const json = {
    [mark]: format,
    ...(libvirt ? { libvirt: formatVersion(libvirt) } : {}),
    ...(qemu ? { qemu: formatVersion(qemu) } : {}),
    ...rest,
    domains: domains.map(({ enums, unsupported, cpuModels, deprecatedCpuModels, ...domain }) => ({
      ...domain,
      enums: Object.fromEntries([...enums].map(([place, values]) => [place, [...values]])),
      unsupported: [...unsupported],
      cpuModels: Object.fromEntries(cpuModels),
      deprecatedCpuModels: [...deprecatedCpuModels],
    })),
  }
  return `${JSON.stringify(json, undefined, 2)}\n`
}

/** Reads a host file. @throws RangeError with a sentence for people when it is none */
export function hostFromJson({ name, text }: HostText): HostCapabilities {
  const value = parsed(name, text)
  if (!isRecord(value) || value[mark] === undefined) throw new RangeError(`${name}: this JSON is no host file of domlint`)
  if (value[mark] !== format) {
    throw new RangeError(`${name}: this host file has the format ${String(value[mark])}, and this domlint reads ${format}: write it anew`)
  }
  const libvirt = parseVersion(textOf(value.libvirt))
  const qemu = parseVersion(textOf(value.qemu))
  return {
    arch: textOf(value.arch) || 'x86_64',
    ...(libvirt ? { libvirt } : {}),
    ...(qemu ? { qemu } : {}),
    ...(value.isQemuInferred === true ? { isQemuInferred: true } : {}),
    emulators: recordsOf(value.emulators).map((emulator) => ({
      arch: textOf(emulator.arch),
      path: textOf(emulator.path),
      domainTypes: textsOf(emulator.domainTypes),
      machines: recordsOf(emulator.machines).map((machine) => ({
        name: textOf(machine.name),
        ...(typeof machine.canonical === 'string' ? { canonical: machine.canonical } : {}),
        ...(machine.isDeprecated === true ? { isDeprecated: true as const } : {}),
      })),
    })),
    domains: recordsOf(value.domains).map(domainFrom),
  }
}

function domainFrom(domain: Record<string, unknown>): HostDomainCapabilities {
  return {
    path: textOf(domain.path),
    arch: textOf(domain.arch),
    domainType: textOf(domain.domainType),
    machine: textOf(domain.machine),
    enums: new Map(entriesOf(domain.enums).map(([place, values]) => [place, new Set(textsOf(values))])),
    unsupported: new Set(textsOf(domain.unsupported)),
    cpuModels: new Map(entriesOf(domain.cpuModels).map(([model, usable]): [string, Usability] => [model, usabilityOf(usable)])),
    deprecatedCpuModels: new Set(textsOf(domain.deprecatedCpuModels)),
    loaders: textsOf(domain.loaders),
  }
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError(`${name}: this is no JSON`)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : []
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function usabilityOf(value: unknown): Usability {
  return value === 'yes' || value === 'no' ? value : 'unknown'
}
