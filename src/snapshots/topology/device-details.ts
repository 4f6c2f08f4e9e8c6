import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { sizeKiB } from '../../canonical/memory-size.js'
import { table } from '../../domain/table.js'
import { formatKiB } from '../../domain/values/size.js'
import type { Detail } from './topology.js'

/** One thing that is shown of a device beside its name. */
interface DetailRow {
  /** Below the device: `model@type`, `@model`, or `serial` for a text. */
  readonly at: string
  /** What it is about, where the attribute's name does not say it. */
  readonly what?: string
  /** How it is put, with the value for `%`. */
  readonly as?: string
  /** Values that go without saying. */
  readonly unless?: readonly string[]
}

const numaCell: DetailRow = { at: 'target/node', what: 'NUMA cell', as: 'NUMA cell %' }

/** What a guest sees of its devices in a few words, by kind; names, places and the ABI's finer points aside. */
const rows = table<readonly DetailRow[]>({
  disk: [{ at: '@device', unless: ['disk'] }, { at: 'target@bus' }, { at: 'serial', as: 'serial %' }],
  interface: [
    { at: 'model@type', what: 'model' },
    { at: '@type', unless: ['bridge', 'direct', 'ethernet', 'internal', 'network', 'null', 'user', 'vds', 'vhostuser'] },
    { at: 'driver@queues', as: '% queues' },
  ],
  controller: [
    { at: '@model' },
    { at: '@ports', as: '% ports' },
    { at: 'driver@queues', as: '% queues' },
    { at: 'target/busNr', as: 'bus number %' },
    numaCell,
  ],
  hostdev: [{ at: '@type' }, { at: '@model' }],
  video: [{ at: 'model@heads', as: '% heads', unless: ['1'] }],
  sound: [{ at: 'codec@type', what: 'codec' }],
  serial: [{ at: 'target/model@name', what: 'model' }],
  parallel: [],
  console: [{ at: 'target@type' }],
  channel: [{ at: 'target@type', unless: ['virtio'] }],
  input: [{ at: '@bus' }],
  filesystem: [{ at: 'driver@type', what: 'driver' }],
  watchdog: [{ at: '@action' }],
  tpm: [{ at: 'backend@version', as: 'version %' }],
  vsock: [{ at: 'cid@address', what: 'CID', as: 'CID %' }],
  memory: [{ at: 'target/size', what: 'size' }, numaCell],
  shmem: [{ at: 'model@type', what: 'model' }, { at: 'size' }],
  smartcard: [{ at: '@type' }],
  redirdev: [{ at: '@type' }],
  hub: [{ at: '@type' }],
})

const common: readonly DetailRow[] = [
  { at: 'boot@order', what: 'boot order', as: 'boot order %' },
  { at: 'address/zpci@uid', what: 'zPCI', as: 'zPCI uid %' },
]

/** What is to be shown of a device. */
export function deviceDetails(device: CanonicalElement): Detail[] {
  return [...(rows[device.name] ?? []), ...common].flatMap((row) => {
    const detail = detailOf(device, row)
    return detail ? [detail] : []
  })
}

function detailOf(device: CanonicalElement, { at, what, as = '%', unless = [] }: DetailRow): Detail | undefined {
  const [way = '', attribute] = at.split('@')
  const element = way === '' ? device : device.path(way)
  const value = element && (attribute === undefined ? textOf(element) : element.get(attribute))
  if (element === undefined || value === undefined || value === '' || unless.includes(value)) return undefined
  const isWritten = attribute === undefined ? element.source !== undefined : element.source?.attr(attribute) !== undefined
  const name = what ?? attribute ?? way.slice(way.lastIndexOf('/') + 1)
  return { what: name, text: as.replace('%', () => value), isWritten }
}

/** The text of an element, a size for people. */
function textOf(element: CanonicalElement): string {
  const size = element.name === 'size' ? sizeKiB(element) : undefined
  return size === undefined ? element.text.trim() : formatKiB(size)
}
