import type { Pass } from '../pass.js'

/** Where libvirt's system daemon keeps what guests store. */
const folder = '/var/lib/libvirt/qemu/nvram'

/** What a guest leaves behind when it crashes lies in a file named after it. */
export const persistentStore: Pass = {
  name: 'give the persistent store a file',
  mirrors: 'qemu_postparse.c, qemuDomainPstoreDefPostParse; canonical-form 2.12',
  run(domain) {
    for (const pstore of domain.devices('pstore')) {
      const path = pstore.ensure('path')
      if (path.text === '') path.text = `${folder}/${domain.element.child('name')?.text ?? ''}_PSTORE.raw`
    }
  },
}
