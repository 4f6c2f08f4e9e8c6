// Texts made to be slow: each must be read in time linear in its length.
const inside = (body) => `<domain type='kvm'><name>a</name>${body}</domain>`

export const hostile = {
  '200,000 attributes on one element': inside(`<a ${Array.from({ length: 200_000 }, (_, n) => `a${n}='v'`).join(' ')}/>`),
  '200,000 times the same attribute': inside(`<a ${"a='v' ".repeat(200_000)}/>`),
  'depth 10,000': `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`,
  'a flood of <': inside('<'.repeat(2_000_000)),
  'a flood of &': inside('&'.repeat(2_000_000)),
  'quotes that never close': inside("<a b='".repeat(300_000)),
  'comments that never close': inside('<!--'.repeat(500_000)),
  'a document type that never closes': `<!DOCTYPE a [${'<!-- '.repeat(300_000)}`,
  'close tags of nothing': inside('</x>'.repeat(500_000)),
  '5,000 disks': inside(
    `<devices>${Array.from({ length: 5000 }, (_, n) => `<disk type='file'><source file='/d/${n}'/><target dev='vd${n}' bus='virtio'/></disk>`).join('')}</devices>`,
  ),
  '20,000 times the same PCI address': inside(
    `<devices>${"<interface type='user'><address type='pci' domain='0' bus='0' slot='3' function='0'/></interface>".repeat(20_000)}</devices>`,
  ),
  '20,000 host devices': inside(
    `<devices>${Array.from({ length: 20_000 }, (_, n) => `<hostdev mode='subsystem' type='usb'><source><address bus='1' device='${n + 1}'/></source></hostdev>`).join('')}</devices>`,
  ),
  '20,000 memory modules one over the other': inside(
    `<devices>${Array.from({ length: 20_000 }, (_, n) => `<memory model='dimm'><target><size unit='GiB'>1</size></target><address type='dimm' base='0x${(n + 1).toString(16)}00000'/></memory>`).join('')}</devices>`,
  ),
  '20,000 words that libvirt does not know': inside(
    `<devices>${"<disk type='file' device='dusk'><target dev='vda' bus='virtoi'/></disk>".repeat(20_000)}</devices>`,
  ),
  '5 MB of text': inside(`<description>${'x y '.repeat(1_250_000)}</description>`),
}
