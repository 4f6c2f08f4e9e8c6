/** A small definition in which nothing is wrong, besides what stands in the middle of its devices. */
export function guest(devices = '', before = ''): string {
  return `<domain type='kvm'>
  <name>web</name>
  <uuid>8f4be6c2-5b0e-4a53-9d62-0a4c7b6a1d11</uuid>
${before}  <memory unit='KiB'>1048576</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.0'>hvm</type>
  </os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
${devices}  </devices>
</domain>
`
}
