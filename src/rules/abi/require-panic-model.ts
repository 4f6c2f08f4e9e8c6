import { choiceInWords, implicitModel } from '../../domain/facts/implicit-models.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-panic-model',
  summary: 'Name the model of the panic device',
  why: `A \`<panic/>\` without a model becomes what suits the machine: isa on x86, pseries, s390, and pvpanic on Arm's virt. A domain may hold
several panic devices of different models, so a second one without a model may turn out to be the first one again, which libvirt refuses.
Writing the model changes nothing for the guest.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefaultPanicModel',
    'proven with libvirt 12.8 on x86, Arm virt, pseries and s390: same definition',
  ],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  message: 'the panic device has no model: libvirt takes {model}',
  fix: 'safe',
  on: {
    'domain/devices/panic'(panic, { domain }) {
      if (panic.attr('model') !== undefined) return
      const choice = implicitModel('panic', domain)
      if (!choice) return
      return { at: panic, data: { model: choiceInWords(choice) }, fix: setAttribute(panic, 'model', choice.models[0]) }
    },
  },
  examples: [
    { name: 'on x86', bad: `<«panic»/>`, fixed: `<panic model='isa'/>`, inside: 'q35' },
    {
      name: 'with an address',
      bad: `<«panic»>
  <address type='isa' iobase='0x505'/>
</panic>`,
      fixed: `<panic model='isa'>
  <address type='isa' iobase='0x505'/>
</panic>`,
      inside: 'i440fx',
    },
    { name: 'on a mainframe', bad: `<«panic»/>`, fixed: `<panic model='s390'/>`, inside: 's390' },
    { name: 'a model', good: `<panic model='hyperv'/>`, inside: 'q35' },
  ],
})
