import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { fixText } from '../../src/lint/fix.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import type { Rule } from '../../src/rules/rule.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

/** Old and new forms of definitions, with what libvirt 12.8 and QEMU 11.1 made of both. Read where it is, never copied. */
const corpus = join(process.env.DOMLINT_CORPUS ?? join(dirname(fileURLToPath(import.meta.url)), '../../../shared/corpus'), 'rewrites')

interface Pair {
  readonly id: string
  readonly measured: string
  /** Where people judged further than the measurement. */
  readonly verdict?: string
}

interface Exception {
  /** Why the change of the old form is safe although the pair's own rewrite is not. */
  readonly proof: string
  readonly pairs: string
}

/**
 * Pairs whose rewrite is not safe as a whole, while a rule changes another, neutral thing in the old form. `oracle`: libvirt 12.8 stores
 * the same definition for the old form before and after that rule's fix.
 */
const exceptions: Readonly<Record<string, Exception>> = {
  'abi/prefer-usb-master-first': {
    proof:
      'the master goes before its companions, which keep their order, as the safe pairs of the same name do; the pairs here also sort companions',
    pairs:
      'usb-uhci-companion-order#sort-companions plan-usb-companion-order#move-past-other-types plan-usb-companion-order#companions-resorted plan-usb-companion-order#companions-resorted-addressed',
  },
  'abi/require-migratable': {
    proof: "oracle: migratable='on' is what libvirt fills in; the pairs change other parts of the CPU",
    pairs: 'cpu-maxphysaddr cpu-feature-underscore#host-passthrough',
  },
  'abi/require-pci-target': {
    proof: "oracle: the rule writes libvirt's own chassis, model and number; the pairs write wrong ones",
    pairs: 'plan-pin-root-port-target#wrong-chassis plan-pin-root-port-target#wrong-model plan-pin-pci-bridge-chassisnr#wrong',
  },
  'abi/require-video-memory': {
    proof: 'oracle: the rule writes the sizes that libvirt fills in; the pairs change the card, its driver or the graphics',
    pairs:
      'graphics-spice-distro graphics-spice-distro#video-kept graphics-spice-distro#spicevmc redirdev-spicevmc spiceport-chardev video-driver-attr-old#vga edid-off-virtio edid-off-virtio#cirrus edid-off-virtio#vga-kept',
  },
  'deprecated/no-aio-format': {
    proof: 'libvirt reads aio as raw, and refuses this disk before and after because of its driver name',
    pairs: 'disk-driver-tap-aio',
  },
  'deprecated/no-audio-environment': {
    proof: 'the variable is dead: without it the guest and the command line are the same; the pair adds sound',
    pairs: 'audio-env',
  },
  'deprecated/no-live-alias': {
    proof: 'libvirt drops an alias without ua- itself; the pair makes it a user alias',
    pairs: 'alias-user#prefix',
  },
  'deprecated/no-renamed-qemu-argument': {
    proof: 'QEMU 11.1 starts with both forms and the same device tree; only the argument, which libvirt stores as it stands, differs',
    pairs: 'short-boolean#chardev',
  },
  'deprecated/no-duplicate-autoport': {
    proof: "oracle: port='-1' alone goes, the websocket stays; the pair drops the websocket",
    pairs: 'plan-port-minus-one#vnc-websocket',
  },
  'deprecated/prefer-binary-unit': {
    proof: 'oracle: 100 MB are rounded up to KiB; the pairs round down, or take MB for MiB',
    pairs: 'memory-unit-k#MB-rounded-down memory-unit-k#MB-as-MiB',
  },
  'deprecated/prefer-console-target-type': {
    proof: 'oracle: the first console is of type serial; the pairs write another type',
    pairs: 'console-no-target-type#s390-sclp plan-serial-console-types#console-to-virtio',
  },
  'deprecated/prefer-cpu-mode': {
    proof:
      "oracle: mode='custom' and the match that is there, or exact; the pairs change match, check, features, vendor or the model's text",
    pairs:
      'plan-cpu-forms#strict plan-cpu-forms#minimum plan-cpu-forms#check-none plan-cpu-forms#feature-reorder plan-cpu-forms#vendor-drop plan-format-only#text-whitespace-model',
  },
  'deprecated/prefer-explicit-default': {
    proof: 'oracle: each attribute has the value that libvirt fills in; the pairs change other things',
    pairs:
      'graphics-spice-distro graphics-spice-distro#video-kept graphics-spice-distro#spicevmc graphics-spice-gl-remote qemu-override qemu-override#auto-alias disk-bus-missing#sda-sata disk-bus-missing#q35-hda redirdev-spicevmc spiceport-chardev video-vram-non-vga video-vram-non-vga#ramfb video-vram-non-vga#bochs video-accel2d video-accel2d#accel3d-kept video-accel3d-no-gl video-driver-attr-old video-driver-attr-old#vga edid-off-virtio edid-off-virtio#cirrus edid-off-virtio#vga-kept spinlocks-no-retries',
  },
  'deprecated/prefer-full-pci-address': {
    proof: 'the same address in hexadecimal; libvirt refuses this serial port before and after',
    pairs: 'serial-target-type#pci-address',
  },
  'deprecated/prefer-listen-none': {
    proof: "oracle: a SPICE server without ports listens nowhere; the pairs write autoport='yes', which opens a port",
    pairs: 'graphics-port-zero#spice-autoport plan-port-minus-one#spice-nothing',
  },
  'deprecated/prefer-memory-unit': {
    proof: 'oracle: MiB for tseg and bytes for shmem, as libvirt reads them; the pairs write KiB or change the size',
    pairs: 'plan-unit-kib#tseg plan-unit-kib#shmem plan-unit-kib#shmem-M',
  },
  'deprecated/prefer-secret-in-source': {
    proof: 'only the place of the element; libvirt refuses this format before and after',
    pairs: 'disk-encryption-qcow disk-encryption-qcow#default',
  },
  'deprecated/prefer-serial-target-type': {
    proof: 'oracle: the type and model that libvirt fills in; the pairs change the back end, the order of ports, or a second console',
    pairs:
      'console-no-target-type#second console-stdio-vc console-stdio-vc#vc serial-file-truncate bios-useserial-sga plan-drop-pts-path#type-dev plan-serial-console-types#port-swap',
  },
  'libvirt/valid-video-acceleration': {
    proof: 'libvirt refuses the old form; without the attribute it accepts it',
    pairs: 'video-accel2d',
  },
  'security/require-disk-format': {
    proof: 'libvirt reads a missing format as raw, and refuses these disks before and after because of their driver name',
    pairs: 'disk-driver-tap-aio#phy disk-driver-tap-aio#file',
  },
}

/** Verified rewrites that safe fixes make: the id, and its variants (`-` is the id alone). */
const covered: Readonly<Record<string, string>> = {
  'graphics-port-minus-one': '- spice spice-port-only-autoport',
  'graphics-tlsport-minus-one': '- autoport-set',
  'graphics-port-zero': '- vnc spice-with-tls',
  'graphics-listen-attr': '- drop',
  'graphics-socket-attr': '- with-port',
  'console-tty-attr': '- typed',
  'console-pty-source-path': '-',
  'console-no-target-type': '- with-serial s390-serial aarch64 ppc64',
  'serial-target-type': '- aarch64 ppc64 s390 riscv',
  'chardev-memory-backend': '-',
  'memory-no-unit': '- currentMemory others cell',
  'memory-unit-k': 'k MB lower bytes',
  'cpu-match-omitted': '- mode tcg',
  'cpu-mode-missing': '-',
  'cpu-feature-no-policy': '- host-model aarch64',
  'hyperv-passthrough-features': '-',
  'clock-variable-basis': '-',
  'description-uuid-nodash': '- upper',
  'perf-rdt-events': '-',
  'disk-driver-tap-aio': 'qemu-aio',
  'disk-driver-name-missing': '- cache no-driver no-type',
  'disk-bus-missing': '- sda vda floppy',
  'disk-sgio': '-',
  'hostdev-sgio': '-',
  'disk-nbd-unix': '-',
  'disk-auth-direct-child': '-',
  'disk-encryption-direct-child': '-',
  'disk-empty-source': '- block',
  'disk-mirror-attrs': '- new',
  'disk-backingstore-old': 'terminator-raw',
  'usb-uhci-companion-order': '- noaddr noaddr-mixed pc',
  'pci-bridge-chassisnr': 'model',
  'pci-bridge-model-type-attr': '-',
  'pci-addresses-domain': '- no-function decimal',
  'interface-script-bridge': '-',
  'interface-target-vnet': '- macvtap0',
  'interface-direct-default-mode': 'vepa',
  'interface-portid-live': '-',
  'interface-mac-currentaddress': '-',
  'macvtap-live-names': '-',
  'hostdev-octal': '- octal',
  'channel-source-path-auto': '- 1 2 4',
  'video-heads-missing': '- qxl none',
  'panic-no-model': '- ppc64 s390 aarch64',
  'dtb-kaslr-seed': '-',
  'short-boolean': '-',
  'live-xml-leftovers': '-',
  'alias-user': '-',
  'disk-source-index': '-',
  'vcpu-current-vcpus': 'drop-current',
  'iothreadids-empty': '- fewer really-empty',
  'kvm-clock-catchup-slew': '-',
  'plan-usb-companion-order': '- no-address no-address-pc other-controllers-between two-groups',
  'plan-pin-model-name-only': '-',
  'plan-pin-pci-bridge-chassisnr': '-',
  'plan-pin-dmi-bridge': '-',
  'plan-pin-expander-bus': '-',
  'plan-mdev-display-off': '- with-graphics ramfb old-machine',
  'plan-drop-domain-id': '- zero',
  'plan-drop-alias': 'disk nic - controller',
  'plan-drop-vnet-target': '- macvtap-on-direct vnet-on-ethernet vnet-with-suffix',
  'plan-drop-auto-socket': '- 1 4',
  'plan-drop-seclabel-labels': '- selinux static-imagelabel',
  'plan-drop-backingstore': 'terminator-raw',
  'plan-drop-pts-path': '- console-tty channel-parallel',
  'plan-unit-kib': '- dimm memtune tseg-MiB pcihole64 hugepage nvdimm-label cachetune',
  'plan-port-minus-one': '- vnc-both vnc-nothing vnc-fixed-autoport vnc-fixed spice-both spice-autoport-no',
  'plan-listen-attr-to-element': '- replace drop-attr-when-both empty attr-and-network attr-and-none spice',
  'plan-serial-console-types': '- no-target console-only-typed isa-on-aarch64 isa-on-s390 serial-ports',
  'plan-cpu-forms': '- host-model-match host-model-fallback',
  'plan-drop-unnamespaced-metadata': '- only-child same-ns-twice undeclared-prefix',
}

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../src/rules')
const present = existsSync(join(corpus, 'results.jsonl'))
const pairs: readonly Pair[] = present
  ? readFileSync(join(corpus, 'results.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Pair)
  : []
const coveredIds = Object.entries(covered).flatMap(([id, variants]) =>
  variants.split(' ').map((variant) => (variant === '-' ? id : `${id}#${variant}`)),
)

describe.skipIf(!present)('rewrites that were tried on libvirt 12.8 (needs the corpus)', async () => {
  const rules = present ? await loadRules() : []
  const all = ruleset(rules)

  it('has pairs to look at, and none is named here in vain', () => {
    expect(pairs.length).toBeGreaterThan(600)
    const known = new Set(pairs.map(({ id }) => id))
    const named = [...coveredIds, ...Object.values(exceptions).flatMap((exception) => exception.pairs.split(' '))]
    expect(named.filter((id) => !known.has(id))).toEqual([])
    const ids = new Set<string>(rules.map(({ id }) => id))
    expect(Object.keys(exceptions).filter((id) => !ids.has(id))).toEqual([])
  })

  describe('what is not verified as safe is left alone', () => {
    for (const { id, verdict, measured } of pairs.filter((pair) => (pair.verdict ?? pair.measured) !== 'verified-safe')) {
      it(`${id} (${verdict ?? measured})`, () => {
        const old = read(id, 'old')
        const excepted = new Set(
          Object.entries(exceptions).flatMap(([rule, exception]) => (exception.pairs.split(' ').includes(id) ? [rule] : [])),
        )
        const others = excepted.size === 0 ? all : ruleset(rules.filter((rule) => !excepted.has(rule.id)))
        expect(fixSafely(old, others)).toBe(old)
        if (excepted.size > 0 && (verdict ?? measured) === 'unsafe')
          expect(treeOf(fixSafely(old, all))).not.toEqual(treeOf(read(id, 'new')))
      })
    }
  })

  it('fixing once is enough, in every old and new form', { timeout: 60_000 }, () => {
    const texts = pairs.flatMap(({ id }) => [read(id, 'old'), read(id, 'new')]).map((text) => fixSafely(text, all))
    expect(texts.filter((text) => fixSafely(text, all) !== text)).toEqual([])
  })

  describe('what is verified as safe is done', () => {
    for (const id of coveredIds) {
      it(id, () => {
        const [old, today] = [read(id, 'old'), read(id, 'new')]
        const fixed = treeOf(fixSafely(old, all))
        expect(fixed).not.toEqual(treeOf(old))
        // The new form of a pair may itself have something that other rules mend.
        expect([treeOf(today), treeOf(fixSafely(today, all))]).toContainEqual(fixed)
      })
    }
  })
})

async function loadRules(): Promise<Rule[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /^[a-z]+\/[a-z0-9-]+\.ts$/.test(file))
  const modules = await Promise.all(
    files.sort().map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<{ default?: Rule }>),
  )
  return modules.flatMap(({ default: rule }) => rule ?? [])
}

function ruleset(rules: readonly Rule[]) {
  return compileRuleset(rules, ['all'])
}

function read(id: string, form: 'old' | 'new'): string {
  return readFileSync(join(corpus, 'cases', `${id}.${form}.xml`), 'utf8')
}

function fixSafely(text: string, rules: ReturnType<typeof ruleset>): string {
  const settings = { ruleset: rules, target: targetFrom(undefined), hostArch: 'x86_64', abiUpdate: false, directives: false }
  const { text: fixed, failures } = fixText('pair.xml', text, settings, { unsafe: false })
  expect(failures).toEqual([])
  return fixed
}

/** An element without what means nothing: the order of attributes, white space around text and between elements, comments. */
type Tree = readonly [name: string, attributes: readonly (readonly [string, string])[], text: string, children: readonly Tree[]]

function treeOf(text: string): Tree | undefined {
  const { element } = scan(text).document
  return element && branch(element)
}

function branch(element: XmlElement): Tree {
  const attributes = Object.entries(element.attributes).sort(([a], [b]) => (a < b ? -1 : 1))
  return [element.name, attributes, element.text.trim(), element.elements().map(branch)]
}
