import { rule } from '../rule.js'

export default rule({
  id: 'performance/prefer-kvm',
  summary: 'Run guests of the host architecture under KVM',
  why: `A domain of type \`qemu\` translates every instruction of the guest in software, which is many times slower than the host's CPU
under \`type='kvm'\`. It is meant for other architectures and for hosts without virtualization, and often left from a test in a nested
guest. The CPU that the guest sees may change with the type, and a CPU mode such as host-passthrough needs KVM.`,
  sources: ['libvirt docs: formatdomain, element and attribute overview (type); drvqemu'],
  category: 'performance',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message:
    "type='qemu' emulates the CPU in software, although the guest has the architecture of the host ({arch}): type='kvm' is many times faster",
  on: {
    'domain[@type=qemu]'(element, { domain, hostArch }) {
      const type = element.attribute('type')
      return type && domain.arch === hostArch ? { at: type, data: { arch: hostArch } } : undefined
    },
  },
  examples: [
    {
      name: 'an emulated guest',
      bad: `<domain type='«qemu»'>
  <name>guest</name>
  <os>
    <type arch='x86_64'>hvm</type>
  </os>
</domain>`,
    },
    {
      name: 'another architecture',
      good: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='riscv64' machine='virt'>hvm</type>
  </os>
</domain>`,
    },
  ],
})
