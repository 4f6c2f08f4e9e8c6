import { expect, it } from 'vitest'
import { fillMessage } from '../../src/lint/message.js'
import validIommu from '../../src/rules/libvirt/valid-iommu.js'

const shown = (message: string, data: Record<string, string>) => fillMessage({ ...validIommu, message }, undefined, data)

it.each([
  ['q35', 'a q35 machine'],
  ['i440fx', 'an i440fx machine'],
  ['s390-ccw-virtio', 'an s390-ccw-virtio machine'],
  ['usb', 'a usb machine'],
])('puts the article that %s is spoken with', (name, text) => {
  expect(shown('a {name} machine', { name })).toBe(text)
})

it('keeps the space that a part of the message starts with, and shows a text of several lines in one', () => {
  expect(shown('it needs a source{part}: {text}', { part: ' with dev=', text: '\n  one\n  two\n' })).toBe(
    'it needs a source with dev=: one two',
  )
})
