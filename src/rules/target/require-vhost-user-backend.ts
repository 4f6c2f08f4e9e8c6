import type { HostDescriptors } from '../../domain/descriptors/host-descriptors.js'
import type { VhostUserType } from '../../domain/descriptors/vhost-user-descriptor.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const folder = '/usr/share/qemu/vhost-user'
const gpu = { folder, name: '50-gpu.json', text: '{"description": "GPU", "type": "gpu", "binary": "/usr/libexec/vhost-user-gpu"}' }

export default rule({
  id: 'target/require-vhost-user-backend',
  summary: 'Use vhost-user devices whose program the host has',
  why: `A \`vhostuser\` video card and a virtiofs file system are played by a program beside QEMU. libvirt finds it by the descriptors in
\`/usr/share/qemu/vhost-user\` and \`/etc/qemu/vhost-user\`; it takes any definition, and refuses to start the guest when there is no program of that
kind, when one of the files cannot be read, or when the program is gone. The rule needs the files of the host (\`--sysroot\`) and is silent
without: \`domlint host\` lists what is there.`,
  sources: [
    'libvirt 8.0: qemu_vhost_user.c, qemuVhostUserFillDomainGPU and qemuVhostUserFillDomainFS; libvirt 12.8, tried by starting guests',
    'QEMU: docs/interop/vhost-user.json',
  ],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  message: {
    none: 'this host has no vhost-user backend for {device}: libvirt cannot start this guest there',
    broken: '{path} on this host {problem}: libvirt then starts no guest with {device}',
    gone: 'the program {binary} of {device} is not on this host: libvirt cannot start this guest there',
    lacks: 'no vhost-user backend for {device} on this host has {feature}: libvirt cannot start this guest there',
  },
  on: {
    'domain/devices/video/driver[@name=vhostuser]'(driver, { domain, descriptors }) {
      if (!domain.isQemu) return
      const model = driver.parentElement?.child('model')
      const acceleration = model?.child('acceleration')
      const wanted = [
        ...(acceleration?.attr('accel3d') === 'yes' ? ['virgl'] : []),
        ...(acceleration?.attr('rendernode') === undefined ? [] : ['render-node']),
      ]
      return backend('gpu', 'a video card', driver.attributeOrSelf('name'), descriptors(), wanted)
    },
    'domain/devices/filesystem/driver[@type=virtiofs]'(driver, { domain, descriptors }) {
      const filesystem = driver.parentElement
      // With a socket, somebody else runs the program.
      if (!domain.isQemu || !filesystem || filesystem.child('source')?.attr('socket') !== undefined) return
      const named = filesystem.child('binary')?.attribute('path')
      if (!named?.value) return backend('fs', 'virtiofs', driver.attributeOrSelf('type'), descriptors())
      if (descriptors()?.files.hasFile(named.value) !== false) return
      return { message: 'gone', at: named, data: { binary: named.value, device: 'virtiofs' } }
    },
  },
  examples: [
    {
      name: 'virtiofs without virtiofsd',
      inside: 'q35',
      descriptors: [gpu],
      bad: `<filesystem type='mount'>
  <driver type='«virtiofs»'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'a file that cannot be read',
      inside: 'q35',
      descriptors: [gpu, { folder, name: '60-own.json', text: '{"type": "gpu", ' }],
      bad: `<video>
  <driver name='«vhostuser»'/>
  <model type='virtio' heads='1' primary='yes'/>
</video>`,
      says: '/usr/share/qemu/vhost-user/60-own.json on this host is not JSON',
    },
    {
      name: 'a program that is there, and one that runs by itself',
      inside: 'q35',
      descriptors: [gpu],
      good: [
        `<video>
  <driver name='vhostuser'/>
  <model type='virtio' heads='1' primary='yes'/>
</video>`,
        `<filesystem type='mount'>
  <driver type='virtiofs'/>
  <source socket='/run/share.sock'/>
  <target dir='share'/>
</filesystem>`,
      ],
    },
  ],
})

type Place = ReturnType<XmlElement['attributeOrSelf']>

function backend(type: VhostUserType, device: string, at: Place, host: HostDescriptors | undefined, wanted: readonly string[] = []) {
  if (!host || isUnknown(host)) return undefined
  const { usable, broken } = host.vhostUser
  const [unreadable] = broken
  if (unreadable) return { message: 'broken', at, data: { ...unreadable, device } } as const
  const backends = usable.filter(({ descriptor }) => descriptor.type === type).map(({ descriptor }) => descriptor)
  if (backends.length === 0) return { message: 'none', at, data: { device } } as const
  // What a program can do is known only where its descriptor says so: libvirt asks the program.
  const lacks = ({ features }: (typeof backends)[number]) => wanted.find((feature) => features && !features.has(feature))
  const chosen = backends.find((one) => lacks(one) === undefined)
  const [first] = backends
  if (!chosen) return { message: 'lacks', at, data: { device, feature: (first && lacks(first)) ?? '' } } as const
  if (host.files.hasFile(chosen.binary) !== false) return undefined
  return { message: 'gone', at, data: { device, binary: chosen.binary } } as const
}

/** Whether there is not one descriptor of any kind: then this is no whole host, or one that runs no guests. */
function isUnknown({ firmware, vhostUser }: HostDescriptors): boolean {
  return [firmware, vhostUser].every(({ usable, broken }) => usable.length === 0 && broken.length === 0)
}
