import { parseUnsigned } from '../../domain/values/number.js'
import { rule } from '../rule.js'

/** Attributes that only qxl has (domain_validate.c, virDomainVideoDefValidate). */
const qxlAttributes = ['ram', 'vram64', 'vgamem']

/** The least video memory in KiB (qemu_validate.c, qemuValidateDomainDeviceDefVideo). */
const leastKiB = 1024

/** QXL's two memory bars are counted in bytes with 32 bits (the same function). */
const qxlLimitKiB = 4194303

export default rule({
  id: 'libvirt/valid-video-memory',
  summary: 'Give each video device the memory attributes that it has, in sizes that it takes',
  why: `\`ram\`, \`vram64\` and \`vgamem\` are memory bars of the qxl device, and libvirt refuses them on any other model. All sizes are in
KiB: vga and vmvga need at least 1024, qxl's \`vgamem\` must be a power of two from 1024 on, and its \`ram\` and \`vram\` must fit 32 bits
when counted in bytes. Sizes that look like MiB or bytes are the usual reason for these refusals.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainVideoDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefVideo',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    qxl: 'only qxl video devices have {name}, and this one is {model}: libvirt refuses the attribute',
    least: '{name} counts KiB and must be at least 1024 on {model}, found {value}: libvirt refuses less',
    power: 'vgamem of qxl must be a power of two in KiB, found {value}: libvirt refuses it',
    most: '{name} counts KiB and must be less than 4194304 on qxl, found {value}: libvirt refuses more',
  },
  on: {
    'domain/devices/video/model'(model, { domain }) {
      const type = model.attr('type')
      if (!type || type === 'none') return
      if (type !== 'qxl' && qxlAttributes.some((name) => model.attr(name) !== undefined)) {
        const foreign = model.attributeList.find(({ name }) => qxlAttributes.includes(name))
        if (foreign) return { message: 'qxl', at: foreign, data: { name: foreign.name, model: type } }
      }
      if (!domain.isQemu || (type !== 'qxl' && type !== 'vga' && type !== 'vmvga')) return
      for (const attribute of model.attributeList) {
        const { name, value } = attribute
        const sizeKiB = parseUnsigned(value)
        if (!sizeKiB) continue
        const data = { name, value, model: type }
        if (type === 'qxl' && (name === 'ram' || name === 'vram') && sizeKiB > qxlLimitKiB) return { message: 'most', at: attribute, data }
        const bounded = type === 'qxl' ? name === 'vgamem' : name === 'vram' && (type === 'vga' || type === 'vmvga')
        if (bounded && sizeKiB < leastKiB) return { message: 'least', at: attribute, data }
        if (type === 'qxl' && name === 'vgamem' && (sizeKiB & (sizeKiB - 1)) !== 0)
          return { message: 'power', at: attribute, data: { value } }
      }
      return
    },
  },
  examples: [
    {
      name: "qxl's memory on a VGA card",
      inside: 'q35',
      bad: `<video>
  <model type='vga' ram='«65536»'/>
</video>`,
      says: 'only qxl video devices have ram',
    },
    {
      name: 'MiB for KiB',
      inside: 'q35',
      bad: `<video>
  <model type='vga' vram='«16»'/>
</video>`,
      says: 'at least 1024',
    },
    {
      name: 'not a power of two',
      inside: 'q35',
      bad: `<video>
  <model type='qxl' vgamem='«20000»'/>
</video>`,
    },
    {
      name: 'more than 32 bits',
      inside: 'q35',
      bad: `<video>
  <model type='qxl' vram='«8388608»'/>
</video>`,
    },
    {
      name: 'the sizes that libvirt itself writes',
      inside: 'q35',
      good: `<video>
  <model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1'/>
</video>`,
    },
    {
      name: 'no video device, of which libvirt drops the rest',
      inside: 'q35',
      good: `<video>
  <model type='none' ram='65536'/>
</video>`,
    },
  ],
})
