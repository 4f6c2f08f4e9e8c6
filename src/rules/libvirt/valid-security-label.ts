import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-security-label',
  summary: 'Write security labels that libvirt can apply',
  why: `A dynamic label is made at each start, so the guest's files have to be relabelled to it; a static one is written down and needs its
\`<label>\`; none means that nothing is labelled. Each security model stands once, and by its name as soon as there are several. For one source of a device
a label and the wish not to relabel exclude each other, and so do relabelling and no label.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virSecurityLabelDefsParseXML and virSecurityDeviceLabelDefParseXML', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    dynamic: "a dynamic label needs relabelling: libvirt refuses relabel='no'",
    none: "type='none' means no label: libvirt refuses relabel='yes'",
    label: 'a static label needs its <label>: libvirt refuses it without',
    model: 'which security model is meant must be said{why}: libvirt refuses a <seclabel> without model=',
    duplicate: 'the label of model {model} is there already: libvirt refuses the second',
    unlabelled: "relabel='yes' without a <label> labels the source with nothing: libvirt refuses it",
    labelled: "relabel='no' leaves the label unused: libvirt refuses the two together",
  },
  on: {
    'domain/seclabel'(seclabel) {
      const siblings = seclabel.parentElement?.elements('seclabel') ?? []
      const type = seclabel.attr('type') ?? 'dynamic'
      const relabel = seclabel.attribute('relabel')
      const model = seclabel.attribute('model')
      const first = duplicateOf(seclabel, siblings)
      if (first && model)
        return { message: 'duplicate', at: model, data: { model: model.value }, related: [{ at: first, message: 'the first one' }] }
      if (type === 'dynamic' && relabel?.value === 'no') return { message: 'dynamic', at: relabel }
      if (!model && siblings.length > 1) return { message: 'model', at: seclabel, data: { why: ' where there are several' } }
      if (type === 'none') return relabel?.value === 'yes' ? { message: 'none', at: relabel } : undefined
      if (type === 'static' && !seclabel.child('label')) return { message: 'label', at: seclabel }
      if (model) return
      const isDefault = type === 'dynamic' && !seclabel.child('baselabel') && !seclabel.child('label')
      return isDefault ? undefined : { message: 'model', at: seclabel, data: { why: ' with a label' } }
    },
    'domain/devices/disk/source/seclabel'(seclabel) {
      const relabel = seclabel.attribute('relabel')
      const label = seclabel.child('label')
      const first = duplicateOf(seclabel, seclabel.parentElement?.elements('seclabel') ?? [])
      const model = seclabel.attribute('model')
      if (first && model)
        return { message: 'duplicate', at: model, data: { model: model.value }, related: [{ at: first, message: 'the first one' }] }
      if (relabel?.value === 'yes' && !label) return { message: 'unlabelled', at: relabel }
      return relabel?.value === 'no' && label ? { message: 'labelled', at: relabel } : undefined
    },
  },
  examples: [
    { name: 'a dynamic label for nothing', inside: 'domain', bad: "<seclabel type='dynamic' model='dac' relabel='«no»'/>" },
    { name: 'no label to apply', inside: 'domain', bad: "<seclabel type='none' model='dac' relabel='«yes»'/>" },
    { name: 'a static label without one', inside: 'domain', bad: "<«seclabel» type='static' model='dac' relabel='no'/>" },
    {
      name: 'one model twice',
      inside: 'domain',
      bad: `<seclabel type='dynamic' model='dac'/>
<seclabel type='dynamic' model='«dac»'/>`,
    },
    {
      name: 'several, and one unnamed',
      inside: 'domain',
      bad: `<seclabel type='dynamic' model='dac'/>
<«seclabel» type='dynamic'/>`,
    },
    {
      name: 'relabelling to nothing',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/var/lib/libvirt/images/guest.img'>
    <seclabel model='dac' relabel='«yes»'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a label that is not used',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/var/lib/libvirt/images/guest.img'>
    <seclabel model='dac' relabel='«no»'>
      <label>0:0</label>
    </seclabel>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'the default, and a static label',
      inside: 'domain',
      good: [
        "<seclabel type='dynamic'/>",
        "<seclabel type='static' model='dac' relabel='no'>\n  <label>0:0</label>\n</seclabel>",
        "<seclabel type='none'/>",
      ],
    },
  ],
})

function duplicateOf(seclabel: XmlElement, siblings: readonly XmlElement[]): XmlElement | undefined {
  const model = seclabel.attr('model')
  const first = siblings.find((other) => other.attr('model') === model)
  return model !== undefined && first !== seclabel ? first : undefined
}
