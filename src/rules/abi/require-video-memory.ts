import { table } from '../../domain/table.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

/** KiB that libvirt gives a video card by model where the definition says nothing. */
const defaults = table<Readonly<Record<string, number>>>({
  vga: { vram: 16384 },
  cirrus: { vram: 16384 },
  vmvga: { vram: 16384 },
  bochs: { vram: 16384 },
  qxl: { ram: 65536, vram: 65536, vgamem: 16384 },
})

export default rule({
  id: 'abi/require-video-memory',
  summary: 'Write the sizes of the video memory',
  why: `The memory of a video card is a PCI window of that size in the guest, and libvirt's ABI check compares it. Where it is not written libvirt
fills in a default: 16 MiB for most cards, three sizes for qxl. Early libvirt had 9 MiB, and the sizes of qxl came in one by one
(1.0.2, 1.2.11). Writing today's defaults changes nothing for the guest.`,
  sources: [
    'libvirt 11.3: domain_conf.c, virDomainVideoDefaultRAM; qemu_postparse.c, QEMU_QXL_VGAMEM_DEFAULT',
    'proven with libvirt 12.8 for vga, cirrus, vmvga, bochs and qxl: same definition',
  ],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the {model} card does not say {missing}: libvirt fills in its defaults',
  fix: 'safe',
  on: {
    'domain/devices/video/model[@type]'(model, { domain }) {
      const type = model.attr('type') ?? ''
      if (!domain.isQemu || !Object.hasOwn(defaults, type)) return
      const missing = Object.entries(defaults[type] ?? {}).filter(([name]) => model.attr(name) === undefined)
      if (missing.length === 0) return
      return {
        at: model,
        data: { model: type, missing: missing.map(([name]) => name).join(', ') },
        fix: missing.map(([name, kib]) => setAttribute(model, name, String(kib))),
      }
    },
  },
  examples: [
    {
      name: 'a qxl card',
      bad: `<video>
  <«model» type='qxl' ram='65536'/>
</video>`,
      fixed: `<video>
  <model type='qxl' ram='65536' vram='65536' vgamem='16384'/>
</video>`,
      inside: 'q35',
      says: 'the qxl card does not say vram, vgamem',
    },
    {
      name: 'a size',
      good: `<video>
  <model type='vga' vram='32768'/>
</video>`,
      inside: 'q35',
    },
    {
      name: 'a card that has no such memory',
      good: `<video>
  <model type='virtio'/>
</video>`,
      inside: 'q35',
    },
  ],
})
