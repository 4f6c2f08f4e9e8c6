/** The documents that examples stand in: `%` is the place of the fragment. */
export const wrappers = {
  /** The fragment is all there is besides the name. */
  domain: `<domain type='kvm'>
  <name>guest</name>
%
</domain>
`,
  /** A device of a q35 guest. */
  q35: machine('x86_64', 'pc-q35-9.2'),
  /** A device of an i440fx guest. */
  i440fx: machine('x86_64', 'pc-i440fx-9.2'),
  /** A device of an ARM virt guest. */
  virt: machine('aarch64', 'virt-9.2'),
  /** A device of a pSeries guest. */
  pseries: machine('ppc64le', 'pseries-9.2'),
  /** A device of an s390 guest. */
  s390: machine('s390x', 's390-ccw-virtio-9.2'),
} as const

export type WrapperName = keyof typeof wrappers

function machine(arch: string, name: string): string {
  return `<domain type='kvm'>
  <name>guest</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory unit='KiB'>2097152</memory>
  <vcpu placement='static'>2</vcpu>
  <os>
    <type arch='${arch}' machine='${name}'>hvm</type>
  </os>
  <devices>
%
  </devices>
</domain>
`
}

/** A whole document from a fragment: every line of it indented as its place is. */
export function wrap(fragment: string, name: WrapperName | undefined): string {
  if (!name) return fragment.endsWith('\n') ? fragment : `${fragment}\n`
  const indent = name === 'domain' ? '  ' : '    '
  const lines = fragment.replace(/^\n|\n\s*$/g, '').split('\n')
  const common = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length))
  const placed = lines.map((line) => (line.trim() === '' ? '' : indent + line.slice(common))).join('\n')
  return wrappers[name].replace('%', () => placed)
}
