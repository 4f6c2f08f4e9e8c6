import { qemuNamespace } from '../../domain/facts/removed-qemu-arguments.js'
import { compareVersions } from '../../domain/facts/target.js'
import { removeElement } from '../../xml/change.js'
import { namespaceOf } from '../../xml/namespaces.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-audio-environment',
  summary: 'Choose the sound of the host with <audio>',
  why: `QEMU once took the host's sound system from \`QEMU_AUDIO_DRV\` and its settings from \`QEMU_PA_*\`, \`QEMU_ALSA_*\` and others. It has
read none of them since 8.2, and before that only where it was given no \`-audiodev\`, which libvirt always gives since 7.0.0. The guest
has been silent, or uses what \`<audio>\` says. To turn sound on write \`<audio id='1' type='pulseaudio'/>\` or another type.`,
  sources: [
    'QEMU: docs/about/removed-features, QEMU_AUDIO_ environment variables (8.2)',
    'tried on libvirt 12.8 and QEMU 11.1: same command line and same live device tree without QEMU_AUDIO_DRV',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'QEMU no longer reads {name}: the sound of the host is chosen with <audio>',
  fix: 'safe',
  on: {
    'domain/qemu:commandline/qemu:env[@name]'(variable, { target }) {
      const name = variable.attribute('name')
      const commandline = variable.parentElement
      if (!name || !commandline || !/^QEMU_(?:AUDIO|ALSA|OSS|PA|SDL|SPICE|DSOUND|COREAUDIO|WAV)_/.test(name.value)) return
      if (namespaceOf(variable) !== qemuNamespace || compareVersions(target.qemu, [8, 2, 0]) < 0) return
      const only = commandline.children.every((node) => node === variable || (node.type === 'text' && node.value.trim() === ''))
      return { at: name, data: { name: name.value }, fix: removeElement(only ? commandline : variable) }
    },
  },
  examples: [
    {
      name: 'a sound system in the environment',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <qemu:commandline>
    <qemu:env name='«QEMU_AUDIO_DRV»' value='pa'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
</domain>`,
      says: 'QEMU_AUDIO_DRV',
    },
    {
      name: 'other variables stay',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:env name='«QEMU_PA_SERVER»' value='/run/user/1000/pulse/native'/>
    <qemu:env name='PIPEWIRE_RUNTIME_DIR' value='/run/user/1000'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:env name='PIPEWIRE_RUNTIME_DIR' value='/run/user/1000'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: 'the domain XML way',
      good: "<audio id='1' type='pulseaudio'/>",
      inside: 'q35',
    },
  ],
})
