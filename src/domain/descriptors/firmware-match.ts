import { firmwareLinks } from '../facts/firmware-links.js'
import type { FirmwareDescriptor, InterfaceType } from './firmware-descriptor.js'
import { type FirmwareRequest, hasVarstores } from './firmware-request.js'
import type { HostFiles } from './host-descriptors.js'
import { shortened } from './json-fields.js'
import { matchesPattern } from './machine-pattern.js'

/** Why a firmware build does not do. */
export interface Mismatch {
  /** A sentence without subject. */
  readonly reason: string
  /** How many questions it has answered before: more for one that nearly does. */
  readonly asked: number
}

/**
 * Why a firmware build does not do for a definition; undefined when it does. The order of the questions is libvirt's
 * (libvirt 11.3, qemu_firmware.c, qemuFirmwareMatchDomain; 12.8, tried).
 */
export function mismatchOf(request: FirmwareRequest, firmware: FirmwareDescriptor, host: HostFiles): Mismatch | undefined {
  for (const [asked, question] of questions.entries()) {
    const reason = question(request, firmware, host)
    if (reason !== undefined) return { reason, asked }
  }
  return undefined
}

type Question = (request: FirmwareRequest, firmware: FirmwareDescriptor, host: HostFiles) => string | undefined

const questions: readonly Question[] = [
  interfaceMismatch,
  pathMismatch,
  machineMismatch,
  powerMismatch,
  featureMismatch,
  smmMismatch,
  mappingMismatch,
  variablesMismatch,
  securityMismatch,
]

function interfaceMismatch(request: FirmwareRequest, { interfaceTypes }: FirmwareDescriptor): string | undefined {
  const wanted = wantedInterfaces(request)
  return interfaceTypes.some((type) => wanted.includes(type)) ? undefined : `is for ${interfaceTypes.join(' and ') || 'nothing'}`
}

function wantedInterfaces({ firmware, loader, libvirt }: FirmwareRequest): readonly InterfaceType[] {
  if (firmware !== undefined) return firmware === 'efi' ? ['uefi'] : ['bios']
  if (loader?.type === 'rom') return hasVarstores(libvirt) ? ['bios', 'uefi'] : ['bios']
  return loader?.type === 'pflash' ? ['uefi'] : []
}

function pathMismatch(request: FirmwareRequest, { mapping }: FirmwareDescriptor, host: HostFiles): string | undefined {
  const { loader, nvram, varstore, kernel } = request
  const differs = (wanted: string | undefined, path: string) => wanted !== undefined && !isSameFile(wanted, path, host)
  if (mapping.device === 'kernel') return differs(kernel, mapping.filename) ? `is for the kernel ${shortened(mapping.filename)}` : undefined
  const path = mapping.device === 'memory' ? mapping.filename : mapping.executable.filename
  if (differs(loader?.path, path)) return `is for the loader ${shortened(path)}`
  if (mapping.device === 'memory') {
    const { varsTemplate } = mapping
    return varsTemplate !== undefined && differs(varstore?.template, varsTemplate)
      ? `takes its variables from ${shortened(varsTemplate)}`
      : undefined
  }
  if (nvram?.template === undefined) return undefined
  if (mapping.mode !== 'split') return 'has no template for its variables'
  return differs(nvram.template, mapping.nvramTemplate.filename)
    ? `takes its variables from ${shortened(mapping.nvramTemplate.filename)}`
    : undefined
}

function isSameFile(a: string, b: string, host: HostFiles): boolean {
  return a === b || realPath(a, host) === realPath(b, host)
}

function realPath(path: string, host: HostFiles): string {
  return host.hasFile(path) === undefined ? (firmwareLinks[path] ?? path) : host.realPath(path)
}

function machineMismatch({ arch, machine }: FirmwareRequest, { targets }: FirmwareDescriptor): string | undefined {
  const fits = targets.some(
    ({ architecture, machines }) => architecture === arch && machines.some((pattern) => matchesPattern(pattern, machine)),
  )
  return fits ? undefined : `is not for the machine ${machine} of ${arch}`
}

function powerMismatch({ suspendToMemory, suspendToDisk }: FirmwareRequest, { features }: FirmwareDescriptor): string | undefined {
  if (suspendToMemory && !features.has('acpi-s3')) return 'cannot suspend to memory'
  return suspendToDisk && !features.has('acpi-s4') ? 'cannot suspend to disk' : undefined
}

function featureMismatch({ features: wanted }: FirmwareRequest, { features }: FirmwareDescriptor): string | undefined {
  return (
    oneFeature(wanted.secureBoot, features.has('secure-boot'), 'secure boot') ??
    oneFeature(wanted.enrolledKeys, features.has('enrolled-keys'), 'enrolled keys')
  )
}

function oneFeature(wanted: boolean | undefined, has: boolean, name: string): string | undefined {
  return wanted === undefined || wanted === has ? undefined : `has ${has ? '' : 'no '}${name}`
}

function smmMismatch({ smm, loader }: FirmwareRequest, { features }: FirmwareDescriptor): string | undefined {
  const requiresSmm = features.has('requires-smm')
  if (requiresSmm && smm === false) return 'needs <smm>, which is switched off'
  if (requiresSmm && loader?.secure === false) return "needs a secure loader, which secure='no' rules out"
  return !requiresSmm && loader?.secure === true ? 'does not use SMM, which a secure loader asks for' : undefined
}

function mappingMismatch({ loader }: FirmwareRequest, { mapping }: FirmwareDescriptor): string | undefined {
  if (mapping.device === 'memory') {
    if (loader?.type !== undefined && loader.type !== 'rom') return 'is loaded as rom'
    if (loader?.stateless === false && mapping.varsTemplate === undefined) return 'keeps no variables'
    if (loader?.stateless === true && mapping.varsTemplate !== undefined) return 'keeps variables'
    return loader?.readonly === false ? 'is read-only' : undefined
  }
  if (mapping.device === 'kernel') return undefined
  const { mode, executable } = mapping
  if (loader?.type !== undefined && loader.type !== 'pflash') return 'is loaded as pflash'
  if (loader?.stateless === false && mode === 'stateless') return 'keeps no variables'
  if (loader?.stateless === true && mode !== 'stateless') return 'keeps variables'
  if (loader?.readonly === true && mode === 'combined') return 'is written to'
  if (loader?.readonly === false && mode !== 'combined') return 'is read-only'
  if (!flashFormats.has(executable.format)) return `has the format ${shortened(executable.format)}, which libvirt does not support`
  if (loader?.format !== undefined && loader.format !== executable.format) return `has the format ${executable.format}`
  if (mode !== 'split' || flashFormats.has(mapping.nvramTemplate.format)) return undefined
  return `has variables in the format ${shortened(mapping.nvramTemplate.format)}, which libvirt does not support`
}

const flashFormats = new Set(['raw', 'qcow2'])

/** Whether the variables are to be kept in a way that is not the firmware's. */
function variablesMismatch({ nvram, varstore, libvirt }: FirmwareRequest, { mapping }: FirmwareDescriptor): string | undefined {
  const hasStore = mapping.device === 'memory' && mapping.varsTemplate !== undefined
  if (!hasVarstores(libvirt)) return undefined
  if (varstore) return hasStore ? undefined : 'has no <varstore>'
  const isSplit = mapping.device === 'flash' && mapping.mode === 'split'
  if (!isSplit) return nvram ? 'has no <nvram>' : undefined
  const { format } = mapping.nvramTemplate
  return nvram?.templateFormat === undefined || nvram.templateFormat === format ? undefined : `has variables in the format ${format}`
}

/** The bit of an SEV policy that asks for SEV-ES. */
const sevEsPolicy = 1 << 2

function securityMismatch({ launchSecurity }: FirmwareRequest, { features }: FirmwareDescriptor): string | undefined {
  const lacks = (feature: string) => (features.has(feature) ? undefined : `has no ${feature}`)
  switch (launchSecurity?.type) {
    case 'sev':
      return lacks('amd-sev') ?? (launchSecurity.policy & sevEsPolicy ? lacks('amd-sev-es') : undefined)
    case 'sev-snp':
      return lacks('amd-sev-snp')
    case 'tdx':
      return lacks('intel-tdx')
    default:
      return undefined
  }
}
