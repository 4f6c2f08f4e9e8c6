import { Hostdev } from '../../domain/devices/hostdev.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-hypervisor-disguise',
  summary: 'Know whether the hypervisor still has to be hidden from the graphics driver',
  why: `NVIDIA's drivers for GeForce cards used to stop with "code 43" in a guest, so that definitions hide KVM from the guest or change
the Hyper-V vendor id. Since release 465 of March 2021 the Windows drivers support passing one such card to one guest, and need neither.
A hidden hypervisor costs a Linux guest KVM's clock and its other paravirtual features. To take it away changes what the guest's CPU
reports: leave it where a guest depends on it, such as one with an old driver or with software that refuses to run in a guest.`,
  sources: [
    'NVIDIA support: GeForce GPU passthrough for Windows virtual machines (driver 465)',
    'libvirt docs: formatdomain, hypervisor features (kvm hidden, hyperv vendor_id)',
  ],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: "{what} hides the hypervisor from the guest, which NVIDIA's drivers since 465 do not need",
  on: {
    'domain/features'(features, { domain }) {
      if (domain.type !== 'kvm' || !domain.isX86 || !domain.devices('hostdev').some((element) => new Hostdev(element).type === 'pci'))
        return
      const [disguise, other] = [features.path('kvm/hidden'), features.path('hyperv/vendor_id')].filter(isOn)
      if (!disguise) return
      const related = other ? [{ at: other, message: 'this serves the same purpose' }] : []
      return { at: disguise, data: { what: `<${disguise.name}>` }, related }
    },
  },
  examples: [
    {
      name: 'both disguises',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <vendor_id state='on' value='example'/>
  </hyperv>
  <kvm>
    <«hidden» state='on'/>
  </kvm>
</features>
<devices>
  <hostdev mode='subsystem' type='pci' managed='yes'>
    <source>
      <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
    </source>
  </hostdev>
</devices>`,
      says: '<hidden> hides the hypervisor',
    },
    {
      name: 'off, or without a card',
      inside: 'domain',
      good: `<features>
  <kvm>
    <hidden state='on'/>
  </kvm>
</features>`,
    },
  ],
})

function isOn(element: XmlElement | undefined): element is XmlElement {
  return element?.attr('state') === 'on'
}
