import { libvirtFeatureOf } from '../../domain/facts/renamed.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-libvirt-feature-name',
  summary: "Call CPU features by libvirt's names",
  why: `Some CPU features have one name in libvirt and another in QEMU: \`lahf_lm\` and \`lahf-lm\`, \`sse4.1\` and \`sse4_1\`. libvirt translates
its own names and knows no other: it defines a guest with QEMU's name, and refuses to start it because of an unknown CPU feature. Such names
come from QEMU's own lists and command lines.`,
  sources: [
    'libvirt: qemu_capabilities.c, virQEMUCapsCPUFeaturesX86, and cpu_map',
    "tried on libvirt 12.8.0 and QEMU 11.1.3: with QEMU's name 'unknown CPU feature', with libvirt's a command line",
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'A saved or migrated state of the guest that has the old name does not fit the new definition.',
  message: "'{qemu}' is QEMU's name: libvirt calls this CPU feature {libvirt} and refuses to start a guest with another one",
  on: {
    'domain/cpu/feature[@name]'(feature, { domain }) {
      const name = feature.attribute('name')
      if (!name || !domain.isQemu || !domain.isX86 || !Object.hasOwn(libvirtFeatureOf, name.value)) return
      const libvirt = libvirtFeatureOf[name.value] ?? ''
      return { at: name, data: { qemu: name.value, libvirt }, fix: setAttribute(feature, 'name', libvirt) }
    },
  },
  examples: [
    {
      name: 'a name from QEMU',
      inside: 'domain',
      bad: `<cpu mode='custom' match='exact'>
  <model>qemu64</model>
  <feature policy='require' name='«lahf-lm»'/>
</cpu>`,
      fixed: `<cpu mode='custom' match='exact'>
  <model>qemu64</model>
  <feature policy='require' name='lahf_lm'/>
</cpu>`,
    },
    {
      name: "libvirt's name",
      inside: 'domain',
      good: `<cpu mode='custom' match='exact'>
  <model>qemu64</model>
  <feature policy='require' name='sse4.1'/>
</cpu>`,
    },
  ],
})
