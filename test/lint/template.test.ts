import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expressionsOf } from '../../src/embedded/expressions.js'
import { fix, lint } from '../../src/lint/lint-text.js'
import { corpus, hasCorpus } from '../corpus.js'

const everything = { presets: ['all'] } as const
const guest = (devices: string, more = '') => `<domain type='kvm'>
  <name>{{ name }}</name>
  <uuid>3b41a1c4-07b1-4b5e-a6a5-62cbd2a0d6b4</uuid>
  <memory unit='MiB'>512</memory>
  <os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os>
  ${more}
  <devices>
    ${devices}
  </devices>
</domain>
`
const rulesIn = (text: string, filePath = 'vm.xml.j2') =>
  lint(text, { ...everything, filePath })
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ ruleId, range }) => `${ruleId} ${text.slice(range.start, range.end)}`)

describe('an expression may stand for', () => {
  const calm = rulesIn(guest(''))

  test.each([
    ['a value', "<input type='{{ t }}' bus='usb'/>"],
    ['a part of a value', "<input type='tab{{ t }}' bus='usb'/>"],
    ['a number', "<watchdog model='i6300esb' action='reset'/><controller type='scsi' index='{{ i }}' model='virtio-scsi'/>"],
    ['attributes', "<disk type='file' device='cdrom' {{ more }}><target dev='sda' bus='sata'/></disk>"],
    ['a required attribute', '<input {{ type }}/>'],
    ['a required element', "<interface type='bridge'>{{ source }}<mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>"],
    ['elements', '{{ disks }}'],
    ['the name of an element', "<{{ kind }} type='x'>{{ all }}</{{kind}}>"],
    [
      'the kind of a device',
      "<disk type='{{ t }}'><driver name='qemu' type='raw'/><source {{ s }}/><target dev='vda' bus='virtio'/></disk>",
    ],
    ['a choice of alternatives', '{% if a %}<emulator>/a</emulator>{% else %}<emulator>/b</emulator>{% endif %}'],
    [
      'alternatives of a child',
      "<input type='tablet' bus='usb'>{% if a %}<address type='usb' bus='0' port='1'/>{% else %}<address type='usb' bus='0' port='2'/>{% endif %}</input>",
    ],
    ['alternatives of an attribute', "<input type={% if a %}'tablet'{% else %}'mouse'{% endif %} bus='usb'/>"],
    ['alternatives of an open tag', "{% if a %}<input type='tablet' bus='usb'>{% else %}<input type='mouse' bus='usb'>{% endif %}</input>"],
    [
      'a source for each kind of disk',
      "<disk type='{{ t }}' device='disk'><driver name='qemu' type='raw'/>{% if a %}<source file='/a'/>{% elif b %}<source dev='/b'/>{% else %}<source pool='c' volume='d'/>{% endif %}<target dev='vda' bus='virtio'/></disk>",
    ],
    [
      'the same target in two alternatives',
      `{% if a %}<disk type='block' device='disk'><driver name='qemu' type='raw'/><source dev='/dev/a'/><target dev='vda' bus='virtio'/></disk>{% else %}<disk type='block' device='disk'><driver name='qemu' type='raw'/><source dev='/dev/b'/><target dev='vda' bus='virtio'/></disk>{% endif %}`,
    ],
    ['Jinja with a less-than in it', "{% if a < b and c > d %}<input type='tablet' bus='usb'/>{% endif %}"],
    ['a comment', "{# <input type='nothing'> -- #}"],
    ['ERB', "<% a.each do |x| -%><input type='<%= x['t'] %>' bus='usb'/><%- end -%>"],
    ['Terraform', "%{ for d in x ~}<input type='${d}' bus='usb'/>%{ endfor ~}"],
    ['Go', "{{ range .Inputs }}<input type='{{ .Type }}' bus='usb'/>{{ end }}"],
    ['a placeholder', "<input type='@TYPE@' bus='##BUS##'/>"],
  ])('%s', (_, devices) => {
    expect(rulesIn(guest(devices)).filter((one) => !calm.includes(one))).toEqual([])
  })

  test('what is wrong whatever the expressions give is found, at its place', () => {
    const text = guest(`{% for d in disks %}
    <disk type='{{ d.type }}' device='disk'>
      <driver name='qemu' type='{{ d.format }}' cahce='none'/>
      <source file='{{ d.path }}'/>
      <target dev='{{ d.dev }}' bus='virto'/>
    </disk>
    {% endfor %}
    <inptu type='tablet' bus='usb'/>`)
    expect(rulesIn(text)).toEqual(
      expect.arrayContaining(['schema/no-unknown-attribute cahce', 'libvirt/valid-enum virto', 'schema/no-unknown-element inptu']),
    )
    const { findings } = lint(text, { ...everything, filePath: 'vm.xml.j2' })
    expect(findings.find(({ ruleId }) => ruleId === 'libvirt/valid-enum')).toMatchObject({
      start: { line: 12, column: 38 },
      domain: '{{ name }}',
      device: 'disk',
    })
  })

  test('what is broken outside of expressions is found however alternatives are chosen', () => {
    expect(
      rulesIn(
        guest(
          "<input type=tablet bus='usb'/>{% if a %}<input type='mouse' bus='usb'>{% else %}<input type='keyboard' bus='usb'>{% endif %}</input>",
        ),
      ),
    ).toContain('xml/well-formed tablet')
    expect(rulesIn(guest("<input type='{{ t }}' bus='usb'></inptu>")).map((one) => one.split(' ')[0])).toContain('xml/well-formed')
  })

  test('nothing is ever fixed in a template, nor offered', () => {
    const text = guest('').replace(" unit='MiB'", '')
    expect(fix(text, { ...everything, filePath: 'vm.xml.j2', unsafe: true })).toMatchObject({ text, applied: 0 })
    expect(
      lint(text, { ...everything, filePath: 'vm.xml.j2' }).findings.filter(({ fix, suggestions }) => fix || suggestions.length > 0),
    ).toEqual([])
  })
})

describe('a plain file', () => {
  test('is no template where expressions disturb nothing', () => {
    const text = guest('', '<description>{{ about }} ${this} {% and %} <!-- {{ that }} --></description>').replace(" unit='MiB'", '')
    const { findings } = lint(text, { ...everything, filePath: 'vm.xml' })
    expect(findings.find(({ ruleId }) => ruleId === 'deprecated/prefer-memory-unit')?.fix).toBeDefined()
    expect(fix(text, { presets: ['deprecated'], filePath: 'vm.xml' }).applied).toBe(1)
  })

  test('is a template where something found is at an expression', () => {
    const text = guest("<input type='{{ t }}' bus='usb'/>").replace(" unit='MiB'", '')
    const { findings } = lint(text, { ...everything, filePath: 'vm.xml' })
    expect(findings.map(({ ruleId }) => ruleId)).toContain('deprecated/prefer-memory-unit')
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('libvirt/valid-enum')
    expect(fix(text, { ...everything, filePath: 'vm.xml', unsafe: true })).toMatchObject({ applied: 0, text })
  })

  test('is checked in full where what is wrong is no expression', () => {
    expect(rulesIn(guest("<input type='tablt' bus='usb'/>"), 'vm.xml')).toContain('libvirt/valid-enum tablt')
  })
})

test('a template of anything else is passed over', () => {
  expect(lint('<network><name>{{ n }}</name></network>', { filePath: 'net.xml.j2' })).toMatchObject({
    findings: [],
    notADomain: 'a template without a domain in it',
  })
})

const templates = hasCorpus ? readdirSync(join(corpus, 'templates')).filter((name) => name.includes('.xml')) : []

describe.skipIf(!hasCorpus)(`templates that people keep${hasCorpus ? '' : ' (there is no corpus at DOMLINT_CORPUS)'}`, () => {
  test('are there', () => {
    expect(templates.length).toBeGreaterThan(60)
  })

  test.each(templates)('%s: no finding is at an expression, and no rule fails', (name) => {
    const text = readFileSync(join(corpus, 'templates', name), 'utf8')
    const { findings, failures } = lint(text, { ...everything, filePath: name })
    const expressions = expressionsOf(text)
    expect(failures).toEqual([])
    const touching = findings.filter(({ range }) => expressions.some(({ start, end }) => start < range.end && end > range.start))
    expect(touching.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([])
  })
})
