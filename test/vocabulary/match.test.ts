import { describe, expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import type { Problem } from '../../src/domain/vocabulary/problem.js'
import { problemsOf } from '../../src/domain/vocabulary/problems.js'
import { isSchemaOnly } from '../../src/domain/vocabulary/reaction.js'
import { wrap } from '../../src/rules/wrappers.js'
import { scan } from '../../src/xml/scan.js'

function problems(device: string, target = 'libvirt=12.8.0'): readonly Problem[] {
  return problemsOfText(wrap(device, 'q35'), target)
}

function problemsOfText(text: string, target = 'libvirt=12.8.0'): readonly Problem[] {
  const { element } = scan(text).document
  if (!element) throw new Error('there is no element')
  return problemsOf(element, targetFrom(target))
}

/** The kind of each problem, with the name of what it points at. */
function shown(found: readonly Problem[]): string[] {
  return found.map((problem) => {
    const missing = 'missing' in problem ? ` ${problem.missing.name}` : ''
    const attribute = 'attribute' in problem && problem.attribute ? `@${problem.attribute.name}` : ''
    return `${problem.kind} ${problem.element.name}${attribute}${missing}`
  })
}

describe('one mistake gives one problem', () => {
  it.each([
    ['a wrong type, against all the rest', "<disk type='network'><source file='/a'/><target dev='vda'/></disk>", 'wrong-variant disk@type'],
    ['a missing type', "<disk><source protocol='rbd' name='a'/><target dev='vda'/></disk>", 'wrong-variant disk'],
    ['a type that is none', "<controller type='virtio-scsi' index='0' model='virtio-scsi'/>", 'invalid-value controller@type'],
    ['what belongs to another type', "<interface type='network'><source bridge='br0'/></interface>", 'wrong-variant source@bridge'],
    [
      'a second element, whatever is in it',
      "<disk><source file='/a'/><source fiel='/b'><x/></source><target dev='vda'/></disk>",
      'duplicate-element source',
    ],
    ['an unknown element, whatever is in it', "<dsik type='file'><source fiel='/b'/></dsik>", 'unknown-element dsik'],
    [
      'a missing label is not another kind',
      "<disk><source file='/a'><seclabel model='dac' relabel='yes'/></source><target dev='vda'/></disk>",
      'missing-element seclabel label',
    ],
    [
      'two missing parts speak for no other kind',
      "<interface type='mcast'><source/></interface>",
      'missing-attribute source address,missing-attribute source port',
    ],
    [
      'things that exclude each other',
      "<disk><source file='/a'/><target dev='vda'/><iotune><total_bytes_sec>1</total_bytes_sec><read_bytes_sec>1</read_bytes_sec></iotune></disk>",
      'wrong-variant total_bytes_sec',
    ],
  ])('%s', (_, device, expected) => {
    expect(shown(problems(device)).join()).toBe(expected)
  })

  it('says which kind would fit', () => {
    const [problem] = problems("<interface type='network'><source bridge='br0'/></interface>")
    expect(problem).toMatchObject({ discriminator: { name: 'type', words: ['bridge'], element: { name: 'interface' } } })
    expect(problem).not.toHaveProperty('blamed')
  })
})

it('takes what is empty for a slip, not for another kind', () => {
  const found = problemsOfText(
    "<domain type='kvm'><name>a</name><os><type>hvm</type><kernel></kernel><initrd></initrd><cmdline/></os></domain>",
  )
  expect(shown(found)).toEqual(['invalid-text kernel', 'invalid-text initrd'])
  expect(found.every(isSchemaOnly)).toBe(true)
})

describe('versions', () => {
  const evdev = "<input type='evdev'><source dev='/dev/input/event1'/></input>"

  it('what the target does not know yet is a problem of its own, at the word', () => {
    expect(shown(problems(evdev, 'libvirt=7.3.0'))).toEqual(['other-version input@type'])
    expect(problems(evdev, 'libvirt=7.4.0')).toEqual([])
  })

  it('does not ask a libvirt for what it does not know', () => {
    expect(shown(problems("<filesystem><source/><target dir='a'/></filesystem>", 'libvirt=6.0.0'))).toEqual([
      'missing-attribute source dir',
    ])
  })
})

describe('namespaces', () => {
  const uri = 'http://libvirt.org/schemas/domain/qemu/1.0'
  const around = (attributes: string, content: string) =>
    `<domain type='kvm'${attributes}><name>a</name><os><type>hvm</type></os>${content}</domain>`

  it('an extension is found by its namespace, whatever its prefix, or by a default namespace of its own', () => {
    expect(problemsOfText(around(` xmlns:q='${uri}'`, "<q:commandline><q:arg value='-S'/></q:commandline>"))).toEqual([])
    expect(problemsOfText(around('', `<commandline xmlns='${uri}'><arg value='-S'/></commandline>`))).toEqual([])
    expect(shown(problemsOfText(around(` xmlns:q='${uri}'`, '<q:commandline><q:arg/></q:commandline>')))).toEqual([
      'missing-attribute q:arg value',
    ])
  })

  it('a prefix without its declaration, and a default namespace over it all, are one problem each', () => {
    expect(shown(problemsOfText(around('', "<qemu:commandline><qemu:arg value='-S'/></qemu:commandline>")))).toEqual([
      'wrong-namespace qemu:commandline',
    ])
    expect(shown(problemsOfText(around(" xmlns='urn:a'", '')))).toEqual(['wrong-namespace domain@xmlns'])
    expect(shown(problemsOfText(around('', "<clock xmlns='urn:a' offset='utc'><x/></clock>")))).toEqual(['wrong-namespace clock@xmlns'])
  })
})

it.each([
  ["<interface type='network'><source network='a'/><rom file='nic.rom'/></interface>", true],
  ['<serial/>', true],
  ["<hostdev mode='subsystem' type='usb'><source><product id='0x1'/><vendor id='0x1'/></source></hostdev>", true],
  ["<watchdog model='itco' action='explode'/>", false],
  ["<watchdog model='itco' tmieout='1'/>", false],
])('tells what only the schema minds: %s', (device, expected) => {
  expect(problems(device).map(isSchemaOnly)).toEqual([expected])
})

it('comes to an end on elements nested in each other whose kinds are all wrong', () => {
  const depth = 60
  const store = "<dataStore type='x'><format type='raw'/><source file='/a'>".repeat(depth) + '</source></dataStore>'.repeat(depth)
  const found = problems(`<disk type='x'><source file='/a'>${store}</source><target dev='vda'/></disk>`)
  expect(shown(found)).toEqual(['invalid-value disk@type'])
})
