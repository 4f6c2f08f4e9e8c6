import { firmwarePairs } from '../facts/firmware-pairs.js'
import { compareVersions } from '../facts/target.js'
import type { FirmwareDescriptor } from './firmware-descriptor.js'
import {
  type FirmwareFeatures,
  type FirmwareRequest,
  hasVarstores,
  isLocal,
  isPlaceless,
  type LoaderRequest,
  type NvramRequest,
  noLoader,
  noNvram,
  type VarstoreRequest,
} from './firmware-request.js'
import type { FoundDescriptor, HostDescriptors, HostFiles } from './host-descriptors.js'
import { type FirmwareReason, selectFirmware, withDefaults } from './select-firmware.js'

/** What a definition says about its firmware once libvirt has read it. */
export interface FilledFirmware {
  /** The descriptor that it comes from. */
  readonly descriptor: string | undefined
  readonly firmware: 'bios' | 'efi' | undefined
  readonly features: FirmwareFeatures
  readonly loader: LoaderRequest | undefined
  readonly nvram: NvramRequest | undefined
  readonly varstore: VarstoreRequest | undefined
  readonly kernel: string | undefined
  readonly smm: boolean | undefined
}

export type FirmwareOutcome =
  | { readonly kind: 'filled'; readonly filled: FilledFirmware }
  /** `firmware=` asks for one that the host does not have. libvirt refuses a new definition then, and leaves an existing one as it is. */
  | { readonly kind: 'none'; readonly reasons: readonly FirmwareReason[]; readonly filled: FilledFirmware }

/** Where libvirt's system daemon keeps the variables of its guests. */
const systemFolder = '/var/lib/libvirt/qemu'

type Draft = { -readonly [Key in keyof FilledFirmware]: FilledFirmware[Key] }

/**
 * What libvirt makes of `<os>` when it reads a definition: it chooses a firmware, or finds what belongs to the one that is named,
 * and writes down loader, variables and features (libvirt 11.3, qemu_firmware.c, qemuFirmwareFillDomain; 12.8, tried). Before
 * libvirt 9.2 it chose at each start, and wrote down nothing.
 * @param host the firmware of the host: what is not there cannot be chosen
 */
export function fillFirmware(request: FirmwareRequest, host: HostDescriptors): FirmwareOutcome {
  const draft = draftOf(request)
  if (compareVersions(request.libvirt, [9, 2, 0]) < 0) return filled(withVariables(draft, request))
  // Since 12.1 a ROM is looked up as well.
  const isKnown = !draft.loader || (draft.loader.type === 'rom' && !hasVarstores(request.libvirt))
  if (request.firmware === undefined && isKnown) return filled(withVariables(withFormat(draft, request), request))
  const selection = selectFirmware(request, host)
  if (selection.chosen) return filled(withVariables(take(draft, selection.chosen, request), request))
  if (request.firmware !== undefined) return { kind: 'none', reasons: selection.reasons, filled: draftOf(withDefaults(request)) }
  return filled(withVariables(withFormat(withPair(draft, host.files, request), request), request))
}

function filled(draft: Draft): FirmwareOutcome {
  // A loader without a type is a ROM, which libvirt adds when all is done.
  if (draft.loader?.path !== undefined && draft.loader.type === undefined) draft.loader = { ...draft.loader, type: 'rom' }
  if (draft.nvram && isPlaceless(draft.nvram) && !draft.nvram.template && !draft.nvram.templateFormat && !draft.nvram.format)
    draft.nvram = undefined
  return { kind: 'filled', filled: draft }
}

function draftOf({ firmware, features, loader, nvram, varstore, kernel, smm }: FirmwareRequest): Draft {
  return { descriptor: undefined, firmware, features, loader, nvram, varstore, kernel, smm }
}

function take(draft: Draft, { path, descriptor }: FoundDescriptor<FirmwareDescriptor>, { libvirt }: FirmwareRequest): Draft {
  const { mapping, features, interfaceTypes } = descriptor
  draft.descriptor = path
  const loader = draft.loader ?? noLoader
  switch (mapping.device) {
    case 'flash':
      draft.loader = {
        ...loader,
        path: mapping.executable.filename,
        type: 'pflash',
        readonly: mapping.mode !== 'combined',
        format: mapping.executable.format,
        ...(mapping.mode === 'stateless' ? { stateless: true } : {}),
      }
      if (mapping.mode === 'split') {
        const { filename, format } = mapping.nvramTemplate
        const template = isLocal(draft.nvram)
          ? { template: filename, templateFormat: format }
          : { template: undefined, templateFormat: undefined }
        draft.nvram = { ...(draft.nvram ?? noNvram), ...template }
      }
      break
    case 'memory':
      draft.loader = { ...loader, path: mapping.filename, type: 'rom', format: 'raw' }
      if (mapping.varsTemplate !== undefined && hasVarstores(libvirt))
        draft.varstore = { path: draft.varstore?.path, template: mapping.varsTemplate }
      break
    case 'kernel':
      draft.kernel = mapping.filename
  }
  if (features.has('requires-smm')) {
    draft.smm = true
    draft.loader = { ...(draft.loader ?? noLoader), secure: true }
  }
  const known = interfaceTypes.find((type) => type === 'bios' || type === 'uefi')
  draft.firmware ??= known === 'uefi' ? 'efi' : known
  if (draft.firmware !== undefined) draft.features = featuresOf(draft, features)
  return draft
}

function featuresOf({ loader, nvram }: Draft, features: ReadonlySet<string>): FirmwareFeatures {
  // Whether keys are enrolled is in the variables: nothing is known of those behind a network.
  const isUnknown = loader?.type === 'pflash' && loader.stateless !== true && nvram?.template === undefined
  return { secureBoot: features.has('secure-boot'), enrolledKeys: isUnknown ? undefined : features.has('enrolled-keys') }
}

/** Adds the template that libvirt has built in for some loaders (qemuFirmwareFillDomainLegacy). */
function withPair(draft: Draft, files: HostFiles, { libvirt }: FirmwareRequest): Draft {
  const { loader, nvram } = draft
  if (loader?.path === undefined || loader.type !== 'pflash' || loader.readonly === false || loader.stateless === true) return draft
  if (loader.format !== undefined && loader.format !== 'raw') return draft
  if (hasVarstores(libvirt) && nvram?.templateFormat !== undefined && nvram.templateFormat !== 'raw') return draft
  const path = loader.path
  const pair = firmwarePairs.find((one) => files.realPath(one.loader) === files.realPath(path))
  if (!pair || (hasVarstores(libvirt) && nvram?.template !== undefined && nvram.template !== pair.template)) return draft
  draft.loader = { ...loader, readonly: true, format: 'raw' }
  draft.nvram = {
    ...(nvram ?? noNvram),
    template: nvram?.template ?? pair.template,
    templateFormat: nvram?.templateFormat ?? 'raw',
  }
  return draft
}

/** A file that nobody knows is taken for a raw one. */
function withFormat(draft: Draft, { libvirt }: FirmwareRequest): Draft {
  if (draft.loader) draft.loader = { ...draft.loader, format: draft.loader.format ?? 'raw' }
  const { nvram, loader } = draft
  if (hasVarstores(libvirt) && nvram?.template !== undefined && nvram.templateFormat === undefined) {
    draft.nvram = { ...nvram, templateFormat: loader?.format }
  }
  return draft
}

/** Gives the variables a place (qemuFirmwareEnsureNVRAM). */
function withVariables(draft: Draft, { name, abiUpdate, libvirt }: FirmwareRequest): Draft {
  const { loader, nvram } = draft
  if (draft.varstore) {
    if (loader?.type === 'pflash') return draft
    draft.varstore = { ...draft.varstore, path: draft.varstore.path ?? `${systemFolder}/varstore/${name}.json` }
    return draft
  }
  if (loader?.type !== 'pflash' || loader.readonly !== true || loader.stateless === true) return draft
  if (!isPlaceless(nvram)) {
    const format = nvram?.format ?? (hasVarstores(libvirt) ? nvram?.templateFormat : undefined) ?? loader.format
    if (nvram) draft.nvram = { ...nvram, format }
    return draft
  }
  const wanted = hasVarstores(libvirt) ? nvram?.format : undefined
  const format = wanted ?? nvram?.templateFormat ?? loader.format
  const extension = format === 'qcow2' ? '.qcow2' : format !== 'raw' ? '' : abiUpdate && nvram?.template?.endsWith('.raw') ? '.raw' : '.fd'
  draft.nvram = { ...(nvram ?? noNvram), format, path: `${systemFolder}/nvram/${name}_VARS${extension}` }
  return draft
}
