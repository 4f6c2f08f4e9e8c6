import { guestFeatures } from '../../domain/facts/guest-features.js'
import { compareVersions } from '../../domain/facts/target.js'
import { parseSize } from '../../domain/values/size.js'
import { rule } from '../rule.js'

const mebibyte = 1024n * 1024n

/** The first QEMU whose PC machines can do without the i8042 controller. */
const togglesPs2 = [7, 0, 0] as const

export default rule({
  id: 'libvirt/valid-feature',
  summary: 'Ask for features that the guest can have',
  why: `Most of \`<features>\` is for one architecture: an interrupt controller of ARM, a firmware interface of pSeries, a keyboard controller of PCs. libvirt
refuses them on other guests, often even when they are switched off, and refuses pairs that cannot be: the VMware port without the keyboard controller
that it talks through, a translation cache of QEMU's emulator in a KVM guest. System management memory (\`tseg\`) is q35's and counts whole MiB.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDefFeatures; qemu_postparse.c; domain_conf.c, virDomainFeaturesDefParse',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    guest: 'only {guests} have {feature}: libvirt refuses it here',
    old: 'QEMU can switch the PS/2 controller since 7.0 only: libvirt refuses <ps2> with an older one',
    eoi: 'only x86 guests have an APIC with eoi: libvirt refuses the attribute here',
    pmu: 'ppc64 guests always have a PMU: libvirt refuses to switch it off',
    tcg: "tcg sets up QEMU's own emulator, and this guest is of type {type}: libvirt refuses it",
    cache: 'the translation cache is a whole number of MiB: libvirt refuses {size}',
    vmport: "the vmport feature talks through the PS/2 controller, which <ps2 state='off'/> takes away: libvirt refuses it",
    tseg: 'only q35 guests have tseg: libvirt refuses it here',
    whole: 'tseg is a whole number of MiB: libvirt refuses {size}',
    ring: 'the dirty ring has a power of two from 1024 to 65536 entries: libvirt refuses {size}',
    page: 'the size of a page must have a unit that libvirt knows: it refuses this one',
  },
  on: {
    'domain/features'(features, { domain, target }) {
      if (!domain.isQemu) return
      return features.elements().flatMap((feature) => {
        const { name } = feature
        const facts = guestFeatures[name]
        const state = feature.attr('state')
        if (facts && !facts.fits(domain) && !(facts.onlyOn && state === 'off')) {
          return { message: 'guest', at: feature, data: { guests: facts.guests, feature: name } }
        }
        if (name === 'ps2' && compareVersions(target.qemu, togglesPs2) < 0) return { message: 'old', at: feature }
        const eoi = name === 'apic' && !domain.isX86 ? feature.attribute('eoi') : undefined
        if (eoi) return { message: 'eoi', at: eoi }
        if (name === 'pmu' && state === 'off' && /^ppc64/.test(domain.arch)) return { message: 'pmu', at: feature.attributeOrSelf('state') }
        if (name === 'vmport' && (state ?? 'on') === 'on' && features.child('ps2')?.attr('state') === 'off') {
          return { message: 'vmport', at: feature.attributeOrSelf('state') }
        }
        return []
      })
    },
    'domain/features/tcg/tb-cache'(cache, { domain }) {
      if (!domain.isQemu) return
      const bytes = parseSize(cache.text, cache.attr('unit')).bytes
      if (domain.type !== 'qemu') return { message: 'tcg', at: cache.parentElement ?? cache, data: { type: domain.type } }
      if (bytes === undefined || bytes % mebibyte === 0n) return
      return { message: 'cache', at: cache.textRange, data: { size: `${bytes / 1024n} KiB` } }
    },
    'domain/features/smm/tseg'(tseg, { domain }) {
      const { family } = domain.machine
      if (!domain.isQemu || tseg.parentElement?.attr('state') === 'off') return
      if (family !== 'q35' && family !== 'none') return { message: 'tseg', at: tseg }
      const bytes = parseSize(tseg.text, tseg.attr('unit'), { scale: mebibyte }).bytes
      if (bytes === undefined || bytes % mebibyte === 0n) return
      return { message: 'whole', at: tseg.textRange, data: { size: `${bytes / 1024n} KiB` } }
    },
    'domain/features/kvm/dirty-ring[@state=on]'(ring) {
      const size = ring.attribute('size')
      const entries = size && /^\d+$/.test(size.value) ? Number(size.value) : undefined
      if (!size || entries === undefined || entries < 1024 || entries > 65536 || (entries & (entries - 1)) === 0) return
      return { message: 'ring', at: size, data: { size: size.value } }
    },
    'domain/features/hpt/maxpagesize'(size) {
      return parseSize(size.text.trim(), size.attr('unit')).fault ? { message: 'page', at: size } : undefined
    },
  },
  examples: [
    {
      name: "ARM's interrupt controller on a PC",
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <«gic» version='3'/>
  </features>
</domain>`,
      says: "only guests on ARM's virt machine have gic",
    },
    {
      name: 'a keyboard controller on ARM',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='aarch64' machine='virt-9.2'>hvm</type>
  </os>
  <features>
    <«ps2» state='off'/>
  </features>
</domain>`,
    },
    {
      name: 'the VMware port without its controller',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <vmport state='«on»'/>
    <ps2 state='off'/>
  </features>
</domain>`,
    },
    {
      name: "QEMU's emulator in a KVM guest",
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <«tcg»>
      <tb-cache unit='MiB'>128</tb-cache>
    </tcg>
  </features>
</domain>`,
    },
    {
      name: 'management memory of i440fx',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-i440fx-9.2'>hvm</type>
  </os>
  <features>
    <smm state='on'>
      <«tseg» unit='MiB'>48</tseg>
    </smm>
  </features>
</domain>`,
    },
    {
      name: 'half a MiB',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <smm state='on'>
      <tseg unit='KiB'>«512»</tseg>
    </smm>
  </features>
</domain>`,
      says: 'refuses 512 KiB',
    },
    {
      name: 'a ring of 5000',
      inside: 'domain',
      bad: `<features>
  <kvm>
    <dirty-ring state='on' size='«5000»'/>
  </kvm>
</features>`,
    },
    {
      name: 'a PMU switched off',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='ppc64le' machine='pseries'>hvm</type>
  </os>
  <features>
    <pmu state='«off»'/>
  </features>
</domain>`,
      says: 'always have a PMU',
    },
    {
      name: 'an APIC on ARM',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='aarch64' machine='virt'>hvm</type>
  </os>
  <features>
    <apic eoi='«on»'/>
  </features>
</domain>`,
    },
    {
      name: 'what a PC can have',
      good: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <acpi/>
    <apic eoi='on'/>
    <vmport state='off'/>
    <smm state='on'>
      <tseg unit='MiB'>48</tseg>
    </smm>
    <kvm>
      <dirty-ring state='on' size='4096'/>
    </kvm>
  </features>
</domain>`,
    },
  ],
})
