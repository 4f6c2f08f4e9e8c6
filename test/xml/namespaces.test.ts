import { describe, expect, it } from 'vitest'
import { localName, namespaceOf } from '../../src/xml/namespaces.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

function at(text: string, path: string): XmlElement {
  const element = scan(text, {}).document.element?.path(path)
  if (!element) throw new Error(`no ${path}`)
  return element
}

describe('namespaceOf', () => {
  it('finds the declaration on the element itself and around it', () => {
    expect(namespaceOf(at("<a><x:b xmlns:x='urn:x'/></a>", 'x:b'))).toBe('urn:x')
    expect(namespaceOf(at("<a xmlns:x='urn:x'><b><x:c/></b></a>", 'b/x:c'))).toBe('urn:x')
  })

  it('takes the nearest declaration', () => {
    expect(namespaceOf(at("<a xmlns='urn:1'><b xmlns='urn:2'><c/></b></a>", 'b/c'))).toBe('urn:2')
  })

  it('applies a default namespace to names without a prefix only', () => {
    expect(namespaceOf(at("<a xmlns='urn:1'><b/></a>", 'b'))).toBe('urn:1')
    expect(namespaceOf(at("<a xmlns='urn:1'><x:b/></a>", 'x:b'))).toBeUndefined()
  })

  it('knows none for a bare name, an undeclared prefix and an empty declaration', () => {
    expect(namespaceOf(at('<a><b/></a>', 'b'))).toBeUndefined()
    expect(namespaceOf(at('<a><x:b/></a>', 'x:b'))).toBeUndefined()
    expect(namespaceOf(at("<a xmlns='urn:1'><b xmlns=''/></a>", 'b'))).toBeUndefined()
  })

  it('needs no declaration for xml, and no prototype for odd prefixes', () => {
    expect(namespaceOf(at('<a><xml:b/></a>', 'xml:b'))).toBe('http://www.w3.org/XML/1998/namespace')
    expect(namespaceOf(at('<a><constructor:b/></a>', 'constructor:b'))).toBeUndefined()
  })
})

describe('localName', () => {
  it('is the name behind the prefix', () => {
    expect(localName(at('<a><x:b/></a>', 'x:b'))).toBe('b')
    expect(localName(at('<a><b/></a>', 'b'))).toBe('b')
  })
})
