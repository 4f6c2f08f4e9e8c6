import { rule } from '../rule.js'

export default rule({
  id: 'security/no-clear-text-password',
  summary: 'Keep graphics passwords out of the definition',
  why: `\`passwd\` stands in clear text in every copy of the file: in version control, in backups, in the output of tools. libvirt
itself shows it only to those who ask with \`virsh dumpxml --security-info\`, and keeps it in /etc/libvirt/qemu, which only root may
read. A VNC password is weak besides: the protocol uses 8 bytes of it, and encrypts nothing after the login. Set one password for the
host in qemu.conf, use SASL and TLS there, or give it to the running guest with \`virsh update-device\`.`,
  sources: [
    'libvirt docs: formatdomain, graphical framebuffers (passwd)',
    'libvirt: qemu.conf (vnc_password, vnc_tls, vnc_sasl)',
    'virsh(1), dumpxml --security-info',
  ],
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  message: 'the {type} password stands here in clear text: everyone who can read this file has it',
  on: {
    'domain/devices/graphics[@passwd]'(graphics) {
      const password = graphics.attribute('passwd')
      if (!password || password.value === '' || placeholder.test(password.value)) return
      return { at: password.nameRange, data: { type: graphics.attr('type')?.toUpperCase() ?? '' } }
    },
  },
  examples: [
    {
      name: 'a password',
      inside: 'q35',
      bad: `<graphics type='vnc' autoport='yes' «passwd»='example'/>`,
      says: 'the VNC password stands here in clear text',
    },
    {
      name: 'none, and one that a template fills in',
      inside: 'q35',
      good: [`<graphics type='vnc' autoport='yes'/>`, `<graphics type='vnc' autoport='yes' passwd='{{ vnc_password }}'/>`],
    },
  ],
})

/** What templates of Jinja, ERB, shells and Terraform put in place of a value. */
const placeholder = /^(?:\{\{.*\}\}|<%.*%>|\$\{.*\}|\$\w+|%\w+%|@\w+@)$/
