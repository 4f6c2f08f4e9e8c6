import { videoModels } from '../../domain/facts/video-models.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-video-model',
  summary: 'Use video models that QEMU has, with the settings that this model has',
  why: `QEMU has no device for the video models of other hypervisors. Of its own, only qxl and virtio can have more than one screen, only vga,
bochs, qxl and virtio take a preferred resolution, only virtio keeps its pictures in blob resources (in a memfd, so guest memory must be
one), and ramfb is memory that the firmware announces, without an address of its own. libvirt refuses each of these mistakes at define.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefVideo; domain_validate.c, virDomainVideoDefValidate',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    foreign: 'QEMU has no {model} video device, which is for {hypervisor}: libvirt refuses it; virtio or vga is what QEMU has',
    heads: 'a {model} video device has exactly one screen: libvirt refuses heads={heads} here; qxl and virtio can have several',
    resolution: 'a {model} video device takes no resolution: libvirt refuses it; vga, bochs, qxl and virtio do',
    blob: 'only virtio video devices have blob resources, and this one is {model}: libvirt refuses the attribute',
    memfd: "blob resources live in a memfd: libvirt refuses them without <memoryBacking><source type='memfd'/></memoryBacking>",
    ramfb: 'ramfb is no PCI device and has no address: libvirt refuses one',
  },
  on: {
    'domain/devices/video/model'(model, { domain }) {
      const type = model.attribute('type')
      const video = model.parentElement
      const facts = videoModels[type?.value ?? '']
      if (!type || !facts || !domain.isQemu) return
      if (facts.hypervisor) return { message: 'foreign', at: type, data: { model: type.value, hypervisor: facts.hypervisor } }
      const heads = model.attribute('heads')
      if (heads && /^\d+$/.test(heads.value) && Number(heads.value) !== 1 && !facts.heads) {
        return { message: 'heads', at: heads, data: { model: type.value, heads: heads.value } }
      }
      const blob = model.attribute('blob')
      if (blob && type.value !== 'virtio') return { message: 'blob', at: blob, data: { model: type.value } }
      if (blob?.value === 'on' && domain.element.path('memoryBacking/source')?.attr('type') !== 'memfd')
        return { message: 'memfd', at: blob }
      const address = video?.child('address')
      if (address && type.value === 'ramfb') return { message: 'ramfb', at: address }
      return
    },
    'domain/devices/video/model/resolution'(resolution, { domain }) {
      const model = resolution.parentElement?.attr('type')
      const facts = videoModels[model ?? '']
      if (!domain.isQemu || !model || !facts || facts.hypervisor || facts.resolution) return
      return { message: 'resolution', at: resolution, data: { model } }
    },
  },
  examples: [
    {
      name: "another hypervisor's model",
      inside: 'q35',
      bad: `<video>
  <model type='«vbox»' vram='8192'/>
</video>`,
      says: 'which is for VirtualBox',
    },
    {
      name: 'two screens of a VGA card',
      inside: 'q35',
      bad: `<video>
  <model type='vga' heads='«2»'/>
</video>`,
      says: 'exactly one screen',
    },
    {
      name: 'a resolution for cirrus',
      inside: 'q35',
      bad: `<video>
  <model type='cirrus'>
    <«resolution» x='1920' y='1080'/>
  </model>
</video>`,
      says: 'takes no resolution',
    },
    {
      name: 'blob resources of a VGA card',
      inside: 'q35',
      bad: `<video>
  <model type='vga' blob='«off»'/>
</video>`,
      says: 'only virtio video devices',
    },
    {
      name: 'blob resources in ordinary memory',
      inside: 'q35',
      bad: `<video>
  <model type='virtio' blob='«on»'/>
</video>`,
      says: 'memfd',
    },
    {
      name: 'ramfb with an address',
      inside: 'q35',
      bad: `<video>
  <model type='ramfb'/>
  <«address» type='pci' domain='0' bus='0' slot='4' function='0'/>
</video>`,
    },
    {
      name: 'two screens and a resolution of a virtio GPU',
      inside: 'q35',
      good: `<video>
  <model type='virtio' heads='2' blob='off'>
    <resolution x='1920' y='1080'/>
  </model>
</video>`,
    },
  ],
})
