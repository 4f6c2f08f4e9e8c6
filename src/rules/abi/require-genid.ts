import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-genid',
  summary: 'Write the value of the generation ID',
  why: `An empty \`<genid/>\` gets a random value each time the file is defined. The guest takes a new generation ID for the sign that it was
cloned or rolled back: Windows domain controllers reset themselves, random number generators are seeded anew. And libvirt's ABI check
compares the value, so no file with an empty element matches a saved guest.`,
  sources: ['libvirt 11.3: domain_conf.c, virDomainDefParseIDs; virDomainDefCheckABIStability', 'libvirt docs: formatdomain, genid'],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message:
    'the generation ID has no value: libvirt makes up another one each time the file is defined, and the guest takes itself for a clone',
  on: {
    'domain/genid'(genid) {
      return genid.text.trim() === '' ? { at: genid } : undefined
    },
  },
  examples: [
    { name: 'no value', bad: `<«genid»/>`, inside: 'domain' },
    { name: 'a value', good: `<genid>43dc0cf8-809b-4adb-9bea-a9abb5f3d90e</genid>`, inside: 'domain' },
  ],
})
