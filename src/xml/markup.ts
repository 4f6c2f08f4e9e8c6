import { isSpace } from './characters.js'
import type { Scanner } from './scan.js'
import { XmlCdata, XmlComment, XmlDoctype, XmlInstruction } from './tree.js'

/** Reads what starts with `<!` or `<?`: comments, CDATA, instructions, the XML declaration, the document type. */
export function scanMarkup(scanner: Scanner): void {
  const { text, offset } = scanner
  if (text.startsWith('<!--', offset)) comment(scanner)
  else if (text.startsWith('<![CDATA[', offset)) cdata(scanner)
  else if (text.startsWith('<!DOCTYPE', offset)) doctype(scanner)
  else if (text.startsWith('<?', offset)) instruction(scanner)
  else {
    const end = text.indexOf('>', offset)
    scanner.offset = end === -1 ? text.length : end + 1
    scanner.fault(offset, offset + 2, "'<!' starts neither a comment, nor CDATA, nor a document type")
  }
}

/** Where the closing mark stands; without one the thing reaches to the end of the text, which is a fault at its start. */
function closing(scanner: Scanner, from: number, mark: string, what: string): number {
  const end = scanner.text.indexOf(mark, from)
  if (end !== -1) return end
  scanner.cutOff = true
  scanner.fault(scanner.offset, Math.min(scanner.offset + 2, scanner.text.length), `the ${what} that starts here has no '${mark}'`)
  return scanner.text.length
}

function comment(scanner: Scanner): void {
  const { text, open, offset } = scanner
  const end = closing(scanner, offset + 4, '-->', 'comment')
  const raw = text.slice(offset + 4, end)
  const dashes = raw.indexOf('--')
  if (dashes !== -1)
    scanner.fault(offset + 4 + dashes, offset + 6 + dashes, "'--' may not stand inside a comment: XML ends comments with it")
  else if (raw.endsWith('-')) scanner.fault(end - 1, end, "a comment may not end in '-'")
  scanner.offset = Math.min(end + 3, text.length)
  open.children.push(new XmlComment(open, offset, scanner.offset, lineEnds(raw)))
}

function cdata(scanner: Scanner): void {
  const { text, open, offset } = scanner
  const end = closing(scanner, offset + 9, ']]>', 'CDATA section')
  scanner.offset = Math.min(end + 3, text.length)
  if (open.type === 'root') scanner.fault(offset, offset + 9, 'a CDATA section may only stand inside an element')
  else open.children.push(new XmlCdata(open, offset, scanner.offset, lineEnds(text.slice(offset + 9, end))))
}

const declaration =
  /^\s+version\s*=\s*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*$/

function instruction(scanner: Scanner): void {
  const { text, open, offset } = scanner
  const nameEnd = scanner.nameEnd(offset + 2)
  const name = text.slice(offset + 2, nameEnd)
  const end = closing(scanner, nameEnd, '?>', 'instruction')
  scanner.offset = Math.min(end + 2, text.length)
  const body = text.slice(nameEnd, end)
  if (name === '') scanner.fault(offset, offset + 2, "'<?' is followed by no name")
  else if (body !== '' && !isSpace(body.charCodeAt(0))) scanner.fault(nameEnd, nameEnd + 1, `white space is missing behind <?${name}`)
  else if (/^xml$/i.test(name)) {
    if (offset !== 0) scanner.fault(offset, nameEnd, 'the XML declaration may only stand at the very start of the file')
    else if (name !== 'xml' || !declaration.test(body))
      scanner.fault(nameEnd, end, `this is no XML declaration: write <?xml version='1.0' encoding='UTF-8'?>`)
  }
  open.children.push(new XmlInstruction(open, offset, scanner.offset, name, lineEnds(body.trimStart())))
}

/** A document type is skipped with its internal subset: domlint neither loads a DTD nor expands what one defines. */
function doctype(scanner: Scanner): void {
  const { text, open, offset } = scanner
  const end = doctypeEnd(scanner)
  const body = text.slice(offset + 9, end)
  scanner.offset = Math.min(end + 1, text.length)
  const literal = `"[^"]*"|'[^']*'`
  const parts = new RegExp(
    `^\\s+([^\\s\\[>]+)(?:\\s+PUBLIC\\s+(${literal})\\s+(${literal})|\\s+SYSTEM\\s+(${literal}))?\\s*(?:\\[[^]*\\]\\s*)?$`,
  ).exec(body)
  if (open.type !== 'root' || scanner.document.children.some((node) => node.type === 'element' || node.type === 'doctype')) {
    scanner.fault(offset, offset + 9, 'a document type may only stand once, before the root element')
  } else if (!parts) scanner.fault(offset, offset + 9, 'this document type declaration is not complete')
  const unquote = (value: string | undefined) => value?.slice(1, -1)
  open.children.push(new XmlDoctype(open, offset, scanner.offset, parts?.[1] ?? '', unquote(parts?.[2]), unquote(parts?.[3] ?? parts?.[4])))
}

/** The offset of the '>' that ends a document type: not one inside quotes, comments, instructions or the internal subset. */
function doctypeEnd(scanner: Scanner): number {
  const { text } = scanner
  let inSubset = false
  let at = scanner.offset + 9
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '>' && !inSubset) return at
    if (character === '[') inSubset = true
    else if (character === ']') inSubset = false
    const mark =
      character === '"' || character === "'"
        ? character
        : text.startsWith('<!--', at)
          ? '-->'
          : text.startsWith('<?', at)
            ? '?>'
            : undefined
    if (mark === undefined) {
      at++
      continue
    }
    const end = text.indexOf(mark, at + 1)
    if (end === -1) break
    at = end + mark.length
  }
  return closing(scanner, text.length, '>', 'document type')
}

function lineEnds(raw: string): string {
  return raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
}
