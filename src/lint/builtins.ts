import type { BuiltinId } from './builtin-levels.js'

/** What the engine itself says, beside the rules: about the text, and about directives. */
export interface Builtin {
  readonly id: BuiltinId
  /** What to do, in one imperative sentence without a full stop. */
  readonly summary: string
  /** Why, in Markdown. */
  readonly why: string
}

export const builtins: readonly Builtin[] = [
  {
    id: 'xml/well-formed',
    summary: 'Write well-formed XML',
    why: `libvirt reads no text that is not well-formed XML. domlint says where the cause is, mends it in its mind, and checks the rest of the
file all the same; but it fixes nothing in such a file, since it can only guess what was meant. It reads UTF-8 and UTF-16, expands no
entities besides XML's five, and loads no document type.`,
  },
  {
    id: 'xml/known-root',
    summary: 'Start a definition with <domain>',
    why: `The root element says what a file is: \`domain\`, or \`domainsnapshot\`, \`domainbackup\`, \`domaincheckpoint\`, \`domstatus\` and
\`domains\` around one. libvirt refuses any other one as a domain. Files that are clearly something else, such as networks and storage
pools, are passed over.`,
  },
  {
    id: 'domlint/no-reason',
    summary: 'Give a reason for what a directive hides',
    why: `Whoever reads the file next year wants to know why a finding was hidden: \`<!-- domlint-disable-next-line RULE: reason -->\`, or the
attribute \`reason\` in the metadata. The reason stands behind a colon, since a double hyphen may not stand in an XML comment.`,
  },
  {
    id: 'domlint/wide-directive',
    summary: 'Name the rules that a directive hides',
    why: 'A directive without a rule hides every finding at its place, also those that a later version of domlint is the first to find.',
  },
  {
    id: 'domlint/unknown-rule',
    summary: 'Name rules that exist in directives',
    why: 'A directive for a rule that does not exist hides nothing: the name is misspelt, or of another version. `domlint rules` lists them.',
  },
  {
    id: 'domlint/unknown-directive',
    summary: 'Write directives in their form',
    why: `A comment that starts with \`domlint-\` and is none of \`domlint-disable-next-line RULE: reason\`, \`domlint-disable RULE: reason\` and
\`domlint-enable\` does nothing, though somebody meant it to.`,
  },
  {
    id: 'domlint/unused-directive',
    summary: 'Remove directives that hide nothing any more',
    why: 'What a directive hid has been mended: it can go, before it hides the next mistake at its place.',
  },
]
