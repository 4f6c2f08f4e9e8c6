import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-backing-store',
  summary: "Leave an image's backing files to the image",
  why: `A live dump lists the backing files of each image. Since 5.10.0 libvirt also reads that list from a definition, and believes it: after
a commit, a rebase or a move of the image the guest is started on the files of that day, or not at all. Without the list libvirt asks
the image. An empty \`<backingStore/>\` means that there is no backing file: that is worth stating for qcow2, where it keeps libvirt
from opening one, and says nothing for a raw image, which cannot have any.`,
  sources: [
    'libvirt: formatdomain, backingStore; NEWS 5.10.0',
    'tried on libvirt 12.8 and QEMU 11.1: the same command line without the empty element on raw images; another one without a stale list',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: {
    raw: 'a raw image has no backing file: the empty <backingStore> says nothing',
    chain: 'libvirt opens the backing files that are listed here, even if the image has others by now',
  },
  fix: 'safe',
  on: {
    'domain/devices/disk/backingStore'(backingStore, { domain }) {
      if (!domain.isQemu || domain.isStatusRecord) return
      const format = backingStore.parentElement?.child('driver')?.attr('type') ?? 'raw'
      if (backingStore.attr('type') !== undefined || backingStore.elements().length > 0) {
        return { at: backingStore, message: 'chain', fix: removeElement(backingStore), safety: 'unsafe', risk }
      }
      if (format !== 'raw') return
      return { at: backingStore, message: 'raw', fix: removeElement(backingStore) }
    },
  },
  examples: [
    {
      name: 'a raw image',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/srv/guest.img'/>
  <«backingStore»/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/srv/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'raw image',
    },
    {
      name: 'a recorded chain',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/overlay.qcow2'/>
  <«backingStore» type='file'>
    <format type='qcow2'/>
    <source file='/srv/base.qcow2'/>
    <backingStore/>
  </backingStore>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/overlay.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'listed here',
    },
    {
      name: 'a qcow2 image that must not have a backing file',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/guest.qcow2'/>
  <backingStore/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const risk =
  'libvirt then opens the backing files that the image itself names: if they differ from the listed ones, the guest sees another disk.'
