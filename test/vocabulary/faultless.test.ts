import { expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { groups } from '../../src/domain/vocabulary/groups.js'
import { Matcher } from '../../src/domain/vocabulary/match.js'
import { scan } from '../../src/xml/scan.js'

const matcher = new Matcher(groups, targetFrom(undefined))

function problemsOf(inside: string, attributes = ''): string[] {
  const { element } = scan(
    `<domain type='kvm' ${attributes}><name>a</name><memory>1</memory><os><type>hvm</type></os>${inside}</domain>`,
  ).document
  if (!element) throw new Error('no element')
  return matcher.match(element).map(({ kind, element: { name } }) => `${kind} ${name}`)
}

const model = "<model type='virtio'/>"

it('judges words that were right at one place anew at another', () => {
  expect(problemsOf(`<devices><interface type='user'>${model}</interface></devices>`)).toEqual([])
  expect(
    problemsOf(`<devices><interface type='user'>${model}</interface><memballoon model='virtio'>${model}</memballoon></devices>`),
  ).toEqual(['unknown-element model'])
  expect(problemsOf(`<devices><video>${model}</video><interface type='user'>${model}${model}</interface></devices>`)).toEqual([
    'duplicate-element model',
  ])
})

it('finds a mistake each time that it is met', () => {
  const misspelt = "<devices><memballoon modle='virtio'/></devices>"
  expect(problemsOf(misspelt)).not.toEqual([])
  expect(problemsOf(misspelt)).toEqual(problemsOf(misspelt))
})

it('looks at namespaces anew, which the words of an element do not tell', () => {
  const commandline = "<qemu:commandline><qemu:arg value='-s'/></qemu:commandline>"
  expect(problemsOf(commandline, "xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'")).toEqual([])
  expect(problemsOf(commandline)).not.toEqual([])
  expect(problemsOf(commandline, "xmlns:qemu='urn:other'")).not.toEqual([])
})

it('still matches when more was met than it remembers', () => {
  const meta = (from: number) =>
    Array.from({ length: 3000 }, (_, n) => `<channel type='pty'><target type='virtio' name='c${from + n}'/></channel>`).join('')
  for (const from of [0, 3000, 6000]) expect(problemsOf(`<devices>${meta(from)}</devices>`)).toEqual([])
  expect(problemsOf(`<devices>${meta(0)}<channel typo='pty'/></devices>`)).not.toEqual([])
})
