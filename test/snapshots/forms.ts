import { targetFrom } from '../../src/domain/facts/target.js'
import { documentKind } from '../../src/lint/roots.js'
import { extractAbi, extractReadAbi } from '../../src/snapshots/extract-abi.js'
import type { GuestAbi } from '../../src/snapshots/guest-abi.js'
import { type ComparedForm, comparedForm } from '../../src/snapshots/migratable.js'
import { scan } from '../../src/xml/scan.js'

/** What definitions are compared for: the libvirt and QEMU that the corpus asked. */
export const compareSettings = {
  target: targetFrom('libvirt=12.8.0,qemu=11.1.3'),
  hostArch: 'x86_64',
  abiUpdate: false,
  // What libvirt makes up is the same on both sides.
  randomBytes: (count: number) => new Uint8Array(count),
}

/** The forms of all domains of a text; undefined where it is no well-formed XML, or holds none. */
export function formsOf(text: string, settings = compareSettings): ComparedForm[] | undefined {
  const { document, faults } = scan(text)
  const kind = documentKind(document)
  if (faults.length > 0 || kind.kind !== 'domains') return undefined
  return kind.domains.map((domain) => comparedForm(domain, settings))
}

/** The form of the only domain of a text. */
export function formOf(text: string, settings = compareSettings): ComparedForm {
  const [form] = formsOf(text, settings) ?? []
  if (!form) throw new Error('no domain')
  return form
}

/** What is compared of a form. */
export function abiOf(form: ComparedForm): GuestAbi {
  return { facts: extractAbi(form), asRead: () => extractReadAbi(form) }
}
