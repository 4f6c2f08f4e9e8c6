import { describe, expect, it } from 'vitest'
import { firmwareDiscovery, type HostDescriptors, vhostUserDiscovery } from '../../src/domain/descriptors/host-descriptors.js'
import { canonicalText, printed } from './printed.js'

const folder = '/usr/share/qemu/firmware'
const files = { realPath: (path: string) => path, hasFile: () => undefined }

/** A host with one firmware, for secure boot. */
const descriptors = (): HostDescriptors => {
  const image = (filename: string) => ({ filename, format: 'raw' })
  const text = JSON.stringify({
    'interface-types': ['uefi'],
    mapping: { device: 'flash', executable: image('/fw/code.fd'), 'nvram-template': image('/fw/vars.fd') },
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features: ['secure-boot', 'requires-smm'],
  })
  return {
    firmware: firmwareDiscovery([{ folder, name: '50.json', text }], [folder], files),
    vhostUser: vhostUserDiscovery([], [], files),
    files,
  }
}

const osOf = (os: string, osAttributes = '', abiUpdate = true) =>
  printed('os', '<features><acpi/></features>', '', { os, osAttributes, abiUpdate, descriptors }).slice(2, -2)

describe('firmware', () => {
  it('is chosen with all that belongs to it', () => {
    const guest = { osAttributes: " firmware='efi'", descriptors }
    expect(osOf('', " firmware='efi'")).toEqual([
      '<firmware>',
      "<feature enabled='no' name='enrolled-keys'/>",
      "<feature enabled='yes' name='secure-boot'/>",
      '</firmware>',
      "<loader readonly='yes' secure='yes' type='pflash' format='raw'>/fw/code.fd</loader>",
      "<nvram template='/fw/vars.fd' templateFormat='raw' format='raw'>/var/lib/libvirt/qemu/nvram/g_VARS.fd</nvram>",
    ])
    expect(printed('smm', '', '', guest)).toEqual(["<smm state='on'/>"])
  })

  it('of a loader without a type is a raw ROM', () => {
    expect(osOf('<loader>/x.bin</loader>')).toEqual(["<loader type='rom' format='raw'>/x.bin</loader>"])
  })

  it('that nobody knows is a raw image', () => {
    expect(osOf("<loader readonly='yes' type='pflash'>/x.fd</loader><nvram>/v.fd</nvram>")).toEqual([
      "<loader readonly='yes' type='pflash' format='raw'>/x.fd</loader>",
      "<nvram format='raw'>/v.fd</nvram>",
    ])
  })

  it('that the host does not have stays as it is, with its image raw in a stored definition', () => {
    const os = "<loader readonly='yes' type='pflash'>/other.fd</loader>"
    expect(osOf(os, " firmware='efi'")).toEqual([os])
    expect(osOf(os, " firmware='efi'", false)).toEqual(["<loader readonly='yes' type='pflash' format='raw'>/other.fd</loader>"])
  })

  it('is unknown without the descriptors of a host, unless it is a ROM', () => {
    const unknown = 'the firmware: it is chosen among those of the host'
    expect(canonicalText('', '', { osAttributes: " firmware='efi'" }).unknowns).toContain(unknown)
    expect(canonicalText('', '', { os: "<loader type='rom'>/x</loader>" }).unknowns).not.toContain(unknown)
    expect(printed('os', '', '', { osAttributes: " firmware='efi'" })[0]).toBe("<os firmware='efi'>")
    expect(printed('loader', '', '', { osAttributes: " firmware='efi'" })).toEqual([])
  })
})
