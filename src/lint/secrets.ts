import type { Range } from '../xml/source.js'

/**
 * Where a definition holds passwords. libvirt prints `passwd` and `cookies` only when asked for them (virsh manual,
 * `dumpxml --security-info`; seen with libvirt 9.0); the other names are those of secrets in foreign namespaces.
 */
const SECRET_ATTRIBUTE = /(?<=[\s"'])(?:passwd|password)\s*=\s*(?:"([^"<]*)|'([^'<]*)|([^\s"'<>]*[^\s"'<>/]))/giu
const SECRET_ELEMENT = /<(?:[\w.-]+:)?(?:secret|passwd|password|cookie)(?=[\s>])/giu
/** `<qemu:env name='X_PASSWORD' value='…'/>` and `<qemu:arg value='…,password=…'/>`. */
const PASSED_THROUGH = /<(?:[\w.-]+:)?(env|arg)(?=\s)/giu
const SECRET_VARIABLE = /\sname\s*=\s*["'][^"'<]{0,200}?(?:passw|secret|token)/iu
const SECRET_OPTION = /(?<![\w-])(?:password|passwd)=([^,"'<]*)/giu
const SECRET_OBJECT = /\bsecret,[^"'<]{0,200}?\bdata=([^,"'<]*)/giu
const VALUE_ATTRIBUTE = /(?<=[\s"'])value\s*=\s*(?:"([^"<]*)|'([^'<]*)|([^\s"'<>]*[^\s"'<>/]))/giu
const MAY_HOLD_SECRETS = /passw|secret|cookie|token/iu

/**
 * The ranges of the passwords in a file, in order and without overlaps.
 * It reads the bare text, so that comments and broken XML hide nothing.
 */
export function secretRanges(text: string): readonly Range[] {
  if (!MAY_HOLD_SECRETS.test(text)) return []
  const ranges = [...attributeSecrets(text), ...elementSecrets(text), ...commandLineSecrets(text)]
  ranges.sort((a, b) => a.start - b.start || a.end - b.end)
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of ranges) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else if (start < end) merged.push({ start, end })
  }
  return merged
}

function* attributeSecrets(text: string): Generator<Range> {
  for (const match of text.matchAll(SECRET_ATTRIBUTE)) yield endOf(match, 0)
}

function* elementSecrets(text: string): Generator<Range> {
  SECRET_ELEMENT.lastIndex = 0
  for (let name = SECRET_ELEMENT.exec(text); name; name = SECRET_ELEMENT.exec(text)) {
    const tag = restOfTag(text, SECRET_ELEMENT.lastIndex)
    if (!tag) continue
    yield* valueAttribute(text, tag)
    if (text[tag.end - 2] === '/') continue
    const close = text.indexOf('</', tag.end)
    const content = trimmed(text, { start: tag.end, end: close < 0 ? text.length : close })
    yield content
    SECRET_ELEMENT.lastIndex = Math.max(content.end, tag.end)
  }
}

function* commandLineSecrets(text: string): Generator<Range> {
  for (const match of text.matchAll(PASSED_THROUGH)) {
    const tag = restOfTag(text, match.index + match[0].length)
    if (!tag) continue
    const source = text.slice(tag.start, tag.end)
    if (match[1]?.toLowerCase() === 'env') {
      if (SECRET_VARIABLE.test(source)) yield* valueAttribute(text, tag)
      continue
    }
    for (const pattern of [SECRET_OPTION, SECRET_OBJECT]) for (const option of source.matchAll(pattern)) yield endOf(option, tag.start)
  }
}

/** From behind the name to behind the `>`; nothing when the tag is not closed. */
function restOfTag(text: string, start: number): Range | undefined {
  let quote = ''
  for (let offset = start; offset < text.length; offset++) {
    const character = text[offset] ?? ''
    if (character === '<') return undefined
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '>') return { start, end: offset + 1 }
    else if (character === '"' || character === "'") quote = character
  }
  return undefined
}

function* valueAttribute(text: string, tag: Range): Generator<Range> {
  for (const match of text.slice(tag.start, tag.end).matchAll(VALUE_ATTRIBUTE)) yield endOf(match, tag.start)
}

/** The range of the one group that matched, which ends the match. */
function endOf(match: RegExpExecArray, offset: number): Range {
  const value = match[1] ?? match[2] ?? match[3] ?? ''
  const end = offset + match.index + match[0].length
  return { start: end - value.length, end }
}

function trimmed(text: string, range: Range): Range {
  const content = text.slice(range.start, range.end)
  const start = range.start + (content.length - content.trimStart().length)
  return { start, end: Math.max(start, range.start + content.trimEnd().length) }
}
