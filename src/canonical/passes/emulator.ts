import { emulatorOf } from '../../domain/facts/emulators.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Guests run by QEMU's program for their architecture. */
export const emulator: Pass = {
  name: 'find the emulator',
  mirrors: 'qemu_postparse.c, qemuDomainDefPostParseBasic; qemu_capabilities.c, virQEMUCapsFindBinaryForArch; canonical-form 2.2',
  run(domain) {
    const written = domain.devicesElement.child('emulator')
    if (written?.text) return
    const path = defaultEmulator(domain)
    if (written) written.text = path
    else domain.addDevice(CanonicalElement.create('emulator', { text: path }))
  },
}

function defaultEmulator({ arch, target, settings, type }: WorkingDomain): string {
  const told = target.host?.emulators.find((one) => one.arch === arch && (type === '' || one.domainTypes.includes(type)))
  if (told) return told.path
  // A 64-bit ARM host runs 32-bit guests in its own emulator.
  const program = arch === 'armv7l' && settings.hostArch === 'aarch64' ? 'aarch64' : arch
  return emulatorOf(target.distribution?.family ?? 'debian', program)
}
