import { guestKind, implicitModel, isCertain } from '../../domain/facts/implicit-models.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-tpm-version',
  summary: 'Name the version of an emulated TPM',
  why: `An emulated TPM without a version is a TPM 1.2 where its model is tpm-tis on x86, which is also the model that a TPM without one gets,
and a TPM 2.0 otherwise. Windows 11 and most other guests of today want 2.0. The state of one version cannot be opened as the other: a
guest that has used its TPM must keep the version that \`virsh dumpxml\` shows.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainTPMDefPostParse; NEWS 4.5.0 and 6.6.0',
    'proven with libvirt 12.8 on pc and q35: writing 1.2 for tpm-tis and 2.0 for tpm-crb gives the same definition',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: {
    old: 'the emulated TPM has no version: libvirt makes this {model} a TPM 1.2, where Windows 11 and others want 2.0',
    version: 'the emulated TPM has no version: libvirt makes this {model} a TPM 2.0',
  },
  fix: 'safe',
  on: {
    'domain/devices/tpm/backend[@type=emulator]'(backend, { domain }) {
      const tpm = backend.parentElement
      const choice = implicitModel('tpm', domain)
      if (!tpm || !choice || backend.attr('version') !== undefined) return
      const model = tpm.attr('model') ?? choice.models[0]
      const x86 = guestKind(domain) === 'x86'
      const old = x86 && model === 'tpm-tis'
      // Other architectures changed their default once: only x86's has been the same since TPMs are emulated.
      const certain = x86 && isCertain(choice) && (model === 'tpm-tis' || model === 'tpm-crb')
      const edits = [setAttribute(backend, 'version', old ? '1.2' : '2.0')]
      if (tpm.attr('model') === undefined) edits.push(setAttribute(tpm, 'model', model))
      const report = { at: backend, data: { model }, ...(certain ? { fix: edits } : {}) }
      return old ? { ...report, message: 'old' } : { ...report, message: 'version', severity: 'info' }
    },
  },
  examples: [
    {
      name: 'a tpm-tis',
      bad: `<tpm model='tpm-tis'>
  <«backend» type='emulator'/>
</tpm>`,
      fixed: `<tpm model='tpm-tis'>
  <backend type='emulator' version='1.2'/>
</tpm>`,
      inside: 'q35',
      says: 'a TPM 1.2',
    },
    {
      name: 'neither model nor version',
      bad: `<tpm>
  <«backend» type='emulator'/>
</tpm>`,
      fixed: `<tpm model='tpm-tis'>
  <backend type='emulator' version='1.2'/>
</tpm>`,
      inside: 'q35',
    },
    {
      name: 'a tpm-crb',
      bad: `<tpm model='tpm-crb'>
  <«backend» type='emulator'/>
</tpm>`,
      fixed: `<tpm model='tpm-crb'>
  <backend type='emulator' version='2.0'/>
</tpm>`,
      inside: 'q35',
      says: 'a TPM 2.0',
    },
    {
      name: 'a version',
      good: `<tpm model='tpm-tis'>
  <backend type='emulator' version='2.0'/>
</tpm>`,
      inside: 'q35',
    },
    {
      name: "the host's TPM has its own version",
      good: `<tpm model='tpm-tis'>
  <backend type='passthrough'>
    <device path='/dev/tpm0'/>
  </backend>
</tpm>`,
      inside: 'q35',
    },
  ],
})
