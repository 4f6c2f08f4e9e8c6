import { describe, expect, test } from 'vitest'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'
import { folderWith, run } from './run.js'
import { mainframe, smallPc, workstation, workstationLater } from './topology-guests.js'

async function drawn(format: string, ...texts: readonly string[]): Promise<string> {
  const cwd = folderWith(Object.fromEntries(texts.map((text, index) => [`${index}.xml`, text])))
  const { status, stdout } = await run(['topology', '--format', format, ...texts.map((_, index) => `${index}.xml`)], { cwd })
  expect(status).toBe(0)
  return stdout
}

/** Names that mean something to a terminal, to HTML, to Markdown or to Mermaid. */
const hostileNames = [
  '\u009b31m and \u202e',
  '<img src="x" onerror="y"/>&amp;',
  '"]:::added',
  '%%{init: {"theme": "dark"}}%%',
  '1. one `two` **three** [four](five) $$six$$ \\n seven',
  'style x:#35; classDef y:#quot;',
  'ﬂ°°35¶ß',
]

const hostile = (name: string): string => {
  const text = name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
  return smallPc
    .replace('<name>till</name>', () => `<name>${text}</name>`)
    .replace("dev='hda'", () => `dev="${text}"`)
    .replace("type='e1000'", () => `type="${text}"`)
}

/** What Mermaid shows for a label. */
const decoded = (label: string): string => label.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))

/** All that a chart of ours may consist of: a label holds nothing that could end it or mean something to Mermaid. */
const chartLine =
  /^(?:flowchart LR| {2}n\d+(?:\(\["[^"`<>{}[\]|\\%$*_~]*(?:<br\/>[^"`<>{}[\]|\\%$*_~]*)*"\]\)|\["[^"`<>{}[\]|\\%$*_~]*(?:<br\/>[^"`<>{}[\]|\\%$*_~]*)*"\])| {2}n\d+ --- n\d+| {2}classDef [a-z]+ [\w#:, -]+| {2}class n\d+(?:,n\d+)* [a-z]+)$/

const labels = (chart: string): string[] => [...chart.matchAll(/"([^"]*)"/g)].map(([, label]) => decoded(label ?? ''))

describe('as a Mermaid flowchart', () => {
  test('each part is a node, below the node that it belongs to', async () => {
    const chart = await drawn('mermaid', mainframe)
    expect(
      chart
        .trimEnd()
        .split('\n')
        .filter((line) => !chartLine.test(line)),
    ).toEqual([])
    const nodes = new Map([...chart.matchAll(/^ {2}(n\d+)\W.*?"([^"]*)"/gm)].map(([, id, label]) => [id, decoded(label ?? '')]))
    const edges = [...chart.matchAll(/^ {2}(n\d+) --- (n\d+)$/gm)].map(([, from, to]) => `${nodes.get(from)} / ${nodes.get(to)}`)
    expect(edges).toContain('fe.0.0001* controller scsi 0<br/>virtio-scsi / 0:0:0* disk sda<br/>scsi')
    expect(edges).toContain('domain ledger<br/>s390-ccw-virtio-9.2, s390x, qemu / channel subsystem')
    expect(edges).toHaveLength(nodes.size - 2)
  })

  test('the fates of two machines are classes, and signs in the labels', async () => {
    const chart = await drawn('mermaid', workstation, workstationLater)
    const [, id] = /^ {2}(n\d+)\["#45; 0:0:1#42; disk sdb<br\/>scsi"\]$/m.exec(chart) ?? []
    expect(id).toBeDefined()
    expect(chart).toMatch(new RegExp(`^ {2}class (?:n\\d+,)*${id}(?:,n\\d+)* removed$`, 'm'))
    expect(labels(chart)).toContain('~ 00.0* interface 52:54:00:11:22:34<br/>igb<br/>was e1000e')
    expect(chart).toMatch(/^ {2}classDef added fill:#[\da-f]{6},/m)
  })

  test.each(hostileNames)('a name is text and nothing else: %j', async (name) => {
    const chart = await drawn('mermaid', hostile(name))
    expect(
      chart
        .trimEnd()
        .split('\n')
        .filter((line) => !chartLine.test(line)),
    ).toEqual([])
    // Mermaid takes the semicolon from what looks like a colour behind these words.
    expect(chart).not.toMatch(/"[^"]*(?:style|classDef)[^"]*"/)
    expect(chart).not.toMatch(/(?:"|<br\/>)(?:[-+]|\d+[.)]) /)
    expect(labels(chart).some((label) => label.includes(name.replace('\u009b', '\\u009b').replace('\u202e', '\\u202e')))).toBe(true)
  })
})

const everyElement = (element: XmlElement): XmlElement[] => [element, ...element.elements().flatMap(everyElement)]

function picture(svg: string): XmlElement[] {
  const { document, faults } = scan(svg)
  expect(faults).toEqual([])
  return document.element ? everyElement(document.element) : []
}

const textsOf = (elements: readonly XmlElement[]): string[] =>
  elements
    .filter(({ name }) => name === 'text')
    .map(
      (text) =>
        text
          .elements()
          .map((span) => span.text)
          .join(' ') || text.text,
    )

describe('as an SVG picture', () => {
  test('it needs nothing else: text that can be selected, one style for light and dark, no scripts and no links', async () => {
    const svg = await drawn('svg', workstation)
    const elements = picture(svg)
    expect([...new Set(elements.map(({ name }) => name))].sort()).toEqual(['path', 'rect', 'style', 'svg', 'text', 'title', 'tspan'])
    expect(textsOf(elements)).toContain('00.0* disk vda virtio, serial SYSTEM01, boot order 1')
    expect(svg).toContain('@media (prefers-color-scheme:dark)')
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|@import/)
    expect(elements.every((element) => element.attributeList.every(({ name }) => !name.startsWith('on')))).toBe(true)
  })

  test('what changed has a colour and a sign', async () => {
    const elements = picture(await drawn('svg', workstation, workstationLater))
    const signs = elements.filter(({ name }) => name === 'text').map((text) => [text.attr('class'), text.text])
    expect(signs).toContainEqual(['added', '+'])
    expect(signs).toContainEqual(['removed', '-'])
    expect(signs).toContainEqual(['changed', '~'])
    const grounds = elements.filter(({ name }) => name === 'rect').map((rect) => rect.attr('class'))
    expect(grounds).toEqual(expect.arrayContaining(['row-added', 'row-removed', 'row-changed']))
  })

  test('everything is inside of the picture', async () => {
    const elements = picture(await drawn('svg', workstation, workstationLater))
    const [root] = elements
    for (const rect of elements.filter(({ name }) => name === 'rect').slice(1)) {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(rect.attr(name)))
      expect(x! + width!).toBeLessThanOrEqual(Number(root?.attr('width')))
      expect(y! + height!).toBeLessThanOrEqual(Number(root?.attr('height')))
    }
  })

  test.each(hostileNames)('a name is text and nothing else: %j', async (name) => {
    const svg = await drawn('svg', hostile(name))
    const elements = picture(svg)
    expect(elements.map((element) => element.name)).toEqual(picture(await drawn('svg', hostile('plain'))).map((element) => element.name))
    expect(svg).not.toMatch(/[\u009b\u202e]/)
  })

  test('a name that is too long is cut, and whole in the tooltip', async () => {
    const long = 'x'.repeat(500)
    const svg = await drawn('svg', smallPc.replace("dev='hda'", `dev='${long}'`))
    const [root] = picture(svg)
    expect(Number(root?.attr('width'))).toBeLessThan(2000)
    expect(svg).toContain(`<title>disk ${long} ide</title>`)
  })
})

test('as JSON, with all that is known', async () => {
  const [machine] = JSON.parse(await drawn('json', smallPc))
  const bus = machine.children.find(({ name }: { name: string }) => name === 'controller pci 0')
  const ide = bus.children.find(({ name }: { name: string }) => name === 'controller ide 0')
  expect(bus).toMatchObject({ kind: 'device', element: 'controller', origin: 'libvirt', free: 'slots 04-1f' })
  expect(ide.children[0]).toEqual({
    kind: 'device',
    element: 'disk',
    name: 'disk hda',
    origin: 'text',
    line: 9,
    place: '0.0',
    placeIsWritten: false,
    details: [{ what: 'bus', text: 'ide', isWritten: true }],
    children: [],
  })
})

test('as JSON, the fates and changes of two machines', async () => {
  const [machine] = JSON.parse(await drawn('json', workstation, workstationLater))
  const memory = machine.children.find(({ name }: { name: string }) => name === 'memory')
  expect(memory).toMatchObject({ change: 'changed', changes: [{ what: 'size', before: '40 GiB', after: '48 GiB' }] })
  expect(memory.children.map(({ change }: { change: string }) => change)).toEqual(['same', 'added'])
})

test.each(['text', 'mermaid', 'svg', 'json'])('thousands of devices are drawn, each of them: %s', async (format) => {
  const disks = Array.from(
    { length: 5000 },
    (_, index) =>
      `<disk type='file' device='disk'><target dev='d${index}d' bus='scsi'/><address type='drive' controller='0' bus='0' target='${index >> 8}' unit='${index & 255}'/></disk>`,
  )
  const text = await drawn(
    format,
    smallPc.replace('<memballoon', `<controller type='scsi' index='0' model='virtio-scsi'/>${disks.join('')}<memballoon`),
  )
  expect(text.match(/disk d\d+d/g)).toHaveLength(5000)
})
