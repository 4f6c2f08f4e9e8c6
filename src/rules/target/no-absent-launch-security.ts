import type { Domain } from '../../domain/domain.js'
import { capabilitiesFor } from '../../domain/facts/host-capabilities.js'
import type { Target } from '../../domain/facts/target.js'
import { rule } from '../rule.js'

/** What each kind of protection needs of the host, and where domain capabilities tell of it (libvirt docs: formatdomaincaps). */
const kinds: ReadonlyMap<string, { readonly needs: string; readonly feature: string }> = new Map([
  ['sev', { needs: 'an AMD processor with SEV that is switched on in the firmware', feature: 'features/sev' }],
  ['sev-snp', { needs: 'an AMD processor with SEV-SNP that is switched on in the firmware', feature: 'features/sev' }],
  ['tdx', { needs: 'an Intel processor with TDX that is switched on in the firmware', feature: 'features/tdx' }],
  ['s390-pv', { needs: 'an IBM Z machine with Secure Execution', feature: 'features/s390-pv' }],
])

export default rule({
  id: 'target/no-absent-launch-security',
  summary: 'Ask for launch security only where the host offers it',
  why: `Whether a guest can be encrypted depends on the host's processor, firmware and kernel, not on versions alone. QEMU tells libvirt what there
is, and libvirt refuses the definition on every other host. Only the host itself knows: \`--target host:FILE\`, with what \`virsh domcapabilities\`
prints there, gives the answer.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDef (launch security)',
    'libvirt docs: formatdomaincaps, features',
    'tried on libvirt 12.8.0',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: {
    absent: "{target} offers no '{type}' launch security: libvirt there refuses the definition",
    unknown: "'{type}' needs {needs}: libvirt refuses the definition on every other host, whatever its versions",
  },
  on: {
    'domain/launchSecurity[@type]'(security, { domain, target }) {
      const at = security.attributeOrSelf('type')
      const type = security.attr('type') ?? ''
      const kind = kinds.get(type)
      if (!kind || !domain.isQemu) return
      const offered = isOffered(type, kind.feature, domain, target)
      if (offered === undefined) return { message: 'unknown', at, data: { type, needs: kind.needs }, severity: 'info' }
      return offered ? undefined : { message: 'absent', at, data: { type, target: target.name } }
    },
  },
  examples: [
    {
      name: 'an encrypted guest',
      inside: 'domain',
      bad: "<launchSecurity type='«sev»'>\n  <policy>0x0003</policy>\n</launchSecurity>",
      says: "'sev' needs an AMD processor with SEV",
    },
    {
      name: 'of the newer kind',
      inside: 'domain',
      bad: "<launchSecurity type='«sev-snp»'>\n  <policy>0x00030000</policy>\n</launchSecurity>",
    },
    { name: 'a guest without', inside: 'domain', good: '<vcpu>2</vcpu>' },
  ],
})

/** Whether a host says that it has it; undefined where nobody asked one. */
function isOffered(type: string, feature: string, domain: Domain, { host }: Target): boolean | undefined {
  if (!host) return undefined
  const emulator = domain.devices('emulator')[0]?.text.trim()
  const told = capabilitiesFor(host, { arch: domain.arch, type: domain.type, emulator })
  if (!told) return undefined
  const types = told.enums.get('features/launchSecurity/sectype')
  if (types) return types.has(type)
  return told.unsupported.has(feature) || told.unsupported.has('features/launchSecurity') ? false : undefined
}
