import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

/** Children that libvirt refuses to see twice, by their parent's path (domain_conf.c; cpu_conf.c for cache). */
const singleChildren = table<readonly string[]>({
  domain: ['genid', 'numatune', 'resource'],
  'domain/cpu': ['cache'],
  'domain/cputune': ['emulatorpin', 'emulatorsched'],
  'domain/devices/controller': ['model', 'target'],
  'domain/devices/crypto': ['backend'],
  'domain/devices/rng': ['backend'],
  'domain/devices/tpm': ['backend'],
})

/** Those of them that must be there once. */
const required = new Set(['rng', 'crypto', 'tpm'])

export default rule({
  id: 'libvirt/no-repeated-element',
  summary: 'Write each of these elements once',
  why: `Most elements that stand twice are silently read once: libvirt takes the first. These few it refuses, since a guest with two generation
ids, two tuning blocks or two sources of entropy makes no sense. Random number generators, crypto devices and TPMs must have their backend, too: none is refused
like two are.`,
  sources: ['libvirt 11.3.0: domain_conf.c, cpu_conf.c, numa_conf.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    second: '<{parent}> can have only one <{child}>: libvirt refuses the second',
    none: '<{parent}> needs a <{child}>: libvirt refuses it without',
  },
  on: Object.fromEntries(
    Object.entries(singleChildren).map(([path, names]) => [
      path,
      (parent) =>
        names.flatMap((child) => {
          const [first, second] = parent.elements(child)
          const data = { parent: parent.name, child }
          if (first && second) return { message: 'second' as const, at: second, data, related: [{ at: first, message: 'the first one' }] }
          return !first && required.has(parent.name) ? { message: 'none' as const, at: parent, data } : []
        }),
    ]),
  ),
  examples: [
    {
      name: 'two sources of entropy',
      inside: 'q35',
      bad: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <«backend» model='builtin'/>
</rng>`,
    },
    { name: 'a TPM without a backend', inside: 'q35', bad: "<«tpm» model='tpm-crb'/>", says: '<tpm> needs a <backend>' },
    {
      name: 'two devices with a backend each',
      inside: 'q35',
      good: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
</rng>
<rng model='virtio'>
  <backend model='builtin'/>
</rng>`,
    },
  ],
})
