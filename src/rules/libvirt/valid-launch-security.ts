import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** How many bytes the blocks of SEV-SNP hold, written in base64 (domain_validate.c, virDomainDefLaunchSecurityValidate). */
const bytesOf = table<number>({ guestVisibleWorkarounds: 16, idBlock: 96, idAuth: 4096, hostData: 32 })

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export default rule({
  id: 'libvirt/valid-launch-security',
  summary: 'Give encrypted guests their policy, and blocks of the right length',
  why: `The policy of an SEV or SEV-SNP guest says what its owner allows the host to do; there is no default, and libvirt refuses the definition without
one. The identity blocks of SEV-SNP are structures of a fixed length in base64.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainSEVDefParseXML; domain_validate.c, virDomainDefLaunchSecurityValidate',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    policy: '{type} needs a <policy>: libvirt refuses it without',
    length: '<{name}> holds {wanted} bytes in base64, found {found}: libvirt refuses it',
  },
  on: {
    'domain/launchSecurity[@type=sev]|domain/launchSecurity[@type=sev-snp]'(security) {
      const policy = security.child('policy')
      const type = security.attr('type') ?? ''
      if (!policy) return { message: 'policy', at: security, data: { type } }
      if (type !== 'sev-snp') return
      return security.elements().flatMap((block) => lengthReport(block))
    },
  },
  examples: [
    { name: 'no policy', inside: 'domain', bad: "<«launchSecurity» type='sev'/>" },
    {
      name: 'a block too short',
      inside: 'domain',
      bad: `<launchSecurity type='sev-snp'>
  <policy>0x00030000</policy>
  <hostData>«AAAAAAAAAAAAAAAAAAAAAA==»</hostData>
</launchSecurity>`,
      says: 'holds 32 bytes in base64, found 16',
    },
    {
      name: 'a policy, and a kind without one',
      inside: 'domain',
      good: ["<launchSecurity type='sev'>\n  <policy>0x0003</policy>\n</launchSecurity>", "<launchSecurity type='s390-pv'/>"],
    },
  ],
})

function lengthReport(block: XmlElement) {
  const wanted = Object.hasOwn(bytesOf, block.name) ? bytesOf[block.name] : undefined
  const text = block.text.trim()
  if (wanted === undefined || text === '' || !base64.test(text)) return []
  const found = (text.length / 4) * 3 - (/=*$/.exec(text)?.[0].length ?? 0)
  return found === wanted ? [] : [{ message: 'length' as const, at: block.textRange, data: { name: block.name, wanted, found } }]
}
