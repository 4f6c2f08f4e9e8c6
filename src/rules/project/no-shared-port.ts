import { Graphics } from '../../domain/devices/graphics.js'
import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

export default rule({
  id: 'project/no-shared-port',
  summary: 'Give every graphics server a port of its own, or let libvirt choose one',
  why: `A VNC or SPICE server with a fixed port needs that port for itself: the second guest on the same host does not start while the
first one runs. libvirt compares the ports only then. With \`autoport='yes'\` it takes the next free one.`,
  sources: ['libvirt docs: formatdomain, graphical framebuffers', 'libvirt 11.3.0: qemu_process.c, qemuProcessGraphicsReservePorts'],
  category: 'project',
  severity: 'info',
  since: '0.1.0',
  message: 'the graphics of the guest {other} are on port {label} too: on one host only one of them can run',
  unique(domain) {
    return domain.devices('graphics').flatMap((element) => {
      const graphics = new Graphics(element)
      if ((graphics.type !== 'vnc' && graphics.type !== 'spice') || graphics.autoport?.value === 'yes') return []
      return (['port', 'tlsPort'] as const).flatMap((name) => {
        const port = graphics.port(name)
        const at = element.attribute(name)
        if (!at || typeof port !== 'number' || port <= 0) return []
        const address = element.child('listen')?.attr('address') ?? element.attr('listen') ?? ''
        return [guestFact(domain, `${port} ${address}`, at, String(port))]
      })
    })
  },
  examples: [
    {
      name: 'a copied port',
      bad: ['web', 'mail'].map(
        (name) => `<domain type='kvm'>
  <name>${name}</name>
  <devices>
    <graphics type='vnc' port='${name === 'mail' ? '«5901»' : '5901'}' autoport='no'/>
  </devices>
</domain>`,
      ),
      says: 'the guest web are on port 5901 too',
    },
    {
      name: 'chosen by libvirt',
      good: ['web', 'mail'].map(
        (name) => `<domain type='kvm'>
  <name>${name}</name>
  <devices>
    <graphics type='vnc' port='5901' autoport='yes'/>
  </devices>
</domain>`,
      ),
    },
  ],
})
