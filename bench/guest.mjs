// A guest as people keep them, made from a number: devices, names, addresses and spelling differ from one to the next.
const pick = (n, list) => list[n % list.length]
const hex = (n, width) => n.toString(16).padStart(width, '0')

/** The definition of the n-th guest. */
export function guest(n) {
  const q35 = n % 3 !== 0
  const disks = Array.from(
    { length: 1 + (n % 4) },
    (_, d) => `    <disk type='file' device='disk'>
      <driver name='qemu' type='${pick(n + d, ['qcow2', 'raw'])}' cache='${pick(n, ['none', 'writeback'])}'/>
      <source file='/var/lib/libvirt/images/guest-${n}-${d}.${pick(n + d, ['qcow2', 'img'])}'/>
      <target dev='vd${'abcd'[d]}' bus='virtio'/>
      <address type='pci' domain='0x0000' bus='0x00' slot='0x${hex(10 + d, 2)}' function='0x0'/>
    </disk>`,
  ).join('\n')
  const interfaces = Array.from(
    { length: 1 + (n % 3) },
    (_, i) => `    <interface type='network'>
      <mac address='52:54:00:${hex((n >> 8) & 255, 2)}:${hex(n & 255, 2)}:${hex(i, 2)}'/>
      <source network='default'/>
      <model type='virtio'/>
    </interface>`,
  ).join('\n')
  return `<domain type='kvm'>
  <name>guest-${n}</name>
  <uuid>${hex(n, 8)}-0000-4000-8000-${hex(n * 7919, 12)}</uuid>
  <memory unit='${pick(n, ['KiB', 'MiB'])}'>${pick(n, [4194304, 4096])}</memory>
  <vcpu placement='static'>${1 + (n % 8)}</vcpu>
  <os>
    <type arch='x86_64' machine='${q35 ? pick(n, ['pc-q35-9.2', 'q35']) : pick(n, ['pc-i440fx-7.2', 'pc'])}'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <cpu mode='${pick(n, ['host-passthrough', 'host-model'])}' check='none'/>
  <clock offset='utc'>
    <timer name='rtc' tickpolicy='catchup'/>
    <timer name='pit' tickpolicy='delay'/>
    <timer name='hpet' present='no'/>
  </clock>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
${disks}
    <controller type='usb' index='0' model='${q35 ? 'qemu-xhci' : 'piix3-uhci'}'/>
    <controller type='pci' index='0' model='${q35 ? 'pcie-root' : 'pci-root'}'/>
${interfaces}
    <serial type='pty'>
      <target type='isa-serial' port='0'/>
    </serial>
    <console type='pty'>
      <target type='serial' port='0'/>
    </console>
    <input type='tablet' bus='usb'/>
    <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>
    <video>
      <model type='virtio' heads='1' primary='yes'/>
    </video>
    <memballoon model='virtio'/>
    <rng model='virtio'>
      <backend model='random'>/dev/urandom</backend>
    </rng>
  </devices>
</domain>
`
}

/** The name of the n-th SCSI disk: `sda` ... `sdz`, `sdaa`. */
const diskName = (n) =>
  `sd${n >= 26 ? [...(Math.floor(n / 26) - 1).toString(26)].map(letter).join('') : ''}${letter((n % 26).toString(26))}`
const letter = (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))

/** A guest with so many devices, of which libvirt has to address two thirds. */
export function wideGuest(count) {
  const devices = Array.from({ length: count }, (_, n) =>
    pick(n, [
      `    <disk type='file' device='disk'>
      <source file='/images/${n}.img'/>
      <target dev='${diskName(n)}' bus='scsi'/>
      <address type='drive' controller='0' bus='0' target='${n >> 8}' unit='${n & 255}'/>
    </disk>`,
      `    <channel type='unix'>
      <target type='virtio' name='org.example.${n}'/>
    </channel>`,
      `    <hostdev mode='subsystem' type='usb'>
      <source>
        <vendor id='0x1234'/>
        <product id='0x${hex(n, 4)}'/>
      </source>
    </hostdev>`,
    ]),
  )
  return `<domain type='kvm'>
  <name>wide</name>
  <memory>4194304</memory>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <devices>
${devices.join('\n')}
  </devices>
</domain>
`
}
