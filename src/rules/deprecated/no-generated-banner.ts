import { removeElement } from '../../xml/change.js'
import type { XmlComment } from '../../xml/tree.js'
import { rule } from '../rule.js'

const warning = 'THIS IS AN AUTO-GENERATED FILE'

export default rule({
  id: 'deprecated/no-generated-banner',
  summary: "Leave libvirt's banner out of files that are yours",
  why: `libvirt writes this comment above its own copy of a definition, in \`/etc/libvirt/qemu\`. That copy is read when the daemon starts and
overwritten at each change, so edits in it are lost, or never take effect: the way to change such a guest is \`virsh edit NAME\`, or
\`virsh define FILE\`. In a copy elsewhere the banner warns of something that does not happen there.`,
  sources: ['libvirt: virxml.c, virXMLEmitWarning', 'tried on libvirt 12.8: comments do not reach the stored definition'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'this is, or was, a file that libvirt writes for itself and overwrites: change the guest with virsh edit or virsh define',
  fix: 'safe',
  on: {
    domain(element, { document }) {
      if (document.element !== element) return
      const banner = document.children.find((node): node is XmlComment => node.type === 'comment' && node.value.includes(warning))
      if (!banner) return
      const start = document.source.text.indexOf(warning, banner.start)
      return { at: { start, end: start + warning.length }, fix: removeElement(banner) }
    },
  },
  examples: [
    {
      name: "a copy of libvirt's own file",
      bad: `<!--
WARNING: «THIS IS AN AUTO-GENERATED FILE». CHANGES TO IT ARE LIKELY TO BE
OVERWRITTEN AND LOST. Changes to this xml configuration should be made using:
  virsh edit guest
or other application using the libvirt API.
-->
<domain type='kvm'>
  <name>guest</name>
</domain>`,
      fixed: `<domain type='kvm'>
  <name>guest</name>
</domain>`,
    },
    {
      name: 'a comment of your own',
      good: `<!-- made from templates/web.xml -->
<domain type='kvm'>
  <name>guest</name>
</domain>`,
    },
  ],
})
