import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CanonicalElement } from '../../src/canonical/canonical-element.js'
import { domainLayout, fullLayout } from '../../src/canonical/layout/active-layout.js'
import { childOrder } from '../../src/canonical/layout/child-order.js'
import { escapeText } from '../../src/canonical/layout/escape-text.js'
import { libvirtLayout } from '../../src/canonical/layout/libvirt-layout.js'
import { parseLayout } from '../../src/canonical/layout/notation.js'
import { newestLibvirt, type Version } from '../../src/domain/facts/target.js'
import { scan } from '../../src/xml/scan.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

function layoutOf(text: string, libvirt?: Version): string {
  const { element } = scan(text).document
  if (!element) throw new Error('no element')
  return libvirtLayout(CanonicalElement.of(element), libvirt)
}

describe('the layout of libvirt', () => {
  it('puts elements and attributes into its order, with single quotes and two spaces', () => {
    const text = `<domain type="kvm"><devices>
      <disk device="disk" type="file"><target bus="virtio" dev="vda"/><source file="/a &amp; b's"/></disk>
      <emulator>/usr/bin/qemu</emulator></devices><name>one</name></domain>`
    expect(layoutOf(text)).toBe(`<domain type='kvm'>
  <name>one</name>
  <devices>
    <emulator>/usr/bin/qemu</emulator>
    <disk type='file' device='disk'>
      <source file='/a &amp; b&apos;s'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>
`)
  })

  it('leaves out what is empty, except where libvirt does not', () => {
    const text = '<domain type="kvm"><title/><features><acpi/><apic/><hyperv mode="passthrough"/></features><memtune/><devices/></domain>'
    expect(layoutOf(text)).toBe(`<domain type='kvm'>
  <features>
    <acpi/>
    <apic/>
    <hyperv mode='passthrough'/>
  </features>
  <devices>
  </devices>
</domain>
`)
  })

  it('closes an empty <hyperv> as the version of libvirt does', () => {
    const text = '<domain type="kvm"><features><hyperv mode="passthrough"/><kvm/></features></domain>'
    const before = "    <hyperv mode='passthrough'>\n    </hyperv>\n"
    expect(layoutOf(text, [11, 3, 0])).toContain(before)
    expect(layoutOf(text, [12, 8, 0])).toContain("    <hyperv mode='passthrough'/>\n    <kvm>\n    </kvm>\n")
    expect(layoutOf(text)).toBe(layoutOf(text, newestLibvirt))
  })

  it('leaves out what belongs to another variant, and what it does not know', () => {
    const text = '<domain type="kvm" foo="1"><clock offset="utc" timezone="UTC"/><bogus/></domain>'
    expect(layoutOf(text)).toBe("<domain type='kvm'>\n  <clock offset='utc'/>\n</domain>\n")
  })

  it('orders what libvirt keeps by name or number', () => {
    const text = `<domain type="kvm"><cputune><vcpupin vcpu="10" cpuset="1"/><vcpupin vcpu="9" cpuset="1"/></cputune>
      <perf><event name="mbmt" enabled="yes"/><event name="cmt" enabled="no"/></perf></domain>`
    expect(layoutOf(text)).toBe(`<domain type='kvm'>
  <cputune>
    <vcpupin vcpu='9' cpuset='1'/>
    <vcpupin vcpu='10' cpuset='1'/>
  </cputune>
  <perf>
    <event name='cmt' enabled='no'/>
    <event name='mbmt' enabled='yes'/>
  </perf>
</domain>
`)
  })

  it('keeps latencies and bandwidths of NUMA nodes in their order, and sorts the parameters of a filter', () => {
    const numa = '<interconnects><bandwidth value="1"/><latency value="2"/><bandwidth value="3"/></interconnects>'
    const card = '<interface type="bridge"><filterref filter="f"><parameter name="B"/><parameter name="A"/></filterref><x/></interface>'
    const text = layoutOf(`<domain type="kvm"><cpu><numa>${numa}</numa></cpu><devices>${card}</devices></domain>`)
    expect(text.match(/value='\d'|name='\w'/g)).toEqual(["value='1'", "value='2'", "value='3'", "name='A'", "name='B'"])
  })

  // The expected text is what libvirt 12.8 printed for it.
  it('prints metadata as libxml2 does', () => {
    const text = `<domain type='kvm' xmlns:q="http://q.example" xmlns:z="http://z.example">
  <metadata foo="bar">
    <q:a b='1' xmlns:k='http://k.example' c="x &quot; ' &lt; &#10; ü"><!-- in --><b>  </b>  <c>te&gt;xt ' " é<d/> </c><k:e><![CDATA[x<y]]></k:e><?pi data?><f>
      <g/>  tail</f></q:a>
    <x xmlns="http://d.example"><y z="1"></y>

    </x>
  </metadata></domain>`
    expect(layoutOf(text)).toBe(`<domain type='kvm'>
  <metadata xmlns:q="http://q.example" foo="bar">
    <q:a xmlns:k="http://k.example" b="1" c="x &quot; ' &lt; &#10; ü">
      <!-- in -->
      <b>  </b>
      <c>te&gt;xt ' " é<d/> </c>
      <k:e><![CDATA[x<y]]></k:e>
      <?pi data?>
      <f><g/>  tail</f>
    </q:a>
    <x xmlns="http://d.example">
      <y z="1"/>
    </x>
  </metadata>
</domain>
`)
  })

  it.skipIf(!hasCorpus)('prints what libvirt printed just as it was', () => {
    const versions = new Map<string, Version>([
      ['libvirt', [11, 3, 0]],
      ['real-libvirt', [12, 8, 0]],
    ])
    const files = [...versions].flatMap(([folder, version]) => corpusFiles(`${folder}/canonical`).map((file) => ({ file, version })))
    expect(files.length).toBeGreaterThan(1000)
    const changed = files.flatMap(({ file, version }) => {
      const text = readFileSync(file, 'utf8')
      return layoutOf(text, version) === text ? [] : file
    })
    expect(changed.map((file) => basename(file))).toEqual([])
  })
})

describe('the tables of the layout', () => {
  it('name only groups that exist', () => {
    const visit = (layout: ReturnType<typeof domainLayout>, depth: number): number => {
      const children = [...fullLayout(layout.content).children.values()]
      return 1 + (depth > 12 ? 0 : children.reduce((sum, child) => sum + visit(child, depth + 1), 0))
    }
    expect(visit(domainLayout(), 0)).toBeGreaterThan(500)
  })

  it('give the order of children', () => {
    expect(childOrder('domain').slice(0, 3)).toEqual(['name', 'uuid', 'hwuuid'])
    const disk = childOrder('domain/devices/disk')
    expect(disk.indexOf('source')).toBeLessThan(disk.indexOf('target'))
    expect(childOrder('domain/devices/serial/source')).toEqual(expect.arrayContaining(['seclabel', 'reconnect']))
    expect(childOrder('domain/devices/nothing')).toEqual([])
    expect(childOrder('network')).toEqual([])
  })

  it.each([
    ['stray', 'outside any group'],
    ['group a\ngroup a', 'there is a group of this name'],
    ['group a\n  thing value=colour', "'colour' is no way to write a value"],
  ])('say what is wrong in %j', (text, message) => {
    expect(() => parseLayout(text)).toThrow(message)
  })
})

describe('escapeText', () => {
  it('writes what XML gives a meaning as entities', () => {
    expect(escapeText(`a<b>&'"`)).toBe('a&lt;b&gt;&amp;&apos;&quot;')
  })

  it('drops control characters but not white space, and keeps all else', () => {
    expect(escapeText('a\u0001\tb\n\u0085ü\u{1f600}')).toBe('a\tb\n\u0085ü\u{1f600}')
  })
})
