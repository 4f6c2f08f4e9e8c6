import { describe, expect, it } from 'vitest'
import { canonicalText, printed, type WrittenGuest } from './printed.js'

// The expected forms are those of libvirt 12.8, asked.
const domainPart = (name: string, beside: string, guest?: WrittenGuest) => printed(name, beside, '', guest)

describe('the identity of a guest', () => {
  it('is new where nothing is said', () => {
    expect(domainPart('uuid', '')).toEqual(['<uuid>abababab-abab-4bab-abab-abababababab</uuid>'])
    expect(domainPart('genid', '<genid/>')).toEqual(['<genid>abababab-abab-4bab-abab-abababababab</genid>'])
    expect(domainPart('genid', '')).toEqual([])
  })

  it('is that of the SMBIOS tables, spelled as UUIDs are', () => {
    const sysinfo = `<sysinfo type='smbios'><system><entry name='uuid'>DEADBEEFDEADBEEFDEADBEEFDEADBEEF</entry></system></sysinfo>`
    const uuid = 'deadbeef-dead-beef-dead-beefdeadbeef'
    expect(domainPart('uuid', sysinfo)).toEqual([`<uuid>${uuid}</uuid>`])
    expect(domainPart('entry', sysinfo)).toEqual([`<entry name='uuid'>${uuid}</entry>`])
  })
})

describe('vCPUs', () => {
  it.each([
    ['', ["<vcpu placement='static'>1</vcpu>"]],
    ["<vcpu current='4'>4</vcpu>", ["<vcpu placement='static'>4</vcpu>"]],
    ["<vcpu current='1' cpuset='0-1,^1'>4</vcpu>", ["<vcpu placement='static' cpuset='0' current='1'>4</vcpu>"]],
    ["<vcpu cpuset='0-16383'>4</vcpu>", ["<vcpu placement='static'>4</vcpu>"]],
    ["<vcpu placement='auto' cpuset='0'>2</vcpu>", ["<vcpu placement='auto'>2</vcpu>"]],
    ["<vcpu>2</vcpu><numatune><memory placement='auto'/></numatune>", ["<vcpu placement='auto'>2</vcpu>"]],
    [
      "<vcpu>2</vcpu><cputune><emulatorpin cpuset='0'/></cputune><numatune><memory placement='auto'/></numatune>",
      ["<vcpu placement='static'>2</vcpu>"],
    ],
  ])('%s', (beside, expected) => {
    expect(domainPart('vcpu', beside)).toEqual(expected)
  })

  it('are all listed where some are', () => {
    const beside = "<vcpu>3</vcpu><vcpus><vcpu id='1' enabled='yes' order='1'/></vcpus>"
    expect(domainPart('vcpu', beside)).toEqual([
      "<vcpu placement='static' current='1'>3</vcpu>",
      "<vcpu id='0' enabled='no' hotpluggable='yes'/>",
      "<vcpu id='1' enabled='yes' hotpluggable='no' order='1'/>",
      "<vcpu id='2' enabled='no' hotpluggable='yes'/>",
    ])
  })

  it('are not listed where their number is absurd', () => {
    expect(domainPart('vcpu', "<vcpu>4000000000</vcpu><vcpus><vcpu id='1' enabled='yes'/></vcpus>")).toHaveLength(2)
  })
})

describe('I/O threads', () => {
  it('without an id get the lowest free one, behind the others', () => {
    const beside = "<iothreads>3</iothreads><iothreadids><iothread id='2'/></iothreadids>"
    expect(domainPart('iothread', beside)).toEqual(["<iothread id='2'/>", "<iothread id='1'/>", "<iothread id='3'/>"])
  })

  it('are as many as are listed', () => {
    expect(domainPart('iothreads', "<iothreadids><iothread id='9'/></iothreadids>")).toEqual(['<iothreads>1</iothreads>'])
    expect(domainPart('iothreads', '<iothreads>0</iothreads>')).toEqual([])
  })

  it('are not listed where none is', () => {
    expect(domainPart('iothreadids', '<iothreads>2</iothreads>')).toEqual([])
  })
})

describe('memory', () => {
  const cell = "<cpu><numa><cell id='0' cpus='0' memory='65536'/></numa></cpu>"
  const sizes = (beside: string, devices = '', guest?: WrittenGuest) => [
    ...printed('maxMemory', beside, devices, guest),
    ...printed('memory', beside, devices, guest).filter((line) => line.startsWith('<memory unit')),
    ...printed('currentMemory', beside, devices, guest),
  ]

  it('is what the balloon starts with', () => {
    const both = ["<memory unit='KiB'>1048576</memory>", "<currentMemory unit='KiB'>1048576</currentMemory>"]
    expect(sizes('')).toEqual(both)
    expect(sizes('<currentMemory>9999999</currentMemory>')).toEqual(both)
  })

  it('is the sum of the NUMA nodes in a new definition', () => {
    expect(sizes(cell)[0]).toBe("<memory unit='KiB'>65536</memory>")
    expect(sizes(cell, '', { abiUpdate: false })[0]).toBe("<memory unit='KiB'>1048576</memory>")
    expect(sizes(`<memory>0</memory>${cell}`, '', { abiUpdate: false })[0]).toBe("<memory unit='KiB'>65536</memory>")
  })

  it('gets a NUMA node when more can be plugged in', () => {
    const dimm = "<memory model='dimm'><target><size>262144</size></target></memory>"
    const beside = "<vcpu>2</vcpu><maxMemory slots='4'>4194304</maxMemory>"
    expect(printed('cell', beside, dimm)).toEqual(["<cell id='0' cpus='0-1' memory='786432' unit='KiB'/>"])
    expect(printed('node', beside, dimm)).toEqual(['<node>0</node>'])
    expect(printed('cell', beside, dimm, { abiUpdate: false })).toEqual([])
  })

  it('has no limits that are none', () => {
    const limits = '<memtune><hard_limit>9007199254740991</hard_limit><soft_limit>9007199254740990</soft_limit></memtune>'
    expect(domainPart('memtune', limits)).toEqual(['<memtune>', "<soft_limit unit='KiB'>9007199254740990</soft_limit>", '</memtune>'])
  })

  it('has huge pages of the only node without its number', () => {
    const pages = "<memoryBacking><hugepages><page size='2048' nodeset='0'/></hugepages></memoryBacking>"
    expect(domainPart('page', pages)).toEqual(["<page size='2048' unit='KiB'/>"])
    expect(domainPart('page', pages + cell)).toEqual(["<page size='2048' unit='KiB' nodeset='0'/>"])
  })
})

describe('NUMA', () => {
  it('cells are in the order of their numbers, with distances both ways', () => {
    const beside = `<vcpu>2</vcpu><cpu><numa>
      <cell id='1' cpus='0' memory='524288'><distances><sibling id='0' value='21'/></distances></cell>
      <cell id='0' cpus='1' memory='524288'/></numa></cpu>`
    expect(domainPart('cell', beside)).toEqual([
      "<cell id='0' cpus='1' memory='524288' unit='KiB'>",
      '<distances>',
      "<sibling id='0' value='10'/>",
      "<sibling id='1' value='21'/>",
      '</distances>',
      '</cell>',
      "<cell id='1' cpus='0' memory='524288' unit='KiB'>",
      '<distances>',
      "<sibling id='0' value='21'/>",
      "<sibling id='1' value='10'/>",
      '</distances>',
      '</cell>',
    ])
  })

  it('gives vCPUs that no cell has to the first', () => {
    const beside = "<vcpu>6</vcpu><cpu><numa><cell cpus='0' memory='524288'/><cell cpus='2-3' memory='524288'/></numa></cpu>"
    expect(domainPart('cell', beside)[0]).toBe("<cell id='0' cpus='0-1,4-5' memory='524288' unit='KiB'/>")
  })

  it.each([
    ["<memory nodeset='0'/>", "<memory mode='strict' nodeset='0'/>"],
    ["<memory mode='interleave' placement='static' nodeset='0'/>", "<memory mode='interleave' nodeset='0'/>"],
    ["<memory placement='auto' nodeset='0'/>", "<memory mode='strict' placement='auto'/>"],
    ["<memnode cellid='0' nodeset='0'/>", "<memnode cellid='0' mode='strict' nodeset='0'/>"],
  ])('places %s', (inside, expected) => {
    expect(domainPart('numatune', `<numatune>${inside}</numatune>`)).toEqual(['<numatune>', expected, '</numatune>'])
  })

  it('places the memory where vCPUs are placed automatically', () => {
    const beside = "<vcpu placement='auto'>2</vcpu>"
    expect(domainPart('numatune', beside)).toEqual(['<numatune>', "<memory mode='strict' placement='auto'/>", '</numatune>'])
  })
})

describe('architecture, machine and emulator', () => {
  const type = (guest: WrittenGuest) => printed('type', '', '', guest)

  it('are those of the host and of libvirt', () => {
    const target = 'libvirt=12.8.0,qemu=11.1.3'
    expect(type({ arch: '', machine: '', target })).toEqual(["<type arch='x86_64' machine='pc-i440fx-11.1'>hvm</type>"])
    expect(type({ arch: '', machine: '', target, hostArch: 'aarch64' })).toEqual(["<type arch='aarch64' machine='virt-11.1'>hvm</type>"])
    expect(type({ arch: 'riscv64', machine: '', target: 'libvirt=9.2.0' })).toEqual(["<type arch='riscv64' machine='spike'>hvm</type>"])
  })

  it('has aliases resolved, unless the target keeps them', () => {
    expect(type({ target: 'libvirt=11.3.0,qemu=8.1.0' })).toEqual(["<type arch='x86_64' machine='pc-q35-8.1'>hvm</type>"])
    expect(type({ target: 'libvirt=11.3.0,qemu=latest' })).toEqual(["<type arch='x86_64' machine='q35'>hvm</type>"])
    expect(type({ machine: 'pc-q35-7.2' })).toEqual(["<type arch='x86_64' machine='pc-q35-7.2'>hvm</type>"])
  })

  it('has an alias that only the host can resolve told', () => {
    const { unknowns } = canonicalText('', '', { target: 'ubuntu-24.04' })
    expect(unknowns).toContain("the machine type that the alias 'q35' stands for")
  })

  it.each([
    [{}, '/usr/bin/qemu-system-x86_64'],
    [{ arch: 'i686', machine: 'pc' }, '/usr/bin/qemu-system-i386'],
    [{ arch: 'armv7l', machine: 'virt' }, '/usr/bin/qemu-system-arm'],
    [{ arch: 'armv7l', machine: 'virt', hostArch: 'aarch64' }, '/usr/bin/qemu-system-aarch64'],
  ])('%o is run by %s', (guest, path) => {
    expect(printed('emulator', '', '', guest)).toEqual([`<emulator>${path}</emulator>`])
  })
})

describe('booting', () => {
  it('is from disk where nothing is said', () => {
    expect(domainPart('boot', '')).toEqual(["<boot dev='hd'/>"])
    expect(domainPart('boot', '', { os: "<boot dev='cdrom'/>" })).toEqual(["<boot dev='cdrom'/>"])
    const disk = "<disk><source file='/a'/><target dev='vda'/><boot order='1'/></disk>"
    expect(printed('boot', '', disk)).toEqual(["<boot order='1'/>"])
  })

  it('has what follows the end of the guest written out', () => {
    const beside = '<on_crash>preserve</on_crash>'
    expect(['on_poweroff', 'on_reboot', 'on_crash'].flatMap((name) => domainPart(name, beside))).toEqual([
      '<on_poweroff>destroy</on_poweroff>',
      '<on_reboot>restart</on_reboot>',
      '<on_crash>preserve</on_crash>',
    ])
  })
})

describe('the clock', () => {
  it.each([
    ['', "<clock offset='utc'/>"],
    ["<clock offset='utc' adjustment='reset'/>", "<clock offset='utc' adjustment='reset'/>"],
    ["<clock offset='localtime' adjustment='007'/>", "<clock offset='variable' adjustment='7' basis='localtime'/>"],
    ["<clock adjustment='-5'/>", "<clock offset='variable' adjustment='-5' basis='utc'/>"],
    ["<clock offset='variable' basis='localtime'/>", "<clock offset='variable' adjustment='0' basis='localtime'/>"],
    ["<clock offset='timezone' timezone='Europe/Paris'/>", "<clock offset='timezone' timezone='Europe/Paris'/>"],
    ["<clock offset='absolute' start='1234'/>", "<clock offset='absolute' start='1234'/>"],
  ])('%s', (beside, expected) => {
    expect(domainPart('clock', beside)).toEqual([expected])
  })
})

describe('features', () => {
  it('are on when they are named', () => {
    const features = '<features><smm/><vmport/><pmu state="off"/><hap/><pvspinlock/><vmcoreinfo/><hyperv/></features>'
    expect(domainPart('features', features)).toEqual(
      expect.arrayContaining([
        "<hap state='on'/>",
        "<pvspinlock state='on'/>",
        "<pmu state='off'/>",
        "<vmport state='on'/>",
        "<smm state='on'/>",
        "<vmcoreinfo state='on'/>",
      ]),
    )
  })

  it('of s390 include no ACPI in a stored definition', () => {
    const guest = { type: 'qemu', arch: 's390x', machine: 's390-ccw-virtio' }
    expect(domainPart('acpi', '<features><acpi/></features>', { ...guest, abiUpdate: false })).toEqual([])
    expect(domainPart('acpi', '<features><acpi/></features>', guest)).toEqual(['<acpi/>'])
  })

  it("of ARM's virt machine include a GIC, whose version the host decides where there is one", () => {
    const guest = { arch: 'aarch64', machine: 'virt' }
    expect(domainPart('gic', '', { ...guest, type: 'qemu' })).toEqual(["<gic version='2'/>"])
    expect(domainPart('gic', '<features><gic version="host"/></features>', guest)).toEqual(["<gic version='host'/>"])
    expect(canonicalText('', '', guest).unknowns).toContain("the version of the GIC: it is the newest that the host's KVM has")
  })
})

describe('security labels', () => {
  it.each([
    ["<seclabel type='dynamic' model='selinux'/>", ["<seclabel type='dynamic' model='selinux' relabel='yes'/>"]],
    ["<seclabel type='dynamic' model='none'/>", ["<seclabel type='none' model='none'/>"]],
    [
      "<seclabel type='none' model='selinux'/><seclabel model='dac'/>",
      ["<seclabel type='none' model='selinux'/>", "<seclabel type='dynamic' model='dac' relabel='yes'/>"],
    ],
    [
      "<seclabel type='static' model='dac'><label>a</label></seclabel>",
      ["<seclabel type='static' model='dac' relabel='no'>", '<label>a</label>', '</seclabel>'],
    ],
  ])('%s', (beside, expected) => {
    expect(domainPart('seclabel', beside)).toEqual(expected)
  })

  it('without a model get that of the host, which is told', () => {
    const { text, unknowns } = canonicalText("<seclabel type='none'/>", '')
    expect(text).toContain("<seclabel type='none' model='none'/>")
    expect(unknowns).toContain('the security model: it is the first of the host, and none where it has none')
  })
})
