import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CanonicalElement } from '../../src/canonical/canonical-element.js'
import { libvirtLayout } from '../../src/canonical/layout/libvirt-layout.js'
import { readDefinition } from '../../src/canonical/passes/read-definition.js'
import { readMetadata } from '../../src/canonical/passes/read-metadata.js'
import { readNamespaces } from '../../src/canonical/passes/read-namespaces.js'
import { readNetworks } from '../../src/canonical/passes/read-networks.js'
import { readScheduling } from '../../src/canonical/passes/read-scheduling.js'
import { WorkingDomain } from '../../src/canonical/working-domain.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { formatIp } from '../../src/domain/values/ip.js'
import { scan } from '../../src/xml/scan.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

function readText(text: string, libvirt = '12.8.0'): string {
  const { element } = scan(text).document
  if (!element) throw new Error('no element')
  const target = targetFrom(`libvirt=${libvirt}`)
  const domain = new WorkingDomain(CanonicalElement.of(element), {
    target,
    hostArch: 'x86_64',
    abiUpdate: true,
    randomBytes: (count) => new Uint8Array(count),
  })
  for (const pass of [readDefinition, readMetadata, readNamespaces, readNetworks, readScheduling]) pass.run(domain)
  return libvirtLayout(domain.element, target.libvirt)
}

/** What the reading passes make of some lines inside of `<domain>` or `<devices>`. */
function read(inside: string, libvirt?: string): string[] {
  const lines = readText(`<domain type='kvm'>${inside}</domain>`, libvirt).split('\n')
  return lines.map((line) => line.trim()).filter((line) => !/^<\/?(?:domain|devices)\b|^$/.test(line))
}

const devices = (inside: string, libvirt?: string): string[] => read(`<devices>${inside}</devices>`, libvirt)

describe('reading values', () => {
  it.each([
    [`<memory unit='G'>1</memory>`, `<memory unit='KiB'>1048576</memory>`],
    [`<memory>007</memory>`, `<memory unit='KiB'>7</memory>`],
    [`<memory unit='b'>1025</memory>`, `<memory unit='KiB'>2</memory>`],
    [`<memory unit='furlong'>1</memory>`, `<memory unit='furlong'>1</memory>`],
    [`<uuid>6DD3E4A51D7644CE961FF119F5AAD935</uuid>`, `<uuid>6dd3e4a5-1d76-44ce-961f-f119f5aad935</uuid>`],
    [`<vcpu cpuset=' 0-2, 3 ,^1,5'>08</vcpu>`, `<vcpu cpuset='0,2-3,5'>8</vcpu>`],
    [`<name> spaced </name>`, `<name> spaced </name>`],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  it.each([
    [`<hub type='usb'><address type='pci' slot='4'/></hub>`, `<address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/>`],
    [`<hub type='usb'><address type='pci'/></hub>`, `<address type='pci'/>`],
    [`<hub type='usb'><address type='drive' unit='01'/></hub>`, `<address type='drive' controller='0' bus='0' target='0' unit='1'/>`],
    [`<hub type='usb'><address type='isa' irq='4' iobase='3F8'/></hub>`, `<address type='isa' iobase='0x3f8' irq='0x4'/>`],
    [`<memballoon model='none'><stats period='010'/></memballoon>`, `<stats period='8'/>`],
    [`<hub type='usb'><address type='usb' bus='00' port='1.02' slot='1'/></hub>`, `<address type='usb' bus='0' port='1.2'/>`],
    [`<interface type='user'><mac address='52:54:0:AA:bb:1'/></interface>`, `<mac address='52:54:00:aa:bb:01'/>`],
    [`<filesystem fmode='644'/>`, `<filesystem fmode='0644'>`],
    [
      `<redirfilter><usbdev class='0xa' vendor='-1' allow='yes' version='1.1'/></redirfilter>`,
      `<usbdev class='0x0A' version='1.01' allow='yes'/>`,
    ],
  ])('%s', (text, expected) => {
    expect(devices(text)).toContain(expected)
  })
})

describe('reading elements', () => {
  it('puts several <devices>, <os> and <features> together, and takes the first of others', () => {
    expect(
      read(`<title>a</title><title>b</title><os><type>hvm</type></os><os firmware='efi'><boot dev='hd'/><type>xen</type></os>
        <devices><hub type='usb'/></devices><devices><panic model='isa'/></devices>`),
    ).toEqual([
      `<title>a</title>`,
      `<os firmware='efi'>`,
      '<type>hvm</type>',
      `<boot dev='hd'/>`,
      '</os>',
      `<hub type='usb'/>`,
      `<panic model='isa'/>`,
    ])
  })

  it('takes the first SMBIOS entry of each name that there is', () => {
    const entries = `<entry name='sku'>d</entry><entry name='bogus'>c</entry><entry name='sku'>e</entry><entry name='serial'>f</entry>`
    expect(read(`<sysinfo type='smbios'><system>${entries}</system></sysinfo>`)).toEqual([
      `<sysinfo type='smbios'>`,
      '<system>',
      `<entry name='serial'>f</entry>`,
      `<entry name='sku'>d</entry>`,
      '</system>',
      '</sysinfo>',
    ])
  })

  it('takes the last of a feature', () => {
    expect(read(`<features><pmu state='off'/><pmu state='on'/></features>`)).toContain(`<pmu state='on'/>`)
  })

  it.each([
    ['an alias of QEMU', `<hub type='usb'><alias name='hub0'/></hub>`, [`<hub type='usb'/>`]],
    ['an alias with a dot', `<hub type='usb'><alias name='ua-a.b'/></hub>`, [`<hub type='usb'/>`]],
    [
      'live state',
      `<memballoon model='none'><alias name='ua-b'/><bogus/></memballoon>`,
      [`<memballoon model='none'>`, `<alias name='ua-b'/>`, '</memballoon>'],
    ],
  ])('drops %s', (_, text, expected) => {
    expect(devices(text)).toEqual(expected)
  })

  it('drops what belongs to another variant', () => {
    expect(read(`<clock offset='utc' timezone='UTC' start='1'/>`)).toEqual([`<clock offset='utc'/>`])
  })

  it('reads the port of a protocol, and nothing of a newer libvirt', () => {
    const text = `<disk type='network'><source protocol='https' name='n'><host name='h'/></source><target dev='sda' dpofua='on'/></disk>`
    expect(devices(text)).toEqual([
      `<disk type='network'>`,
      `<source protocol='https' name='n'>`,
      `<host name='h' port='443'/>`,
      '</source>',
      `<target dev='sda' dpofua='on'/>`,
      '</disk>',
    ])
    expect(devices(text, '11.3.0')).toContain(`<target dev='sda'/>`)
  })

  it('gives the namespaces of drivers their own prefix, and drops those of other drivers', () => {
    const text = `<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0' xmlns:x='http://libvirt.org/schemas/domain/xen/1.0'>
      <q:commandline><q:arg value='-x'/></q:commandline><x:commandline><x:arg value='y'/></x:commandline>
      <capabilities xmlns='http://libvirt.org/schemas/domain/qemu/1.0'><del capability='c'/></capabilities></domain>`
    expect(readText(text)).toBe(`<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <devices>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-x'/>
  </qemu:commandline>
  <qemu:capabilities>
    <qemu:del capability='c'/>
  </qemu:capabilities>
</domain>
`)
  })

  it('keeps the first element of each namespace in metadata', () => {
    const text = `<metadata><plain/><a:x xmlns:a='urn:a'>1</a:x><b:x xmlns:b='urn:a'>2</b:x></metadata>`
    expect(read(text)).toEqual(['<metadata>', '<a:x xmlns:a="urn:a">1</a:x>', '</metadata>'])
    expect(read('<metadata><plain/></metadata>')).toEqual([])
  })

  it('gives each thread its scheduler, and drops pins of vCPUs that the guest has not', () => {
    const text = `<vcpu>4</vcpu><cputune><vcpusched vcpus='0-1' scheduler='batch' priority='3'/><vcpupin vcpu='4' cpuset='1'/></cputune>`
    expect(read(text)).toEqual([
      '<vcpu>4</vcpu>',
      '<cputune>',
      `<vcpusched vcpus='0' scheduler='batch'/>`,
      `<vcpusched vcpus='1' scheduler='batch'/>`,
      '</cputune>',
    ])
  })

  it('names the family of addresses, and says that a card carries several VLANs', () => {
    const text = `<interface type='network'><ip address='2001:DB8:0:0::0001'/><vlan><tag id='1'/><tag id='2'/></vlan></interface>`
    expect(devices(text)).toEqual(expect.arrayContaining([`<ip address='2001:db8::1' family='ipv6'/>`, `<vlan trunk='yes'>`]))
  })

  it.skipIf(!hasCorpus)('changes nothing in what libvirt printed', () => {
    const changed = ['libvirt', 'real-libvirt'].flatMap((folder) =>
      corpusFiles(`${folder}/canonical`).filter((file) => {
        const text = readFileSync(file, 'utf8')
        return readText(text, folder === 'libvirt' ? '11.3.0' : '12.8.0') !== text
      }),
    )
    expect(changed.map((file) => basename(file))).toEqual([])
  })
})

describe('formatIp', () => {
  it.each([
    ['2001:DB8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::1', '::1'],
    ['fe80::0001:0', 'fe80::1:0'],
    ['1:0:2:0:3:0:4:0', '1:0:2:0:3:0:4:0'],
    ['10.0.0.1', '10.0.0.1'],
    ['no address', 'no address'],
  ])('%s is %s', (text, expected) => {
    expect(formatIp(text)).toBe(expected)
  })
})
