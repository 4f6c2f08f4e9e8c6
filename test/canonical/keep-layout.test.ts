import { describe, expect, test } from 'vitest'
import { canonicalize } from '../../src/canonical/canonicalize.js'
import { History } from '../../src/canonical/history.js'
import { keepEdits } from '../../src/canonical/layout/keep-layout.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { applyEdits } from '../../src/xml/edit.js'
import { scan } from '../../src/xml/scan.js'

/** The text with what libvirt fills in at some places, and in whatever is below them. */
function kept(text: string, ...places: readonly string[]): string {
  const { element } = scan(text).document
  if (!element) throw new Error('no element')
  const history = new History()
  const canonical = canonicalize(
    element,
    {
      target: targetFrom('libvirt=11.3.0,qemu=10.0.0'),
      hostArch: 'x86_64',
      abiUpdate: false,
      randomBytes: (count) => new Uint8Array(count).fill(0xab),
    },
    history,
  )
  const { edits } = keepEdits(canonical.element, history, (_, path, attribute) => {
    const place = attribute === undefined ? path : `${path}@${attribute}`
    return places.some((one) => place === one || (place.startsWith(one) && /[/@]/.test(place.charAt(one.length))))
  })
  return applyEdits(text, edits)
}

const head = "<domain type='kvm'><name>g</name><memory>1048576</memory><os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os>"

describe('what is written into a text to make it say what libvirt would fill in', () => {
  test('sets an attribute in the quotes of its neighbours', () => {
    const text = '<domain type="kvm"><name>g</name><vcpu cpuset="0-3">2</vcpu></domain>'
    expect(kept(text, 'domain/vcpu')).toBe(text.replace('"0-3"', '"0-3" placement="static"'))
  })

  test('takes another value for one that libvirt replaces', () => {
    const text = "<domain type='kvm'><name>g</name><os><type arch='x86_64' machine='q35'>hvm</type></os></domain>"
    expect(kept(text, 'domain/os/type')).toBe(text.replace("'q35'", "'pc-q35-10.0'"))
  })

  test('writes into an element that has nothing in it but attributes that libvirt does not know', () => {
    const text = `${head}<devices><emulator type="stubdom"/></devices></domain>`
    const written = kept(text, 'domain/devices/emulator')
    expect(written).toBe(text.replace('/></devices>', '>/usr/bin/qemu-system-x86_64</emulator></devices>'))
    expect(kept(written, 'domain/devices/emulator')).toBe(written)
  })

  test('leaves notations alone that libvirt reads as the same', () => {
    const text = `${head}<devices>
  <disk type="file"  device='disk'><target bus='virtio' dev='vda'/><address bus='00' type="pci" slot='5'  function='0'/></disk>
</devices></domain>`
    expect(kept(text, 'domain/memory', 'domain/devices/disk/target', 'domain/devices/disk/address')).toBe(text)
  })

  test('writes a new element behind the last one of its name, past the comment at the end of its line', () => {
    const text = `${head}
  <devices>
    <controller type='pci' index='0' model='pcie-root'/> <!-- the root -->
    <!-- what is left -->
    <memballoon model='none'/>
  </devices>
</domain>`
    const after = kept(text, 'domain/devices/controller')
    expect(after).toContain(`    <controller type='pci' index='0' model='pcie-root'/> <!-- the root -->
    <controller type='`)
    expect(after).toContain(`/>
    </controller>
    <!-- what is left -->
    <memballoon model='none'/>
  </devices>
</domain>`)
  })

  test('writes one that comes first in front of the others of its name and the comment above them', () => {
    const text = `${head}
  <devices>
    <!-- for the disks -->
    <controller type='sata' index='1'/>
    <disk type='block' device='disk'><source dev='/dev/b'/><target dev='sda' bus='sata'/></disk>
  </devices>
</domain>`
    const after = kept(text, 'domain/devices/controller')
    expect(after.indexOf("<controller type='sata' index='0'")).toBeGreaterThan(0)
    expect(after).toContain("    <!-- for the disks -->\n    <controller type='sata' index='1'>")
  })

  test('fills an empty element at once', () => {
    expect(kept(`${head}<devices/></domain>`, 'domain/devices/input')).toBe(
      `${head}<devices><input type='mouse' bus='ps2'/><input type='keyboard' bus='ps2'/></devices></domain>`,
    )
  })

  test('makes the element around it where there is none', () => {
    expect(kept(`${head}\n</domain>`, 'domain/devices/input', 'domain/devices')).toContain("<input type='mouse' bus='ps2'/>")
  })

  test('gives an empty element that libvirt passed over its content', () => {
    const text = `${head}<uuid/></domain>`
    expect(kept(text, 'domain/uuid')).toBe(text.replace('<uuid/>', '<uuid>abababab-abab-4bab-abab-abababababab</uuid>'))
  })

  test('never removes anything, and touches no element that libvirt does not know', () => {
    const text = `${head}
  <vcpus/>
  <on_reboto  mode = "x" >y</on_reboto>
  <devices><inteface type='network'><!-- ? --></inteface><channel type='unix'><source mode='bind' path='/var/lib/libvirt/qemu/channel/target/domain-1-g/a'/><target type='virtio' name='a'/></channel></devices>
</domain>`
    const after = kept(text, 'domain')
    expect(after).toContain('<on_reboto  mode = "x" >y</on_reboto>')
    expect(after).toContain("<inteface type='network'><!-- ? --></inteface>")
    expect(after).toContain("path='/var/lib/libvirt/qemu/channel/target/domain-1-g/a'/>")
  })

  test('a list in one element is not taken apart', () => {
    const text = `${head}<vcpu placement='static'>4</vcpu><cputune><vcpusched vcpus='0-3' scheduler='fifo' priority='1'/></cputune></domain>`
    expect(kept(text, 'domain/cputune')).toBe(text)
  })

  test('a console that becomes a serial port stays as it is written', () => {
    const text = `${head}
  <devices>
    <console type='pty'/>
  </devices>
</domain>`
    const after = kept(text, 'domain/devices/console', 'domain/devices/serial')
    expect(after).toContain("<serial type='pty'>")
    expect(after.match(/<console /g)).toHaveLength(1)
    expect(after).toContain("<target type='serial' port='0'/>")
  })

  test('keeps the line ends and the indentation of the file', () => {
    const text = `${head}<devices>\r\n\t<disk type='block' device='disk'>\r\n\t\t<source dev='/dev/b'/>\r\n\t\t<target dev='vda' bus='virtio'/>\r\n\t</disk>\r\n</devices></domain>`
    expect(kept(text, 'domain/devices/disk/driver')).toBe(
      text.replace("\t\t<source dev='/dev/b'/>", "\t\t<driver name='qemu' type='raw'/>\r\n\t\t<source dev='/dev/b'/>"),
    )
  })
})
