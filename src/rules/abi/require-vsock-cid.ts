import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-vsock-cid',
  summary: 'Give the vsock device a fixed CID',
  why: `The CID is the address of the guest on its vsock. With \`auto='yes'\`, or without an address, libvirt takes the next free one at each start:
whatever in the guest or on the host has written the number down talks to another guest after a restart.`,
  sources: ['libvirt docs: formatdomain, vsock', 'libvirt 11.3: domain_postparse.c, virDomainVsockDefPostParse'],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the vsock device has no fixed CID: libvirt takes the next free one at each start',
  on: {
    'domain/devices/vsock'(vsock, { domain }) {
      const cid = vsock.child('cid')
      if (!domain.isQemu || (cid?.attr('address') !== undefined && cid.attr('auto') !== 'yes')) return
      return { at: cid?.attribute('auto') ?? cid ?? vsock }
    },
  },
  examples: [
    { name: 'automatic', bad: `<vsock model='virtio'>\n  <cid auto='«yes»'/>\n</vsock>`, inside: 'q35' },
    { name: 'nothing said', bad: `<«vsock» model='virtio'/>`, inside: 'q35' },
    { name: 'fixed', good: `<vsock model='virtio'>\n  <cid auto='no' address='3'/>\n</vsock>`, inside: 'q35' },
  ],
})
