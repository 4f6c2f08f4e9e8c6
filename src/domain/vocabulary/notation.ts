import { parseVersion } from '../facts/target.js'
import { table } from '../table.js'
import type { AttributeSpec, Cardinality, Content, ElementSpec, Lifetime, ValueChoice, ValueSpec, Vocabulary } from './content.js'

/**
 * Reads the notation of the vocabulary. One line is one element, indentation means parent:
 *
 *     # a comment
 *     group address-pci                      a named part, included elsewhere with &address-pci
 *     disk ?type=file|block ?index=<uint>    a required element with two optional attributes
 *       ?driver name=qemu                    an optional child with a required attribute
 *       *host ?port=<port>|auto              any number of children; `+` at least one
 *       ?serial :<text>                      an element with text; `:?<uuid>` text that may be empty
 *       @ ?sgio=filtered(1.0.2)|unfiltered   more attributes of the parent, here with a hover sentence  -- Which SCSI commands pass
 *       &address-pci                         everything of a group
 *       case type=network                    one of several cases must hold; its lines count only there  -- An image on network storage
 *         source name=<text>
 *       case ?type=file
 *         ?source file=<path>
 *       choice                               a second, independent set of cases
 *         case ...
 *       ordered vendor product               children that the schema wants in this order
 *       any                                  elements and attributes of any name
 *
 * `(1.2.3)` behind a word, a value, or a name is the libvirt version that brought it, `(-7.0.0)` the one without it,
 * `(1.2.3-7.0.0)` both. Bare words are values as written; `<uint>` is a data type, `<0..31>` a range of whole numbers.
 *
 * @throws SyntaxError that names the line.
 */
export function parseVocabulary(text: string): Vocabulary {
  const groups = new Map<string, MutableContent>()
  const stack: Frame[] = []
  for (const [number, raw] of text.split('\n').entries()) {
    const { line, hover } = splitHover(raw)
    if (line.trim() === '') continue
    const indent = line.length - line.trimStart().length
    while (stack.length > 0 && (stack.at(-1)?.indent ?? 0) >= indent) stack.pop()
    const parent = stack.at(-1)
    const tokens = line.trim().split(/\s+/)
    try {
      const content = readLine(tokens, hover, parent, groups)
      if (content) stack.push({ indent, ...content })
    } catch (error) {
      throw new SyntaxError(`vocabulary line ${number + 1}: ${error instanceof Error ? error.message : error}: ${line.trim()}`)
    }
  }
  return groups
}

interface MutableContent extends Content {
  readonly attributes: AttributeSpec[]
  readonly children: ElementSpec[]
  text?: ValueSpec
  textOptional?: boolean
  any?: boolean
  readonly choices: MutableContent[][]
  readonly includes: string[]
  readonly ordered: string[][]
}

interface Frame {
  readonly indent: number
  readonly content: MutableContent
  /** Set for the lines of a `choice`: only cases may stand there. */
  readonly choice?: MutableContent[]
  /** The set that bare `case` lines of this content belong to. */
  bareChoice?: MutableContent[]
}

function newContent(): MutableContent {
  return { attributes: [], children: [], choices: [], includes: [], ordered: [] }
}

function splitHover(raw: string): { line: string; hover: string | undefined } {
  const uncommented = /^\s*#/.test(raw) ? '' : raw
  const at = uncommented.search(/\s--\s/)
  return at === -1
    ? { line: uncommented.trimEnd(), hover: undefined }
    : { line: uncommented.slice(0, at).trimEnd(), hover: uncommented.slice(at + 4).trim() }
}

function readLine(
  tokens: readonly string[],
  hover: string | undefined,
  parent: Frame | undefined,
  groups: Map<string, MutableContent>,
): Omit<Frame, 'indent'> | undefined {
  const [first = '', ...rest] = tokens
  if (first === 'group') {
    const content = newContent()
    const [name, ...attributes] = rest
    if (!name || groups.has(name)) throw new SyntaxError('a group needs a name of its own')
    groups.set(name, content)
    addTokens(content, attributes)
    return { content }
  }
  if (!parent) throw new SyntaxError('this stands outside any group')
  const { content, choice } = parent
  if (first === 'case') {
    const target = choice ?? bareChoiceOf(parent)
    const inner = newContent()
    target.push(inner)
    addTokens(inner, rest)
    const [discriminator] = inner.attributes
    if (discriminator && hover) inner.attributes[0] = { ...discriminator, hover }
    return { content: inner }
  }
  if (choice) throw new SyntaxError('only cases may stand in a choice')
  if (first === 'choice') {
    const cases: MutableContent[] = []
    content.choices.push(cases)
    return { content, choice: cases }
  }
  if (first === 'ordered') {
    content.ordered.push([...rest])
    return undefined
  }
  if (first === '@') {
    const before = content.attributes.length
    addTokens(content, rest)
    if (hover) for (const [n, attribute] of content.attributes.entries()) if (n >= before) content.attributes[n] = { ...attribute, hover }
    return undefined
  }
  if (first === 'any' || first.startsWith('&')) {
    addTokens(content, tokens)
    return undefined
  }
  const [, mark = '', name = '', life = ''] = /^([?*+]?)([\w.:-]+)(\([^)]*\))?$/.exec(first) ?? []
  if (!name) throw new SyntaxError(`'${first}' is no element`)
  const inner = newContent()
  addTokens(inner, rest)
  content.children.push({ name, cardinality: cardinalities[mark] ?? 'one', content: inner, ...lifetime(life), ...(hover ? { hover } : {}) })
  return { content: inner }
}

const cardinalities = table<Cardinality>({ '': 'one', '?': 'optional', '*': 'many', '+': 'some' })

function bareChoiceOf(frame: Frame): MutableContent[] {
  if (!frame.bareChoice) {
    frame.bareChoice = []
    frame.content.choices.push(frame.bareChoice)
  }
  return frame.bareChoice
}

/** The part of a line behind the element's name: attributes, text, groups. */
function addTokens(content: MutableContent, tokens: readonly string[]): void {
  for (const token of tokens) {
    if (token === 'any') content.any = true
    else if (token.startsWith('&')) content.includes.push(token.slice(1))
    else if (token.startsWith(':')) {
      content.textOptional = token.startsWith(':?')
      content.text = [...(content.text ?? []), ...readValue(token.slice(content.textOptional ? 2 : 1))]
    } else {
      const [, optional, name, life, value] = /^(\??)([\w.:-]+)(\([^)]*\))?=(.+)$/.exec(token) ?? []
      if (!name || !value) throw new SyntaxError(`'${token}' is no attribute`)
      content.attributes.push({ name, required: optional !== '?', value: readValue(value), ...lifetime(life) })
    }
  }
}

function readValue(text: string): ValueSpec {
  return text.split('|').map((part): ValueChoice => {
    const [, body = '', life] = /^(<[^>]+>|[^(]*)(\([^)]*\))?$/.exec(part) ?? []
    if (body === '') throw new SyntaxError(`'${part}' is no value`)
    return { ...(body.startsWith('<') ? { type: body.slice(1, -1) } : { word: body }), ...lifetime(life) }
  })
}

function lifetime(text: string | undefined): Lifetime {
  if (!text) return {}
  const [, since, removed] = /^\(([\d.]*)(?:-([\d.]+))?\)$/.exec(text) ?? []
  const sinceVersion = since ? parseVersion(since) : undefined
  const removedVersion = removed ? parseVersion(removed) : undefined
  if (!sinceVersion && !removedVersion) throw new SyntaxError(`'${text}' is no version`)
  return { ...(sinceVersion ? { since: sinceVersion } : {}), ...(removedVersion ? { removed: removedVersion } : {}) }
}
