import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-bridge-script',
  summary: 'Leave the script of a bridged interface out',
  why: `A script that connects the host interface to a bridge is a thing of Xen, where \`vif-bridge\` still does it. For QEMU guests libvirt
itself makes the connection: it stores the script, and refuses to start the guest. Only interfaces of type \`ethernet\` run one.`,
  sources: [
    'libvirt: qemu_command.c, qemuBuildHostNetProps',
    'tried on libvirt 12.8: defined with and without, the ABI check passes, no command line is built with it',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message:
    'a bridge of a QEMU guest has no script, since libvirt connects the guest itself: libvirt defines the guest but refuses to start it',
  fix: 'safe',
  on: {
    'domain/devices/interface[@type=bridge]/script'(script, { domain }) {
      if (!domain.isQemu) return
      return { at: script, fix: removeElement(script) }
    },
  },
  examples: [
    {
      name: 'a file that was written for Xen',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <«script» path='vif-bridge'/>
</interface>`,
      fixed: `<interface type='bridge'>
  <source bridge='br0'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'an interface that a script sets up',
      good: `<interface type='ethernet'>
  <script path='/etc/qemu-ifup'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'a Xen guest',
      good: `<domain type='xen'>
  <devices>
    <interface type='bridge'>
      <source bridge='br0'/>
      <script path='vif-bridge'/>
    </interface>
  </devices>
</domain>`,
    },
  ],
})
