import { rule } from '../rule.js'

export default rule({
  id: 'security/no-unconfined-guest',
  summary: 'Keep the confinement of the guest',
  why: `libvirt runs every QEMU under a security label of its own (SELinux or AppArmor), and as a user without rights (DAC): a guest
that breaks out of QEMU reaches its own disks and nothing else. \`<seclabel type='none'>\` switches that off for this guest. It is
usually left from a search for a permission problem; a path that QEMU may not open can be allowed for one device with a \`<seclabel>\`
inside its \`<source>\`.`,
  sources: ['libvirt docs: formatdomain, security label; drvqemu, security model'],
  category: 'security',
  severity: 'info',
  since: '0.1.0',
  message: 'QEMU runs without the {model} confinement that libvirt gives other guests',
  on: {
    'domain/seclabel[@type=none]'(seclabel, { domain }) {
      const type = seclabel.attribute('type')
      const model = seclabel.attr('model')
      // The model 'none' is that of a host without any security driver.
      return domain.isQemu && type && model !== 'none' ? { at: type, data: { model: model ?? "host's" } } : undefined
    },
  },
  examples: [
    {
      name: 'no label',
      inside: 'domain',
      bad: `<seclabel type='«none»' model='selinux'/>`,
      says: 'without the selinux confinement',
    },
    {
      name: 'the default',
      inside: 'domain',
      good: `<seclabel type='dynamic' model='selinux' relabel='yes'/>`,
    },
  ],
})
