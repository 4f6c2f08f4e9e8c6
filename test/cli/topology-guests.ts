/** A small machine of the old PC. */
export const smallPc = `<domain type='kvm'>
  <name>till</name>
  <memory unit='MiB'>512</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc-i440fx-9.2'>hvm</type></os>
  <features><acpi/></features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <source file='/srv/till.img'/>
      <target dev='hda' bus='ide'/>
    </disk>
    <disk type='file' device='cdrom'>
      <target dev='hdc' bus='ide'/>
      <readonly/>
    </disk>
    <interface type='bridge'>
      <mac address='52:54:00:0a:0b:0c'/>
      <source bridge='br0'/>
      <model type='e1000'/>
    </interface>
    <input type='tablet' bus='usb'>
      <address type='usb' bus='0' port='1'/>
    </input>
    <graphics type='vnc'/>
    <video>
      <model type='vga'/>
      <address type='pci' slot='2'/>
    </video>
    <memballoon model='none'/>
  </devices>
</domain>
`

/** A workstation on q35 with two graphics cards of the host, NUMA cells, and all that is usual beside. */
export const workstation = `<domain type='kvm'>
  <name>workstation</name>
  <maxMemory slots='4' unit='GiB'>64</maxMemory>
  <memory unit='GiB'>40</memory>
  <vcpu current='8'>16</vcpu>
  <os firmware='efi'><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>
  <features><acpi/></features>
  <cpu mode='host-passthrough'>
    <topology sockets='2' cores='4' threads='2'/>
    <numa>
      <cell id='0' cpus='0-7' memory='16' unit='GiB'/>
      <cell id='1' cpus='8-15' memory='16' unit='GiB'/>
    </numa>
  </cpu>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='block' device='disk'>
      <source dev='/dev/vg0/system'/>
      <target dev='vda' bus='virtio'/>
      <serial>SYSTEM01</serial>
      <boot order='1'/>
    </disk>
    <disk type='file' device='disk'>
      <source file='/srv/data.qcow2'/>
      <target dev='sda' bus='scsi'/>
    </disk>
    <disk type='file' device='disk'>
      <source file='/srv/archive.qcow2'/>
      <target dev='sdb' bus='scsi'/>
    </disk>
    <disk type='file' device='cdrom'>
      <target dev='sdc' bus='sata'/>
      <readonly/>
    </disk>
    <controller type='scsi' index='0' model='virtio-scsi'/>
    <controller type='usb' index='0' model='qemu-xhci' ports='8'/>
    <controller type='pci' index='0' model='pcie-root'/>
    <controller type='pci' index='1' model='pcie-root-port'/>
    <controller type='pci' index='2' model='pcie-to-pci-bridge'/>
    <interface type='network'>
      <mac address='52:54:00:11:22:33'/>
      <source network='default'/>
      <model type='virtio'/>
      <driver queues='4'/>
    </interface>
    <interface type='bridge'>
      <mac address='52:54:00:11:22:34'/>
      <source bridge='br1'/>
      <model type='e1000e'/>
    </interface>
    <hostdev mode='subsystem' type='pci' managed='yes'>
      <source><address domain='0' bus='0x41' slot='0' function='0'/></source>
    </hostdev>
    <hostdev mode='subsystem' type='pci' managed='yes'>
      <source><address domain='0' bus='0x41' slot='0' function='1'/></source>
    </hostdev>
    <hostdev mode='subsystem' type='usb'>
      <source><vendor id='0x1050'/><product id='0x0407'/></source>
      <address type='usb' bus='0' port='2'/>
    </hostdev>
    <input type='tablet' bus='usb'>
      <address type='usb' bus='0' port='1'/>
    </input>
    <redirdev bus='usb' type='spicevmc'>
      <address type='usb' bus='0' port='3'/>
    </redirdev>
    <sound model='ich6'/>
    <graphics type='spice'/>
    <video><model type='virtio' heads='2'/></video>
    <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>
    <memory model='dimm'><target><size unit='GiB'>8</size><node>1</node></target></memory>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
    <watchdog model='itco' action='poweroff'/>
    <vsock model='virtio'><cid auto='no' address='42'/></vsock>
  </devices>
</domain>
`

/** The same a year later: a card, a disk and a network card are gone or others, and there is more memory. */
export const workstationLater = workstation
  .replace("<vcpu current='8'>", '<vcpu>')
  .replace(/ {4}<disk type='file' device='disk'>\s*<source file='\/srv\/archive[\s\S]*?<\/disk>\n/, '')
  .replace("<model type='e1000e'/>", "<model type='igb'/>")
  .replace("bus='0x41' slot='0' function='0'", "bus='0x42' slot='0' function='0'")
  .replace("port='3'", "port='6'")
  .replace(
    "    <rng model='virtio'>",
    "    <memory model='dimm'><target><size unit='GiB'>8</size><node>0</node></target></memory>\n    <rng model='virtio'>",
  )
  .replace("<memory unit='GiB'>40", "<memory unit='GiB'>48")

/** A mainframe's guest: channel devices, and a PCI card behind them. */
export const mainframe = `<domain type='qemu'>
  <name>ledger</name>
  <memory unit='GiB'>4</memory>
  <vcpu>2</vcpu>
  <os><type arch='s390x' machine='s390-ccw-virtio-9.2'>hvm</type></os>
  <devices>
    <emulator>/usr/bin/qemu-system-s390x</emulator>
    <disk type='block' device='disk'>
      <source dev='/dev/mapper/ledger'/>
      <target dev='vda' bus='virtio'/>
      <address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0100'/>
    </disk>
    <disk type='file' device='disk'>
      <source file='/srv/books.qcow2'/>
      <target dev='sda' bus='scsi'/>
    </disk>
    <controller type='scsi' index='0' model='virtio-scsi'/>
    <interface type='network'>
      <mac address='52:54:00:77:88:99'/>
      <source network='default'/>
      <model type='virtio'/>
    </interface>
    <hostdev mode='subsystem' type='pci'>
      <source><address domain='1' bus='0' slot='0' function='0'/></source>
    </hostdev>
    <console type='pty'><target type='sclp' port='0'/></console>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
  </devices>
</domain>
`

/** The small machine with a faster network card and a second disk, and without its CD drive. */
export const smallPcLater = smallPc
  .replace("<model type='e1000'/>", "<model type='virtio'/>")
  .replace(/ {4}<disk type='file' device='cdrom'>[\s\S]*?<\/disk>\n/, '')
  .replace(
    '    <interface',
    "    <disk type='file' device='disk'>\n      <source file='/srv/receipts.img'/>\n      <target dev='vda' bus='virtio'/>\n    </disk>\n    <interface",
  )
  .replace("port='1'", "port='2'")
