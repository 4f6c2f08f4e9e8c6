import { choiceInWords, implicitModel } from '../../domain/facts/implicit-models.js'
import { appendChild, setAttribute } from '../../xml/change.js'
import { pinModel } from '../pin-model.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-video-model',
  summary: 'Name the model of the video card',
  why: `A guest with graphics and no \`<video>\`, or a \`<video>\` without a model, gets the card that libvirt prefers for the architecture. On x86
that is cirrus, and vga where QEMU is built without it, as on Fedora and RHEL: the same file shows the guest another card there, with
another size of its memory. The card also takes a PCI slot that the file does not show.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefaultVideoDevice; NEWS 5.10.0',
    'proven with libvirt 12.8: writing the only choice gives the same definition (Arm virt)',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: {
    noVideo: 'the guest has graphics but no video card: libvirt adds a {model}',
    noModel: 'the video card has no model: libvirt takes {model}',
  },
  fix: 'safe',
  on: {
    'domain/devices/graphics'(graphics, { domain }) {
      const choice = implicitModel('video', domain)
      const devices = graphics.parentElement
      if (!choice || !devices || domain.has('video') || domain.devices('graphics')[0] !== graphics) return
      const video = { name: 'video', children: [{ name: 'model', attributes: { type: choice.models[0] } }] }
      return {
        at: graphics,
        message: 'noVideo',
        data: { model: choiceInWords(choice) },
        ...pinModel(choice, [appendChild(devices, video)]),
      }
    },
    'domain/devices/video'(video, { domain }) {
      const choice = implicitModel('video', domain)
      const model = video.child('model')
      if (!choice || model?.attr('type') !== undefined) return
      const [type] = choice.models
      const edit = model ? setAttribute(model, 'type', type) : appendChild(video, { name: 'model', attributes: { type } })
      return { at: video, message: 'noModel', data: { model: choiceInWords(choice) }, ...pinModel(choice, [edit]) }
    },
  },
  examples: [
    {
      name: 'graphics without a card',
      bad: `<«graphics» type='vnc'/>`,
      suggested: `<graphics type='vnc'/>
<video>
  <model type='cirrus'/>
</video>`,
      inside: 'i440fx',
      says: 'libvirt adds a cirrus, or where QEMU is built without it vga',
    },
    {
      name: 'a card without a model',
      bad: `<graphics type='vnc'/>
<«video»>
  <model heads='1'/>
</video>`,
      fixed: `<graphics type='vnc'/>
<video>
  <model heads='1' type='virtio'/>
</video>`,
      inside: 'virt',
      says: 'libvirt takes virtio',
    },
    {
      name: 'a card that is no card',
      good: `<graphics type='vnc'/>
<video>
  <model type='none'/>
</video>`,
      inside: 'q35',
    },
    { name: 'no graphics, no card', good: `<serial type='pty'/>`, inside: 'q35' },
  ],
})
