import { parseVersion, type Version } from '../../domain/facts/target.js'
import { parseCondition } from './condition.js'
import type { AttributeLayout, ContentLayout, Occurrence, Part, ValueLayout } from './element-layout.js'
import { isScalarName } from './scalar.js'

/**
 * Reads the notation of the tables. A line is an element, indentation means parent, and the order is libvirt's:
 *
 *     # a comment
 *     group info                        a named part, put in elsewhere with &info
 *     disk type index=uint model        an element with attributes; =uint says how the value is written
 *       path :                          an element with text; `:uint` says how it is written
 *       *host name port=uint!0          `*` each one counts; a port of 0 is not written; several such values: !0|1
 *       ^acpi                           of several the last counts; without a mark the first does
 *       +os                             all of that name count, as if they were one
 *       statistics(11.9.0)              the libvirt that brought it; attributes have the same
 *       transient!                      written even if there is nothing in it, as is an element that holds nothing at all
 *       address bus=hex2?0x00           written as 0x00 where it is absent
 *       fill if domain bus              absent ones are filled in only where one of these is there and is not zero
 *       metadata verbatim               with all that is below it, as it stands
 *       @ name                          more attributes of the parent
 *       &info                           everything of a group; also in a line of attributes
 *       when type=pci|- ../device=disk  what libvirt reads and writes only if all conditions hold (condition.ts)
 *         @ domain
 *       printed type!=none              what libvirt reads always and writes only if the conditions hold
 *       unless !mode                    the element is not written where all these conditions hold
 *       mixed latency bandwidth         children that stay in their order, whichever of these names they have
 *       sort entry by name vendor date  the children in the order of these values; others are unknown. `*`: the alphabet's; without values: of numbers
 *
 * @throws SyntaxError that names the line.
 */
export function parseLayout(text: string): ReadonlyMap<string, ContentLayout> {
  const groups = new Map<string, ContentLayout>()
  const stack: { indent: number; content: ContentLayout }[] = []
  for (const [number, line] of text.split('\n').entries()) {
    const tokens = line.trim().split(/\s+/)
    if (line.trim() === '' || line.trim().startsWith('#')) continue
    const indent = line.length - line.trimStart().length
    while ((stack.at(-1)?.indent ?? -1) >= indent) stack.pop()
    try {
      const content = readLine(tokens, stack.at(-1)?.content, groups)
      if (content) stack.push({ indent, content })
    } catch (error) {
      throw new SyntaxError(`layout line ${number + 1}: ${error instanceof Error ? error.message : error}: ${line.trim()}`)
    }
  }
  return groups
}

function readLine(
  [first = '', ...rest]: readonly string[],
  parent: ContentLayout | undefined,
  groups: Map<string, ContentLayout>,
): ContentLayout | undefined {
  if (first === 'group') {
    const [name = '', ...tokens] = rest
    if (groups.has(name)) throw new SyntaxError('there is a group of this name')
    const content: ContentLayout = { parts: tokens.map(readPart) }
    groups.set(name, content)
    return content
  }
  if (!parent) throw new SyntaxError('this stands outside any group')
  const { parts } = parent
  switch (first) {
    case '@':
      parts.push(...rest.map(readPart))
      return undefined
    case 'when':
    case 'printed': {
      const content: ContentLayout = { parts: [] }
      parts.push({ kind: 'case', conditions: rest.map(parseCondition), content, printed: first === 'printed' })
      return content
    }
    case 'unless':
      parts.push({ kind: 'unless', conditions: rest.map(parseCondition) })
      return undefined
    case 'mixed':
      parts.push({ kind: 'mixed', names: rest })
      return undefined
    case 'fill':
      parts.push({ kind: 'fill', attributes: rest.slice(1) })
      return undefined
    case 'sort': {
      const [child = '', , attribute = '', ...words] = rest
      parts.push({ kind: 'sort', sort: { child, attribute, words } })
      return undefined
    }
  }
  if (first.startsWith('&')) {
    parts.push(readPart(first))
    return undefined
  }
  const [, mark = '', name = '', since, always] = /^([*^+]?)([\w.:-]+)(?:\(([\d.]+)\))?(!?)$/.exec(first) ?? []
  if (!name) throw new SyntaxError('this is no element')
  const verbatim = rest[0] === 'verbatim'
  const content: ContentLayout = { parts: verbatim ? [] : rest.map(readPart) }
  parts.push({
    kind: 'child',
    child: { name, occurrence: occurrences.get(mark) ?? 'first', ...sinceOf(since), evenEmpty: always === '!', verbatim, content },
  })
  return content
}

const occurrences = new Map<string, Occurrence>([
  ['*', 'each'],
  ['^', 'last'],
  ['+', 'together'],
])

function readPart(token: string): Part {
  if (token.startsWith('&')) return { kind: 'group', name: token.slice(1) }
  if (token.startsWith(':')) return { kind: 'text', text: readValue(token.slice(1)) }
  const [, name = '', since, value = ''] = /^([\w.:-]+)(?:\(([\d.]+)\))?((?:[=!?].*)?)$/.exec(token) ?? []
  if (!name) throw new SyntaxError(`'${token}' is no attribute`)
  const [written = '', fallback] = value.split('?')
  const attribute: AttributeLayout = {
    name,
    ...sinceOf(since),
    ...readValue(written.replace(/^=/, '')),
    ...(fallback === undefined ? {} : { fallback }),
  }
  return { kind: 'attribute', attribute }
}

function sinceOf(text: string | undefined): { since?: Version } {
  const since = text === undefined ? undefined : parseVersion(text)
  return since ? { since } : {}
}

function readValue(text: string): ValueLayout {
  const [scalar = '', leftOut] = text.split('!')
  const name = scalar || 'text'
  if (!isScalarName(name)) throw new SyntaxError(`'${name}' is no way to write a value`)
  return { scalar: name, leftOut: leftOut === undefined ? [] : leftOut.split('|') }
}
