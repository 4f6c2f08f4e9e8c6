import { compareVersions, parseVersion } from '../../domain/facts/target.js'
import { type Enlightenment, enlightenmentNeeds, Hyperv } from '../../domain/hyperv.js'
import { appendChild, appendChildren, setAttribute } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import { rule } from '../rule.js'

/** Since this version libvirt checks the dependencies itself; before it left them to QEMU. */
const checksItself = [11, 9, 0] as const

/** Up to this machine type QEMU runs a synic without vpindex (x-hv-synic-kvm-only). */
const synicAlone = [3, 0, 0] as const

export default rule({
  id: 'libvirt/require-hyperv-dependency',
  summary: 'Switch on what a Hyper-V enlightenment needs',
  why: `Enlightenments build on each other: \`stimer\` needs \`synic\` and the timer \`hypervclock\`, \`synic\`, \`tlbflush\` and
\`ipi\` need \`vpindex\`, \`evmcs\` needs \`vapic\`. Since 11.9.0 libvirt refuses a definition where a part is missing; before that it
started QEMU, which stops under KVM with a message in the guest's log. Adding the missing part changes what the guest sees, and so does
removing the other: for a guest that never started like this either is right.`,
  sources: [
    'libvirt NEWS 11.9.0 and 12.0.0; each pair tried on libvirt 12.8.0',
    'QEMU docs: system/i386/hyperv; target/i386/kvm/kvm.c, kvm_hyperv_properties and hyperv_init_vcpu',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    libvirt: "'{feature}' needs {missing}, which this guest does not have: libvirt refuses it",
    start: "'{feature}' needs {missing}, which this guest does not have: libvirt defines it, but QEMU does not start under KVM",
  },
  on: {
    'domain/features/hyperv'(element, { domain, target }) {
      const hyperv = new Hyperv(element, domain)
      if (!domain.isQemu || !domain.isX86 || hyperv.isPassthrough) return
      const refuses = compareVersions(target.libvirt, checksItself) >= 0
      const reported = new Set<Enlightenment>()
      return dependants.flatMap((feature) => {
        const missing = hyperv.has(feature) ? hyperv.lacks(feature) : []
        const at = element.child(feature)
        if (!at || missing.every((one) => reported.has(one))) return []
        for (const one of missing) reported.add(one)
        const data = { feature, missing: missing.map((one) => nameOf[one] ?? `'${one}'`).join(', ') }
        const suggest = [
          {
            title: `switch on ${missing.join(', ')}`,
            edits: switchOn(hyperv, missing, domain.element.child('clock')),
            risk: 'The guest sees more enlightenments; one that runs with other ones today may notice.',
          },
        ].filter(({ edits }) => edits.length > 0)
        if (feature !== 'synic' && refuses) return { message: 'libvirt', at, data, suggest }
        if (domain.type !== 'kvm' || (feature === 'synic' && isOldMachine(domain.machine.version))) return []
        return { message: 'start', at, data, suggest, severity: 'warning' }
      })
    },
  },
  examples: [
    {
      name: 'synthetic timers alone',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <relaxed state='on'/>
    <«stimer» state='on'/>
  </hyperv>
</features>
<clock offset='localtime'>
  <timer name='hypervclock' present='no'/>
</clock>`,
      suggested: `<features>
  <hyperv>
    <relaxed state='on'/>
    <stimer state='on'/>
    <synic state='on'/>
    <vpindex state='on'/>
  </hyperv>
</features>
<clock offset='localtime'>
  <timer name='hypervclock' present='yes'/>
</clock>`,
      says: "'stimer' needs 'synic', 'vpindex', the timer 'hypervclock'",
    },
    {
      name: 'before libvirt checked it',
      inside: 'domain',
      target: 'libvirt=11.3.0',
      bad: `<features>
  <hyperv>
    <«tlbflush» state='on'/>
  </hyperv>
</features>`,
      suggested: `<features>
  <hyperv>
    <tlbflush state='on'/>
    <vpindex state='on'/>
  </hyperv>
</features>`,
      says: 'libvirt defines it, but QEMU does not start',
    },
    {
      name: 'what only QEMU checks',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <vpindex state='off'/>
    <«synic» state='on'/>
  </hyperv>
</features>`,
      suggested: `<features>
  <hyperv>
    <vpindex state='on'/>
    <synic state='on'/>
  </hyperv>
</features>`,
    },
    {
      name: 'one missing part of several',
      inside: 'domain',
      bad: `<features>
  <hyperv>
    <synic state='on'/>
    <«tlbflush» state='on'/>
    <ipi state='on'/>
  </hyperv>
</features>`,
      suggested: `<features>
  <hyperv>
    <synic state='on'/>
    <tlbflush state='on'/>
    <ipi state='on'/>
    <vpindex state='on'/>
  </hyperv>
</features>`,
    },
    {
      name: 'all parts, or all that the host has',
      inside: 'domain',
      good: [
        `<features>
  <hyperv>
    <vpindex state='on'/>
    <synic state='on'/>
    <stimer state='on'/>
  </hyperv>
</features>
<clock offset='localtime'>
  <timer name='hypervclock' present='yes'/>
</clock>`,
        `<features>
  <hyperv mode='passthrough'/>
</features>`,
        `<features>
  <hyperv>
    <stimer state='off'/>
  </hyperv>
</features>`,
      ],
    },
  ],
})

/** Those whose parts libvirt checks come first: a missing part is reported once. */
const dependants = Object.keys(enlightenmentNeeds) as Enlightenment[] // The table's keys are exactly these.

const nameOf: Readonly<Partial<Record<Enlightenment, string>>> = { hypervclock: "the timer 'hypervclock'" }

function isOldMachine(version: string | undefined): boolean {
  const parsed = version === undefined ? undefined : parseVersion(version)
  return parsed !== undefined && compareVersions(parsed, synicAlone) <= 0
}

function switchOn({ element, timer }: Hyperv, missing: readonly Enlightenment[], clock: Hyperv['element'] | undefined): TextEdit[] {
  const features = missing.filter((one) => one !== 'hypervclock')
  const edits = features.flatMap((one) => {
    const child = element.child(one)
    return child ? [setAttribute(child, 'state', 'on')] : []
  })
  const added = features.filter((one) => !element.child(one)).map((name) => ({ name, attributes: { state: 'on' } }))
  if (added.length > 0) edits.push(appendChildren(element, added))
  if (features.length === missing.length) return edits
  if (timer) return [...edits, setAttribute(timer, 'present', 'yes')]
  return clock ? [...edits, appendChild(clock, { name: 'timer', attributes: { name: 'hypervclock', present: 'yes' } })] : []
}
