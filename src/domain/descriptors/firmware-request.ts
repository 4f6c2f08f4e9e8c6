import { compareVersions, type Version } from '../facts/target.js'

/** What a definition says about its firmware, and all else that libvirt looks at when it chooses one. */
export interface FirmwareRequest {
  /** The guest's name: the file of its variables is called after it. */
  readonly name: string
  readonly arch: string
  /** The machine type without alias: descriptors list patterns such as `pc-q35-*`. */
  readonly machine: string
  /** `<os firmware=>`. */
  readonly firmware: 'bios' | 'efi' | undefined
  readonly features: FirmwareFeatures
  /** `<loader>`; absent where there is none. */
  readonly loader: LoaderRequest | undefined
  /** `<nvram>`; absent where there is none. */
  readonly nvram: NvramRequest | undefined
  /** `<varstore>`; absent where there is none. */
  readonly varstore: VarstoreRequest | undefined
  readonly kernel: string | undefined
  /** `<features><smm>`; absent where nothing is said. */
  readonly smm: boolean | undefined
  readonly suspendToMemory: boolean
  readonly suspendToDisk: boolean
  readonly launchSecurity: { readonly type: string; readonly policy: number } | undefined
  readonly libvirt: Version
  /** libvirt's ABI_UPDATE parse flag: a new guest is being defined, not an existing one reloaded. */
  readonly abiUpdate: boolean
}

/** Whether features are wanted (true), refused (false), or left to libvirt. */
export interface FirmwareFeatures {
  readonly enrolledKeys: boolean | undefined
  readonly secureBoot: boolean | undefined
}

export interface LoaderRequest {
  readonly path: string | undefined
  readonly type: string | undefined
  readonly readonly: boolean | undefined
  readonly secure: boolean | undefined
  readonly stateless: boolean | undefined
  readonly format: string | undefined
}

export interface NvramRequest {
  readonly template: string | undefined
  readonly templateFormat: string | undefined
  /** The file that the element's own text names. */
  readonly path: string | undefined
  /** `type=`, with a `<source>` below. */
  readonly type: string | undefined
  readonly format: string | undefined
}

export interface VarstoreRequest {
  readonly template: string | undefined
  readonly path: string | undefined
}

/** A loader of which nothing is said. */
export const noLoader: LoaderRequest = {
  path: undefined,
  type: undefined,
  readonly: undefined,
  secure: undefined,
  stateless: undefined,
  format: undefined,
}

/** Variables of which nothing is said. */
export const noNvram: NvramRequest = { template: undefined, templateFormat: undefined, path: undefined, type: undefined, format: undefined }

/** What a request is read from: an element as the file has it, or one of a working copy. */
interface ReadableElement<Self> {
  readonly text: string
  child(name: string): Self | undefined
  elements(name: string): readonly Self[]
}

/** What the definition itself does not say. */
export interface RequestSettings {
  readonly arch: string
  readonly machine: string
  readonly libvirt: Version
  readonly abiUpdate: boolean
}

/**
 * Reads what a definition asks for (libvirt 11.3, domain_conf.c, virDomainLoaderDefParseXML).
 * @param domain the `<domain>`
 * @param attribute gives an attribute of an element
 */
export function firmwareRequestOf<Element extends ReadableElement<Element>>(
  domain: Element,
  attribute: (element: Element, name: string) => string | undefined,
  { arch, machine, libvirt, abiUpdate }: RequestSettings,
): FirmwareRequest {
  const os = domain.child('os')
  const loader = os?.child('loader')
  const nvram = os?.child('nvram')
  const varstore = os?.child('varstore')
  const pm = domain.child('pm')
  const security = domain.child('launchSecurity')
  const smm = domain.child('features')?.child('smm')
  const written = os && attribute(os, 'firmware')
  const firmware = written === 'bios' || written === 'efi' ? written : undefined
  const word = (element: Element | undefined, name: string) => (element && attribute(element, name)) || undefined
  const answer = (element: Element | undefined, name: string) => {
    const value = word(element, name)
    return value === 'yes' ? true : value === 'no' ? false : undefined
  }
  const wanted = (name: string) =>
    // Without firmware=, only a new definition is refused for its features: that of an existing guest is read without them.
    firmware === undefined
      ? undefined
      : answer(
          os
            ?.child('firmware')
            ?.elements('feature')
            .find((feature) => attribute(feature, 'name') === name),
          'enabled',
        )
  return {
    name: domain.child('name')?.text ?? '',
    arch,
    machine,
    firmware,
    features: { enrolledKeys: wanted('enrolled-keys'), secureBoot: wanted('secure-boot') },
    loader: loader && {
      path: loader.text.trim() || undefined,
      type: word(loader, 'type'),
      readonly: answer(loader, 'readonly'),
      secure: answer(loader, 'secure'),
      stateless: answer(loader, 'stateless'),
      format: word(loader, 'format'),
    },
    nvram: nvram && {
      template: word(nvram, 'template'),
      templateFormat: word(nvram, 'templateFormat'),
      path: word(nvram, 'type') === undefined ? nvram.text.trim() || undefined : undefined,
      type: word(nvram, 'type'),
      format: word(nvram, 'format'),
    },
    varstore: varstore && { template: word(varstore, 'template'), path: word(varstore, 'path') },
    kernel: os?.child('kernel')?.text.trim() || undefined,
    smm: smm && attribute(smm, 'state') !== 'off',
    suspendToMemory: answer(pm?.child('suspend-to-mem'), 'enabled') === true,
    suspendToDisk: answer(pm?.child('suspend-to-disk'), 'enabled') === true,
    launchSecurity: security && {
      type: attribute(security, 'type') ?? '',
      policy: Number(security.child('policy')?.text.trim() || 0) || 0,
    },
    libvirt,
    abiUpdate,
  }
}

/** Whether the variables are kept in something that libvirt can make: not behind a network. */
export function isLocal(nvram: NvramRequest | undefined): boolean {
  return nvram?.type !== 'network'
}

/** Whether it names no place for the variables. */
export function isPlaceless(nvram: NvramRequest | undefined): boolean {
  return nvram === undefined || (nvram.path === undefined && nvram.type === undefined)
}

/** Whether it is the libvirt that knows `<varstore>`, and looks at the variables more closely when it chooses (11.3 does not, 12.8 does). */
export function hasVarstores(libvirt: Version): boolean {
  return compareVersions(libvirt, [12, 1, 0]) >= 0
}
