import { type FilledFirmware, fillFirmware } from '../../domain/descriptors/fill-firmware.js'
import { type FirmwareRequest, firmwareRequestOf } from '../../domain/descriptors/firmware-request.js'
import type { HostDescriptors } from '../../domain/descriptors/host-descriptors.js'
import { compareVersions } from '../../domain/facts/target.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** The firmware that the host offers for what the definition asks for, with all that belongs to it. */
export const firmware: Pass = {
  name: 'choose the firmware',
  mirrors: 'qemu_firmware.c, qemuFirmwareFillDomain and qemuFirmwareEnsureNVRAM; canonical-form 2.2',
  run(domain) {
    const { os, settings, target, machine, arch } = domain
    if (os.get('firmware') === undefined) os.removeAll('firmware')
    const request = firmwareRequestOf(domain.element, (element, name) => element.get(name), {
      arch,
      machine: machine.name,
      libvirt: target.libvirt,
      abiUpdate: settings.abiUpdate,
    })
    const host = settings.descriptors?.()
    if (!host && dependsOnHost(request)) {
      const what =
        request.firmware === undefined
          ? "what belongs to the firmware: it is in the host's descriptors of it"
          : 'the firmware: it is chosen among those of the host'
      domain.unknown(what, os)
      // Whichever it is: a loader is secure only with firmware that requires SMM (qemuFirmwareEnableFeaturesModern). Older ones write nothing down.
      const isWritten = compareVersions(target.libvirt, [9, 2, 0]) >= 0
      if (isWritten && domain.isX86 && request.firmware === 'efi' && request.loader?.secure)
        domain.element.ensure('features').ensure('smm').set('state', 'on')
      return
    }
    const outcome = fillFirmware(request, host ?? noDescriptors)
    if (outcome.kind === 'filled') write(domain, outcome.filled)
    // Where the host has none, an existing guest keeps to what was chosen before libvirt 9.2.
    else if (!settings.abiUpdate) os.child('loader')?.setDefault('format', 'raw')
  },
}

/** A ROM that is named needs nothing of the host. */
function dependsOnHost({ firmware, loader }: FirmwareRequest): boolean {
  return firmware !== undefined || loader?.type === 'pflash'
}

const none = { usable: [], broken: [], masked: [], idle: [] }
const noDescriptors: HostDescriptors = {
  firmware: none,
  vhostUser: none,
  files: { realPath: (path) => path, hasFile: () => undefined },
}

function write({ os, element }: WorkingDomain, { firmware, features, loader, nvram, varstore, kernel, smm }: FilledFirmware): void {
  os.set('firmware', firmware)
  writeFeature(os, 'enrolled-keys', features.enrolledKeys)
  writeFeature(os, 'secure-boot', features.secureBoot)
  if (loader) {
    const { path = '', type, format } = loader
    const answers = { readonly: word(loader.readonly), secure: word(loader.secure), stateless: word(loader.stateless) }
    writeAttributes(os.ensure('loader'), { ...answers, type, format }).text = path
  }
  if (nvram) {
    const { template, templateFormat, type, format, path = '' } = nvram
    writeAttributes(os.ensure('nvram'), { template, templateFormat, type, format }).text = path
  } else os.removeAll('nvram')
  if (varstore) writeAttributes(os.ensure('varstore'), { template: varstore.template, path: varstore.path })
  if (kernel !== undefined) os.ensure('kernel').text = kernel
  if (smm) element.ensure('features').ensure('smm').set('state', 'on')
}

function writeFeature(os: CanonicalElement, name: string, enabled: boolean | undefined): void {
  const list = os.child('firmware')
  const known = list?.elements('feature').find((feature) => feature.get('name') === name)
  if (enabled === undefined) list?.remove(known)
  else if (known) known.set('enabled', word(enabled))
  else os.ensure('firmware').append(CanonicalElement.create('feature', { attributes: { enabled: word(enabled), name } }))
}

function word(answer: boolean | undefined): string | undefined {
  return answer === undefined ? undefined : answer ? 'yes' : 'no'
}

function writeAttributes(element: CanonicalElement, attributes: Readonly<Record<string, string | undefined>>): CanonicalElement {
  for (const [name, value] of Object.entries(attributes)) element.set(name, value)
  return element
}
