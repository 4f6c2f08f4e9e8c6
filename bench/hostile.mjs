// Texts made to be slow: each must be read in time linear in its length.
const inside = (body) => `<domain type='kvm'><name>a</name>${body}</domain>`
const times = (count, one) => Array.from({ length: count }, (_, n) => one(n)).join('')
const devices = (one) => inside(`<devices>${times(20_000, one)}</devices>`)

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
  '25,000 disks beside the devices': inside('<disk/>'.repeat(25_000)),
  '25,000 names': inside('<name>b</name>'.repeat(25_000)),
  '25,000 elements that nobody knows': inside(times(25_000, (n) => `<x${n}/>`)),
  'metadata 990 deep, a namespace each': inside(
    `<metadata>${times(990, (n) => `<a xmlns:n${n}='urn:${n}'>`)}${'</a>'.repeat(990)}</metadata>`,
  ),
  '20,000 namespaces on the domain': `<domain type='kvm' ${times(20_000, (n) => `xmlns:n${n}='urn:${n}'`)}>${times(20_000, (n) => `<n${n}:x/>`)}</domain>`,
  'a backing chain 900 deep': inside(
    `<devices><disk type='file'>${"<backingStore type='file'><source file='/b'/>".repeat(900)}${'</backingStore>'.repeat(900)}</disk></devices>`,
  ),
  '20,000 directives': devices(() => '<!-- domlint-disable-next-line schema/no-unknown-element: reason -->\n<disk/>'),
  '20,000 directives that never end': devices(() => '<!-- domlint-disable schema/no-unknown-element: reason -->\n<disk/>'),
  'a directive with 500,000 spaces': inside(
    `<!-- domlint-disable a: ${' '.repeat(500_000)}b --><!-- domlint-disable${' '.repeat(500_000)}! -->`,
  ),
  '100,000 comments': inside('<!-- c -->'.repeat(100_000)),
  '200,000 texts in one element': inside(`<description>${'x<!---->'.repeat(200_000)}</description>`),
  'attribute values of 1 MB': inside(
    `<vcpu cpuset='${'1,'.repeat(500_000)}'>4</vcpu><devices><disk type='${'file'.repeat(250_000)}'><target dev='vd${'a'.repeat(1_000_000)}'/></disk></devices>`,
  ),
  '20,000 NUMA cells': inside(`<cpu><numa>${times(20_000, (n) => `<cell id='${n}' cpus='${n}' memory='1024'/>`)}</numa></cpu>`),
  '20,000 timers': inside(`<clock offset='utc'>${"<timer name='rtc'/>".repeat(20_000)}</clock>`),
  '20,000 security labels': inside(times(20_000, (n) => `<seclabel type='dynamic' model='m${n}'/>`)),
  '20,000 expressions of a template': devices((n) => `<disk type='{{ type${n} }}'><target dev='vd${n}'/></disk>`),
  '20,000 file systems': devices((n) => `<filesystem type='mount'><source dir='/a${n}'/><target dir='t${n}'/></filesystem>`),
  '20,000 USB controllers': devices((n) => `<controller type='usb' index='${n}' model='ich9-ehci1'/>`),
  '20,000 root ports': devices((n) => `<controller type='pci' index='${n + 1}' model='pcie-root-port'/>`),
  '20,000 audio backends': devices((n) => `<audio id='${n + 1}' type='none'/>`),
  '20,000 interfaces': devices(
    (n) => `<interface type='network'><mac address='52:54:00:00:00:${n % 99}'/><source network='a'/></interface>`,
  ),
}
