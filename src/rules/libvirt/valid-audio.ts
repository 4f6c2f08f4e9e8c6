import type { Domain } from '../../domain/domain.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-audio',
  summary: 'Give each audio backend its own id, refer to ids that exist, and use sound models that QEMU has',
  why: `Sound devices and VNC servers name the \`<audio>\` backend they play to by its \`id\`. libvirt refuses an id that no backend has and one
that two have. A backend takes fixed settings only where it mixes itself, and \`<settings>\` only where they are fixed. Sound model ich7 is
another hypervisor's.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c (audio ids), domain_conf.c, virDomainAudioCommonParse, qemu_validate.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    duplicate: 'audio id {id} is used by two backends: libvirt refuses the second',
    unknown: 'no audio backend has id {id}: libvirt refuses the reference',
    dbus: 'a D-Bus display plays to an audio backend of type dbus only, and audio {id} is {type}: libvirt refuses it',
    ich7: 'QEMU has no ich7 sound device: libvirt refuses it; ich9 is the nearest',
    mixing: "fixedSettings='yes' needs mixingEngine='yes' beside it: libvirt refuses it without",
    fixed: "<settings> need fixedSettings='yes' on <{parent}>: libvirt refuses them without",
  },
  on: {
    'domain/devices/audio[@id]'(audio, { domain }) {
      const id = audio.attribute('id')
      if (!id) return
      const first = domain.workedOut(backends).byId.get(id.value)
      if (!first || first === audio) return
      return { message: 'duplicate', at: id, data: { id: id.value }, related: [{ at: first, message: `the first audio ${id.value}` }] }
    },
    'domain/devices/audio/input|domain/devices/audio/output'(direction) {
      const fixed = direction.attribute('fixedSettings')
      const settings = direction.child('settings')
      if (fixed?.value === 'yes' && direction.attr('mixingEngine') !== 'yes') return { message: 'mixing', at: fixed }
      if (settings && (!fixed || fixed.value === 'no')) return { message: 'fixed', at: settings, data: { parent: direction.name } }
      return
    },
    'domain/devices/sound/audio[@id]|domain/devices/graphics/audio[@id]'(reference, { domain }) {
      const id = reference.attribute('id')
      const user = reference.parentElement
      if (!id || !/^\d+$/.test(id.value)) return
      if (user?.name === 'graphics' && user.attr('type') !== 'vnc' && user.attr('type') !== 'dbus') return
      const { byNumber, areAllNumbered } = domain.workedOut(backends)
      const audio = byNumber.get(Number(id.value))
      if (!audio) {
        // Without any <audio> libvirt adds one with id 1.
        if (domain.devices('audio').length === 0 && Number(id.value) <= 1) return
        // A backend whose id cannot be read may be the one.
        if (!areAllNumbered) return
        return { message: 'unknown', at: id, data: { id: id.value } }
      }
      if (!domain.isQemu || user?.attr('type') !== 'dbus' || audio.attr('type') === 'dbus') return
      return { message: 'dbus', at: id, data: { id: id.value, type: audio.attr('type') ?? 'none' } }
    },
    'domain/devices/sound[@model=ich7]'(sound, { domain }) {
      return domain.isQemu ? { message: 'ich7', at: sound.attributeOrSelf('model') } : undefined
    },
  },
  examples: [
    {
      name: 'a copied backend',
      inside: 'q35',
      bad: `<audio id='1' type='none'/>
<audio id='«1»' type='none'/>`,
    },
    {
      name: 'a backend that is not there',
      inside: 'q35',
      bad: `<sound model='ich9'>
  <audio id='«2»'/>
</sound>
<audio id='1' type='none'/>`,
    },
    {
      name: 'a D-Bus display with a mute backend',
      inside: 'q35',
      bad: `<graphics type='dbus'>
  <audio id='«1»'/>
</graphics>
<audio id='1' type='none'/>`,
    },
    { name: 'ich7', inside: 'q35', bad: "<sound model='«ich7»'/>" },
    {
      name: 'fixed settings without mixing',
      inside: 'q35',
      bad: `<audio id='1' type='none'>
  <input fixedSettings='«yes»'/>
</audio>`,
    },
    {
      name: 'settings that are not fixed',
      inside: 'q35',
      bad: `<audio id='1' type='none'>
  <input mixingEngine='yes'>
    <«settings» frequency='44100' channels='2' format='s16'/>
  </input>
</audio>`,
    },
    {
      name: 'two backends with a user each',
      inside: 'q35',
      good: `<graphics type='vnc' autoport='yes'>
  <audio id='2'/>
</graphics>
<sound model='ich9'>
  <audio id='1'/>
</sound>
<audio id='1' type='none'/>
<audio id='2' type='none'>
  <input mixingEngine='yes' fixedSettings='yes'>
    <settings frequency='44100' channels='2' format='s16'/>
  </input>
</audio>`,
    },
  ],
})

/** The audio backends by their id as it is written, and by the number that it is; the first one each. */
function backends(domain: Domain) {
  const byId = new Map<string, XmlElement>()
  const byNumber = new Map<number, XmlElement>()
  let areAllNumbered = true
  for (const audio of domain.devices('audio')) {
    const id = audio.attr('id')
    if (!/^[1-9]\d*$/.test(id ?? '')) areAllNumbered = false
    if (id === undefined) continue
    if (!byId.has(id)) byId.set(id, audio)
    if (!byNumber.has(Number(id))) byNumber.set(Number(id), audio)
  }
  return { byId, byNumber, areAllNumbered }
}
