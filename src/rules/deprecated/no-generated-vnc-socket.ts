import { appendChild, removeAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The folder in which libvirt's system daemon makes such sockets. */
const folder = '/var/lib/libvirt/qemu/'

export default rule({
  id: 'deprecated/no-generated-vnc-socket',
  summary: "Leave a VNC socket's path under libvirt's own folder out",
  why: `Hosts with \`vnc_auto_unix_socket\` set show the socket that libvirt made for the running guest, always under
\`/var/lib/libvirt/qemu\`. From a stored definition libvirt drops every VNC socket below that folder, even one that a person chose, and with
it the socket as such: the guest then listens on a TCP port. \`<listen type='socket'/>\` without a path asks for a socket of libvirt's own.`,
  sources: [
    'libvirt: qemu_domain.c, qemuDomainDeviceGraphicsDefPostParse and qemu.conf, vnc_auto_unix_socket',
    "tried on libvirt 12.8: read as type='vnc' with a TCP port, whatever the file below the folder is called",
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'libvirt drops a VNC socket below /var/lib/libvirt/qemu, and the guest listens on a TCP port instead',
  on: {
    'domain/devices/graphics[@type=vnc]'(graphics, { domain }) {
      if (!domain.isQemu || domain.isStatusRecord) return
      const listen = graphics.elements('listen').find((child) => child.attr('type') === 'socket')
      const places = [graphics, listen].flatMap((element) => generatedSocket(element) ?? [])
      const [first] = places
      if (!first) return
      const edits = places.map(removeAttribute)
      if (!listen) edits.push(appendChild(graphics, { name: 'listen', attributes: { type: 'socket' } }))
      return { at: first, suggest: [{ title: 'Let libvirt make the socket', edits, risk }] }
    },
  },
  examples: [
    {
      name: 'a socket from a live dump',
      bad: `<graphics type='vnc' socket='«/var/lib/libvirt/qemu/domain-3-guest/vnc.sock»'>
  <listen type='socket' socket='/var/lib/libvirt/qemu/domain-3-guest/vnc.sock'/>
</graphics>`,
      suggested: `<graphics type='vnc'>
  <listen type='socket'/>
</graphics>`,
      inside: 'q35',
    },
    {
      name: 'a name of your own in the wrong folder',
      bad: "<graphics type='vnc' socket='«/var/lib/libvirt/qemu/guest.vnc»'/>",
      suggested: `<graphics type='vnc'>
  <listen type='socket'/>
</graphics>`,
      inside: 'q35',
    },
    {
      name: 'a socket elsewhere',
      good: `<graphics type='vnc'>
  <listen type='socket' socket='/run/guests/guest.vnc'/>
</graphics>`,
      inside: 'q35',
    },
  ],
})

const risk = 'The guest then listens on a socket instead of the TCP port that it listens on today.'

function generatedSocket(element: XmlElement | undefined) {
  const socket = element?.attribute('socket')
  return socket?.value.startsWith(folder) ? socket : undefined
}
