/** Image formats by the end of a file name: only names that people give to no other format. `.img` is any format. */
const formatOfExtension: ReadonlyMap<string, string> = new Map([
  ['qcow2', 'qcow2'],
  ['qed', 'qed'],
  ['vmdk', 'vmdk'],
  ['vdi', 'vdi'],
  ['vhd', 'vpc'],
  ['vpc', 'vpc'],
  ['vhdx', 'vhdx'],
  ['raw', 'raw'],
  ['iso', 'raw'],
])

/** The format, as `<driver type>` calls it, that a file's name promises; undefined if it promises none. */
export function formatOfName(path: string): string | undefined {
  const extension = /\.(\w{3,5})$/.exec(path)?.[1]
  return extension === undefined ? undefined : formatOfExtension.get(extension.toLowerCase())
}
