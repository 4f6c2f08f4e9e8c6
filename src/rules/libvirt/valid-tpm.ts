import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The guests that have a TPM model (QEMU's build configuration; libvirt asks the binary). Models not here are in several. */
const archOfModel = table<RegExp>({
  'tpm-crb': /^(?:x86_64|i686)$/,
  'tpm-spapr': /^ppc64/,
  'spapr-tpm-proxy': /^ppc64/,
})

export default rule({
  id: 'libvirt/valid-tpm',
  summary: 'Combine TPM model, backend and version as libvirt takes them',
  why: `TPM 1.2 is emulated for tpm-tis on x86 only, and it is what libvirt takes for tpm-tis there when no version is written: PCR banks and
profiles, which are TPM 2.0's, are then refused. An external TPM is a UNIX socket that QEMU connects to. A pSeries TPM proxy passes a TPM of
the host through. tpm-crb is for x86, tpm-spapr for pSeries, and s390 has no TPM.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainTPMDefParseXML; domain_validate.c, virDomainTPMDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefTPM',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    model: 'TPM 1.2 is emulated as tpm-tis only: libvirt refuses it as {model}',
    arch: 'TPM 1.2 is emulated for x86 guests only: libvirt refuses it on {arch}',
    machine: 'QEMU has no {model} for {arch} guests: libvirt refuses it',
    version: "<{child}> is for TPM 2.0, and this one is {version}: libvirt refuses it; version='2.0' on <backend> says so",
    proxy: 'a TPM proxy passes a TPM of the host through: libvirt refuses backend {type}',
    source: "an external TPM needs <source type='unix' mode='connect' path=...>: libvirt refuses it without {missing}",
    unix: "an external TPM is a UNIX socket: libvirt refuses type='{type}'",
    connect: "QEMU connects to an external TPM: libvirt refuses mode='{mode}'",
  },
  on: {
    'domain/devices/tpm/backend'(backend, { domain }) {
      const tpm = backend.parentElement
      const type = backend.attr('type')
      if (!tpm || !type) return
      const model = tpm.attribute('model')
      const needed = archOfModel[model?.value ?? '']
      if (domain.isQemu && model && needed && !needed.test(domain.arch)) {
        return { message: 'machine', at: model, data: { model: model.value, arch: domain.arch } }
      }
      if (type === 'external') return externalReport(backend)
      if (domain.isQemu && model?.value === 'spapr-tpm-proxy' && type !== 'passthrough') {
        return { message: 'proxy', at: backend.attributeOrSelf('type'), data: { type } }
      }
      if (type !== 'emulator') return
      const written = backend.attribute('version')
      if (written?.value === '1.2' && domain.isQemu) {
        if (!domain.isX86) return { message: 'arch', at: written, data: { arch: domain.arch } }
        if (model && model.value !== 'tpm-tis') return { message: 'model', at: written, data: { model: model.value } }
      }
      const isTis = (model?.value ?? (domain.arch.startsWith('ppc64') ? 'tpm-spapr' : 'tpm-tis')) === 'tpm-tis'
      const version = written?.value ?? (isTis && domain.isX86 ? '1.2, the default of tpm-tis' : '2.0')
      const modern = backend.child('active_pcr_banks') ?? profileOf(backend)
      if (version === '2.0' || !modern || written?.value === 'default') return
      return { message: 'version', at: modern, data: { child: modern.name, version } }
    },
  },
  examples: [
    {
      name: 'TPM 1.2 as CRB',
      inside: 'q35',
      bad: `<tpm model='tpm-crb'>
  <backend type='emulator' version='«1.2»'/>
</tpm>`,
    },
    {
      name: 'TPM 1.2 on ARM',
      inside: 'virt',
      bad: `<tpm model='tpm-tis'>
  <backend type='emulator' version='«1.2»'/>
</tpm>`,
    },
    {
      name: 'CRB on ARM',
      inside: 'virt',
      bad: `<tpm model='«tpm-crb»'>
  <backend type='emulator' version='2.0'/>
</tpm>`,
    },
    {
      name: 'PCR banks and the default version',
      inside: 'q35',
      bad: `<tpm model='tpm-tis'>
  <backend type='emulator'>
    <«active_pcr_banks»>
      <sha256/>
    </active_pcr_banks>
  </backend>
</tpm>`,
      says: '1.2, the default of tpm-tis',
    },
    {
      name: 'an emulated proxy',
      inside: 'pseries',
      bad: `<tpm model='spapr-tpm-proxy'>
  <backend type='«emulator»'/>
</tpm>`,
    },
    {
      name: 'an external TPM without a path',
      inside: 'q35',
      bad: `<tpm model='tpm-crb'>
  <backend type='external'>
    <«source» type='unix' mode='connect'/>
  </backend>
</tpm>`,
      says: 'without path',
    },
    {
      name: 'an external TPM over TCP',
      inside: 'q35',
      bad: `<tpm model='tpm-crb'>
  <backend type='external'>
    <source type='«tcp»' mode='connect' host='127.0.0.1' service='5555'/>
  </backend>
</tpm>`,
    },
    {
      name: 'an external TPM that is waited for',
      inside: 'q35',
      bad: `<tpm model='tpm-crb'>
  <backend type='external'>
    <source type='unix' mode='«bind»' path='/run/tpm.sock'/>
  </backend>
</tpm>`,
    },
    {
      name: 'TPM 2.0 with PCR banks, and an external TPM',
      inside: 'q35',
      good: [
        `<tpm model='tpm-crb'>
  <backend type='emulator'>
    <active_pcr_banks>
      <sha256/>
    </active_pcr_banks>
  </backend>
</tpm>`,
        `<tpm model='tpm-tis'>
  <backend type='external'>
    <source type='unix' mode='connect' path='/run/tpm.sock'/>
  </backend>
</tpm>`,
      ],
    },
  ],
})

function externalReport(backend: XmlElement) {
  const source = backend.child('source')
  const type = source?.attribute('type')
  if (!source || !type) return { message: 'source', at: source ?? backend, data: { missing: 'type' } } as const
  if (type.value !== 'unix') return { message: 'unix', at: type, data: { type: type.value } } as const
  const mode = source.attribute('mode')
  if (mode && mode.value !== 'connect') return { message: 'connect', at: mode, data: { mode: mode.value } } as const
  return source.attr('path') === undefined ? ({ message: 'source', at: source, data: { missing: 'path' } } as const) : undefined
}

function profileOf(backend: XmlElement): XmlElement | undefined {
  const profile = backend.child('profile')
  return profile?.attr('source') === undefined ? undefined : profile
}
