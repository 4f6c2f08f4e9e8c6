import { type DescriptorFile, descriptorFolders } from '../../src/domain/descriptors/descriptor-files.js'
import { type FilledFirmware, type FirmwareOutcome, fillFirmware } from '../../src/domain/descriptors/fill-firmware.js'
import { firmwareRequestOf } from '../../src/domain/descriptors/firmware-request.js'
import {
  firmwareDiscovery,
  type HostDescriptors,
  type HostFiles,
  vhostUserDiscovery,
} from '../../src/domain/descriptors/host-descriptors.js'
import type { Version } from '../../src/domain/facts/target.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

/** A host of which nothing but its descriptors is at hand. */
export const noFiles: HostFiles = { realPath: (path) => path, hasFile: () => undefined }

/** A host with these firmware descriptors. */
export function hostWith(files: readonly DescriptorFile[], host: HostFiles = noFiles): HostDescriptors {
  return {
    firmware: firmwareDiscovery(files, descriptorFolders('firmware', '/home/ada/.config'), host),
    vhostUser: vhostUserDiscovery([], [], host),
    files: host,
  }
}

export interface Firmware {
  readonly machines?: readonly string[]
  readonly arch?: string
  readonly types?: readonly string[]
  readonly features?: readonly string[]
  readonly mapping: object
}

/** A firmware descriptor in the distribution's folder. */
export function firmwareFile(
  name: string,
  { machines = ['pc-q35-*'], arch = 'x86_64', types = ['uefi'], features = [], mapping }: Firmware,
): DescriptorFile {
  const value = { description: name, 'interface-types': types, mapping, targets: [{ architecture: arch, machines }], features, tags: [] }
  return { folder: '/usr/share/qemu/firmware', name, text: JSON.stringify(value) }
}

/** A build with code and variables in two flash files. */
export function split(code: string, vars: string, format = 'raw'): object {
  return { device: 'flash', executable: { filename: code, format }, 'nvram-template': { filename: vars, format } }
}

export function domainOf(text: string): XmlElement {
  const { element } = scan(text).document
  if (!element) throw new Error('no element')
  return element
}

export interface Circumstances {
  readonly machine: string
  readonly arch?: string
  readonly libvirt?: Version
  readonly abiUpdate?: boolean
}

/** What becomes of a definition's firmware. */
export function outcomeOf(text: string, host: HostDescriptors, circumstances: Circumstances): FirmwareOutcome {
  const { machine, arch = 'x86_64', libvirt = [12, 8, 0], abiUpdate = true } = circumstances
  const request = firmwareRequestOf(domainOf(text), (element, name) => element.attr(name), { arch, machine, libvirt, abiUpdate })
  return fillFirmware(request, host)
}

/** What is filled in; undefined when there is no firmware that fits. */
export function fill(text: string, host: HostDescriptors, circumstances: Circumstances): FilledFirmware | undefined {
  const outcome = outcomeOf(text, host, circumstances)
  return outcome.kind === 'filled' ? outcome.filled : undefined
}

const answer = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no')

/** What is filled in, in the words of the XML, one part a line. */
export function inWords(filled: FilledFirmware | undefined): string {
  if (!filled) return 'none'
  const { firmware, features, loader, nvram, varstore, kernel, smm } = filled
  const part = (name: string, attributes: Readonly<Record<string, string | undefined>>, text = '') =>
    [name, ...Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`])), text]
      .filter(Boolean)
      .join(' ')
  return [
    part('os', { firmware, 'secure-boot': answer(features.secureBoot), 'enrolled-keys': answer(features.enrolledKeys) }),
    loader &&
      part(
        'loader',
        {
          readonly: answer(loader.readonly),
          secure: answer(loader.secure),
          type: loader.type,
          stateless: answer(loader.stateless),
          format: loader.format,
        },
        loader.path,
      ),
    nvram &&
      part('nvram', { template: nvram.template, templateFormat: nvram.templateFormat, type: nvram.type, format: nvram.format }, nvram.path),
    varstore && part('varstore', { template: varstore.template, path: varstore.path }),
    kernel && part('kernel', {}, kernel),
    smm !== undefined && part('smm', { state: smm ? 'on' : 'off' }),
  ]
    .filter(Boolean)
    .join('\n')
}
