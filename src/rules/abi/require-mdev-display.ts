import { compareVersions } from '../../domain/facts/target.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-mdev-display',
  summary: "Say whether a mediated device is the guest's display",
  why: `A mediated device of model vfio-pci may be a graphics card whose picture QEMU can show. Where \`display\` is not written, libvirt 4.6.0 and
newer write \`off\`; older ones left the choice to QEMU. Writing \`display='off'\` changes nothing for the guest and says what it gets; for a
picture write \`display='on'\` with a graphics device. Other models (vfio-ccw, vfio-ap) do not know the attribute.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainHostdevDefMdevPostParse; NEWS 4.6.0',
    'proven with libvirt 12.8 for vfio-pci, with and without graphics and ramfb: same definition',
  ],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  message: "the mediated device does not say whether it is the guest's display: libvirt takes display='off'",
  fix: 'safe',
  on: {
    'domain/devices/hostdev[@type=mdev][@model=vfio-pci]'(hostdev, { domain, target }) {
      if (!domain.isQemu || hostdev.attr('display') !== undefined) return
      if (compareVersions(target.libvirt, [4, 6, 0]) < 0) return
      return { at: hostdev, fix: setAttribute(hostdev, 'display', 'off') }
    },
  },
  examples: [
    {
      name: 'no display',
      bad: `<«hostdev» mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/>
  </source>
</hostdev>`,
      fixed: `<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='off'>
  <source>
    <address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/>
  </source>
</hostdev>`,
      inside: 'q35',
    },
    {
      name: 'a display',
      good: `<graphics type='egl-headless'/>
<hostdev mode='subsystem' type='mdev' model='vfio-pci' display='on'>
  <source>
    <address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/>
  </source>
</hostdev>`,
      inside: 'q35',
    },
    {
      name: 'a model that has no display',
      good: `<hostdev mode='subsystem' type='mdev' model='vfio-ccw'>
  <source>
    <address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/>
  </source>
</hostdev>`,
      inside: 's390',
    },
  ],
})
