import type { FirmwareDescriptor } from './firmware-descriptor.js'
import { type Mismatch, mismatchOf } from './firmware-match.js'
import { type FirmwareRequest, hasVarstores, noLoader } from './firmware-request.js'
import type { FoundDescriptor, HostDescriptors } from './host-descriptors.js'

/** Why the firmware of one descriptor is not taken. */
export interface FirmwareReason extends Mismatch {
  readonly path: string
}

/** The firmware that libvirt takes, or why it takes none of those there are. */
export type FirmwareSelection =
  | { readonly chosen: FoundDescriptor<FirmwareDescriptor>; readonly reasons?: undefined }
  | {
      readonly chosen?: undefined
      /** Why each descriptor does not do. */
      readonly reasons: readonly FirmwareReason[]
    }

/** Takes the first firmware, in the order of the file names, that does all that a definition asks for. */
export function selectFirmware(written: FirmwareRequest, { firmware, files }: HostDescriptors): FirmwareSelection {
  const request = withDefaults(written)
  const reasons: FirmwareReason[] = []
  for (const found of firmware.usable) {
    const mismatch = mismatchOf(request, found.descriptor, files)
    if (mismatch === undefined) return { chosen: found }
    reasons.push({ path: found.path, ...mismatch })
  }
  return { reasons }
}

/** The same request with the format that it asks for without writing it. */
export function withDefaults(request: FirmwareRequest): FirmwareRequest {
  if (request.firmware === undefined || request.loader?.format !== undefined) return request
  const isSaid = Object.values(request.loader ?? noLoader).some((value) => value !== undefined)
  // Before libvirt 9.2 only raw images were chosen: an existing guest keeps to that.
  const format = (isSaid ? undefined : formatOfVariables(request)) ?? (request.abiUpdate ? undefined : 'raw')
  return format === undefined ? request : { ...request, loader: { ...(request.loader ?? noLoader), format } }
}

/** Where nothing is said of the loader, `<nvram>` speaks for both (domain_conf.c, virDomainLoaderDefParseXML). */
function formatOfVariables({ nvram, libvirt }: FirmwareRequest): string | undefined {
  return hasVarstores(libvirt) && (nvram?.template !== undefined || nvram?.templateFormat !== undefined)
    ? nvram.templateFormat
    : nvram?.format
}
