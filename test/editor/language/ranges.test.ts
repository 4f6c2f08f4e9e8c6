import { describe, expect, test } from 'vitest'
import { documentLinks } from '../../../src/editor/language/document-links.js'
import { foldingRanges } from '../../../src/editor/language/folding-ranges.js'
import { inlayHints } from '../../../src/editor/language/inlay-hints.js'
import { selectionRanges } from '../../../src/editor/language/selection-ranges.js'
import { marked, withDevices } from './marked.js'

describe('folding', () => {
  test('elements and comments of several lines; the close tag stays', () => {
    const text = "<domain type='kvm'>\n  <!-- one\n       two -->\n  <devices>\n    <disk/>\n  </devices>\n</domain>\n"
    expect(foldingRanges(marked(text).document)).toEqual([
      { startLine: 0, endLine: 5 },
      { startLine: 1, endLine: 2, kind: 'comment' },
      { startLine: 3, endLine: 4 },
    ])
  })

  test('nothing in other documents', () => {
    expect(foldingRanges(marked('<a>\n<b>\n</b>\n</a>').document)).toEqual([])
  })
})

test('a selection grows from the token to the attribute, the tag, the element, its parent', () => {
  const { document, position } = marked("<domain type='kvm'><devices> <disk type='fi|le'>x</disk></devices></domain>")
  const steps: string[] = []
  let [step] = selectionRanges(document, [position])
  for (; step; step = step.parent) steps.push(document.textDocument.getText(step.range))
  expect(steps.slice(0, 6)).toEqual([
    'file',
    "type='file'",
    "<disk type='file'>",
    "<disk type='file'>x</disk>",
    " <disk type='file'>x</disk>",
    "<devices> <disk type='file'>x</disk></devices>",
  ])
})

describe('links', () => {
  const linksIn = (devices: string) => {
    const { document } = marked(withDevices(devices))
    return documentLinks(document).map(({ range, target }) => [document.textDocument.getText(range), target])
  }

  test('files of the host', () => {
    expect(linksIn("<emulator>/usr/bin/qemu</emulator><disk type='file'><source file='/a b/100%.img'/></disk>")).toEqual([
      ['/usr/bin/qemu', 'file:///usr/bin/qemu'],
      ['/a b/100%.img', 'file:///a%20b/100%25.img'],
    ])
  })

  test('no devices, folders, or relative paths', () => {
    expect(linksIn("<disk type='block'><source dev='/dev/sda'/></disk><filesystem><source dir='/srv'/></filesystem>")).toEqual([])
    expect(linksIn("<disk type='file'><source file='a.img'/></disk><channel><target name='/x'/></channel>")).toEqual([])
  })
})

describe('inlay hints', () => {
  const hintsIn = (text: string, target?: string) => {
    const { document, text: clean } = marked(text, target)
    const whole = { start: { line: 0, character: 0 }, end: document.textDocument.positionAt(clean.length) }
    return inlayHints(document, whole).map(
      ({ position, label }) => `${document.text.slice(0, document.textDocument.offsetAt(position)).split('\n').at(-1)?.trim()} ${label}`,
    )
  }

  test('a machine alias is resolved', () => {
    expect(hintsIn(withDevices(''))).toContain("<type arch='x86_64' machine='q35' = pc-q35-10.0")
  })

  test('the address and the model that libvirt would choose', () => {
    const hints = hintsIn(withDevices("<interface type='user'/>\n<disk type='file'><source file='/a'/><target dev='vda'/></disk>"))
    expect(hints).toContain("<interface type='user' model rtl8139")
    expect(hints.some((hint) => /<interface type='user' 0000:[\da-f]{2}:[\da-f]{2}\.0$/.test(hint))).toBe(true)
    expect(hints).toContain("<disk type='file'><source file='/a'/><target dev='vda' bus=virtio")
  })

  test('what is written needs no hint', () => {
    const hints = hintsIn(
      withDevices("<rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='pci' bus='0x01' slot='0x00'/></rng>"),
    )
    expect(hints.filter((hint) => hint.includes('<rng'))).toEqual([])
  })

  test('sizes and the number of vCPUs, even while the text is broken', () => {
    const text =
      "<domain type='kvm'><memory>4194304</memory>\n<currentMemory unit='GiB'>4</currentMemory>\n<cpu><topology sockets='2' cores='4' threads='2'/>"
    expect(hintsIn(text)).toEqual([
      "<domain type='kvm'><memory>4194304 4 GiB",
      "<cpu><topology sockets='2' cores='4' threads='2'/> 16 vCPUs",
    ])
  })

  test('nothing is guessed while the text is broken', () => {
    expect(hintsIn(`${withDevices("<interface type='user'/>")}<`).filter((hint) => hint.includes('interface'))).toEqual([])
  })

  test('only in the range that is shown', () => {
    const { document } = marked(withDevices("<interface type='user'/>"))
    const line = (number: number) => ({ start: { line: number, character: 0 }, end: { line: number, character: 99 } })
    expect(inlayHints(document, line(8)).every(({ position }) => position.line === 8)).toBe(true)
    expect(inlayHints(document, line(8))).not.toEqual([])
    expect(inlayHints(document, line(1))).toEqual([])
  })
})
