import type { Content, ElementSpec } from '../../src/domain/vocabulary/content.js'
import { vocabulary } from '../../src/domain/vocabulary/index.js'
import { parsePattern } from '../../src/lint/patterns.js'
import type { Rule } from '../../src/rules/rule.js'
import { type FormatPage, PageWriter, row, since, valueWords } from './format-page.js'

const table = vocabulary()
/** The address has a page of its own: nearly every device has one. */
const groups = new Map([['address', 'address.md']])

const diskPage = 'devices/disk.md'

/** docs/format: the reference of the domain format, one page for each element of the domain and each kind of device. */
export function formatPages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = allPages()
  const looked = rules.map((rule) => ({ rule, paths: pathsOf(rule) }))
  const disk = pages.find(({ file }) => file === diskPage)
  // Where data lies is said on the page of disks, also for what else may lie there.
  const writer = disk && new PageWriter(table, disk, { groups, contents: new Map() })
  const diskBlocks = writer?.blocks() ?? []
  const contents = new Map([...(writer?.contents ?? [])].filter(([, link]) => link.startsWith(`${diskPage}#disksource`)))
  const files = pages.map((page): [string, string] => {
    const blocks = page === disk ? diskBlocks : new PageWriter(table, page, { groups, contents }).blocks()
    const up = '../'.repeat(page.file.split('/').length)
    const own = looked.filter(({ paths }) => paths.some((path) => path === page.path || path.startsWith(`${page.path}/`)))
    if (own.length > 0) {
      const lines = own.map(({ rule }) => `- [${rule.id}](${up}rules/${rule.id}.md): ${rule.summary.replace(/[<>*_|]/g, '\\$&')}`)
      blocks.push('## Rules that look here', lines.join('\n'))
    }
    return [`docs/format/${page.file}`, text(blocks)]
  })
  return new Map([['docs/format/README.md', overview(pages)], ...files])
}

function allPages(): FormatPage[] {
  const domain = specsByName(partsOf('domain').flatMap(elementsOf))
  const devices = specsByName(partsOf('devices').flatMap(elementsOf))
  const top = [...domain].filter(([name]) => name !== 'devices')
  return [
    ...[...top].flatMap(([name, specs]) => pageOf(`${name.replace(':', '-')}.md`, `domain/${name}`, specs)),
    ...[...devices].flatMap(([name, specs]) => pageOf(`devices/${name}.md`, `domain/devices/${name}`, specs)),
    { file: 'address.md', path: 'domain/devices/disk/address', specs: addressSpecs(), place: 'In nearly every device' },
  ]
}

/** A page, unless there is no more to say of the element than one line. */
function pageOf(file: string, path: string, specs: readonly ElementSpec[]): FormatPage[] {
  return specs.some(({ content }) => isMore(content)) ? [{ file, path, specs }] : []
}

function isMore({ attributes, children, choices, includes }: Content): boolean {
  return attributes.length + children.length + choices.length + includes.length > 0
}

function addressSpecs(): ElementSpec[] {
  return (table.get('addressChild')?.children ?? []).filter(({ name }) => name === 'address')
}

function partsOf(group: string): Content[] {
  const content = table.get(group)
  return content ? [content, ...content.includes.flatMap(partsOf)] : []
}

/** The children of a content, those of its cases too. */
function elementsOf(content: Content): ElementSpec[] {
  return [...content.children, ...content.choices.flat().flatMap((one) => [one, ...one.includes.flatMap(partsOf)].flatMap(elementsOf))]
}

function specsByName(specs: readonly ElementSpec[]): Map<string, ElementSpec[]> {
  const byName = new Map<string, ElementSpec[]>()
  for (const spec of specs) byName.set(spec.name, [...(byName.get(spec.name) ?? []), spec])
  return byName
}

/** The element paths that a rule looks at. */
function pathsOf({ on = {} }: Rule): string[] {
  return Object.keys(on)
    .flatMap(parsePattern)
    .filter(({ anywhere }) => !anywhere)
    .map(({ steps }) => steps.map(({ name }) => name).join('/'))
}

function overview(pages: readonly FormatPage[]): string {
  const fileOf = new Map(pages.map(({ path, file }) => [path, file]))
  const line = (path: string, [first]: readonly ElementSpec[]): string[] => {
    if (!first) return []
    const file = fileOf.get(path)
    const name = `\`<${first.name}>\``
    const words = first.content.text ? [`Text: ${valueWords(first.content.text)}`] : []
    return [row([`${file ? `[${name}](${file})` : name}${since(first)}`, [...(first.hover ? [first.hover] : []), ...words].join('. ')])]
  }
  const listOf = (group: string, path: string) =>
    [
      '| Element | What it is for |',
      '|---|---|',
      ...[...specsByName(partsOf(group).flatMap(elementsOf))].flatMap(([name, specs]) => line(`${path}/${name}`, specs)),
    ].join('\n')
  const attributes = (table.get('domain')?.attributes ?? []).map((attribute) =>
    row([`\`${attribute.name}\`${attribute.required ? ', required' : ''}`, valueWords(attribute.value), attribute.hover ?? '']),
  )
  return text([
    '# The domain format',
    "What may stand in a definition of a virtual machine, as domlint knows it. The pages are written from the table in `src/domain/vocabulary/`, which is compared with libvirt's own schema. A version is that of the libvirt that brought something; without one it is older than anything in use.",
    'The last column of the tables is about the guest. What it *sees* is hardware, or a number or name that it reads: a change may wake up its drivers, or its licence check. What is *kept* libvirt refuses to change when a guest is migrated, restored, or reverted to a snapshot; elsewhere it changes without a word. Everything else is between libvirt and the host.',
    'libvirt reads the children of an element in any order.',
    '## domain',
    ['| Attribute | Values | What it is for |', '|---|---|---|', ...attributes].join('\n'),
    listOf('domain', 'domain'),
    '## Devices',
    'All of these are in `<devices>`. Nearly every one may have an [`<address>`](address.md).',
    listOf('devices', 'domain/devices'),
  ])
}

function text(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}
