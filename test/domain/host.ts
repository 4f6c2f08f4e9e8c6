/** What a small host says of itself, in the words of virsh: a KVM host without SPICE, with two machine types. */
export const capabilities = `<capabilities>
  <host>
    <cpu>
      <arch>x86_64</arch>
    </cpu>
  </host>
  <guest>
    <os_type>hvm</os_type>
    <arch name='x86_64'>
      <wordsize>64</wordsize>
      <emulator>/usr/bin/qemu-system-x86_64</emulator>
      <machine maxCpus='288'>pc-q35-9.2</machine>
      <machine canonical='pc-q35-9.2' maxCpus='288'>q35</machine>
      <machine maxCpus='255' deprecated='yes'>pc-i440fx-6.2</machine>
      <domain type='qemu'/>
      <domain type='kvm'>
        <emulator>/usr/libexec/qemu-fast</emulator>
        <machine>pc-q35-9.2</machine>
      </domain>
    </arch>
  </guest>
  <guest>
    <os_type>exe</os_type>
    <arch name='x86_64'>
      <emulator>/usr/lib/libvirt/libvirt_lxc</emulator>
      <domain type='lxc'/>
    </arch>
  </guest>
</capabilities>
`

export const domainCapabilities = `<domainCapabilities>
  <path>/usr/bin/qemu-system-x86_64</path>
  <domain>kvm</domain>
  <machine>pc-q35-9.2</machine>
  <arch>x86_64</arch>
  <os supported='yes'>
    <loader supported='yes'>
      <value>/usr/share/OVMF/OVMF_CODE_4M.fd</value>
      <enum name='type'>
        <value>rom</value>
        <value>pflash</value>
      </enum>
    </loader>
  </os>
  <cpu>
    <mode name='host-passthrough' supported='no'/>
    <mode name='custom' supported='yes'>
      <model usable='yes' vendor='Intel'>Penryn</model>
      <model usable='no' vendor='Intel' deprecated='yes'>Haswell</model>
      <model usable='unknown'>qemu64</model>
    </mode>
  </cpu>
  <devices>
    <graphics supported='yes'>
      <enum name='type'>
        <value>vnc</value>
      </enum>
    </graphics>
    <video supported='yes'>
      <enum name='modelType'>
        <value>vga</value>
        <value>virtio</value>
      </enum>
    </video>
    <tpm supported='no'/>
    <hostdev supported='yes'>
      <enum name='capsType'/>
    </hostdev>
  </devices>
  <features>
    <sev supported='no'/>
  </features>
</domainCapabilities>
`

export const version = `Compiled against library: libvirt 10.10.0
Using library: libvirt 10.10.0
Using API: QEMU 10.10.0
Running hypervisor: QEMU 9.2.4
Running against daemon: 11.0.0
`
