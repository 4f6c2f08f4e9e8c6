import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-teaming',
  summary: 'Pair a persistent virtio card with a transient host device',
  why: `A team is two cards that the guest uses as one: a virtio card that stays during a migration, and a host device that is unplugged for it and
names the first one's alias. libvirt refuses other roles: a persistent card that is not virtio or names a partner, and a transient one that is no host
device, or names none.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainNetDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefNetwork',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    partner: "the transient card of a team needs persistent='ALIAS', the alias of the virtio card: libvirt refuses it without",
    foreign: 'the persistent card of a team names no partner: libvirt refuses the attribute',
    model: 'the persistent card of a team is a virtio card, and this one is {model}: libvirt refuses it',
    type: 'the transient card of a team is a host device, of type hostdev or from a network of such, and this one is {type}: libvirt refuses it',
  },
  on: {
    'domain/devices/interface/teaming'(teaming, { domain }) {
      const nic = teaming.parentElement
      const role = teaming.attr('type')
      const partner = teaming.attribute('persistent')
      const type = nic?.attr('type') ?? 'user'
      if (role === 'transient') {
        if (!partner) return { message: 'partner', at: teaming }
        if (type !== 'hostdev' && type !== 'network' && domain.isQemu)
          return { message: 'type', at: teaming.attributeOrSelf('type'), data: { type } }
        return
      }
      if (role !== 'persistent') return
      if (partner) return { message: 'foreign', at: partner }
      const model = nic?.child('model')?.attribute('type')
      if (!domain.isQemu || !model || /^virtio/.test(model.value)) return
      return { message: 'model', at: model, data: { model: model.value } }
    },
  },
  examples: [
    {
      name: 'no partner',
      inside: 'q35',
      bad: `<interface type='network'>
  <source network='sriov'/>
  <«teaming» type='transient'/>
</interface>`,
    },
    {
      name: 'a partner of the wrong one',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <model type='virtio'/>
  <teaming type='persistent' persistent='«ua-other»'/>
</interface>`,
    },
    {
      name: 'an Intel card that stays',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <model type='«e1000»'/>
  <teaming type='persistent'/>
</interface>`,
    },
    {
      name: 'a bridge that goes',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <teaming type='«transient»' persistent='ua-stays'/>
</interface>`,
    },
    {
      name: 'a pair',
      inside: 'q35',
      good: `<interface type='bridge'>
  <source bridge='br0'/>
  <model type='virtio'/>
  <teaming type='persistent'/>
  <alias name='ua-stays'/>
</interface>
<interface type='network'>
  <source network='sriov'/>
  <teaming type='transient' persistent='ua-stays'/>
</interface>`,
    },
  ],
})
