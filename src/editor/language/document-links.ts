import type { DocumentLink } from 'vscode-languageserver'
import type { Range } from '../../xml/source.js'
import { allValues, attributeSpecs, partsOf } from './expected.js'
import { allElements, type LanguageDocument } from './language-document.js'

/** The files of the host that a guest names by an absolute path; devices and folders are none that an editor could open. */
export function documentLinks(document: LanguageDocument): DocumentLink[] {
  const links: DocumentLink[] = []
  const add = (path: string, range: Range, types: readonly (string | undefined)[]): void => {
    if (types.some((type) => type === 'absFilePath' || type === 'filePath')) {
      links.push({ range: document.range(range), target: fileAddress(path) })
    }
  }
  for (const element of document.domains.flatMap((domain) => [domain, ...allElements(domain)])) {
    for (const name in element.attributes) {
      const attribute = isFile(element.attributes[name] ?? '') ? element.attribute(name) : undefined
      if (!attribute) continue
      const values = allValues(attributeSpecs(partsOf(document, element), name).map(({ value }) => value))
      add(
        attribute.value,
        attribute.valueRange,
        values.map(({ type }) => type),
      )
    }
    const text = element.elements().length === 0 ? element.text.trim() : ''
    if (!isFile(text)) continue
    const values = allValues(partsOf(document, element).map(({ flat }) => flat.text))
    add(
      text,
      element.textRange,
      values.map(({ type }) => type),
    )
  }
  return links.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
}

function isFile(value: string): boolean {
  return value.startsWith('/') && !value.startsWith('//') && !/^\/dev\/|\/$|[\t\n\r]/.test(value)
}

/** A path as an address; what has a meaning in addresses is escaped. */
function fileAddress(path: string): string {
  const address = new URL('file:///')
  address.pathname = path.replaceAll('%', '%25').replaceAll('\\', '%5C')
  return address.href
}
