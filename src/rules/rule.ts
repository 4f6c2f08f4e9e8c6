import type { CanonicalElement } from '../canonical/canonical-element.js'
import type { CanonicalView } from '../canonical/canonical-view.js'
import type { DescriptorFile } from '../domain/descriptors/descriptor-files.js'
import type { HostDescriptors } from '../domain/descriptors/host-descriptors.js'
import type { Domain } from '../domain/domain.js'
import type { Target } from '../domain/facts/target.js'
import type { Safety, Severity } from '../lint/finding.js'
import type { TextEdit } from '../xml/edit.js'
import type { Range } from '../xml/source.js'
import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/tree.js'
import type { WrapperName } from './wrappers.js'

export type { Severity }

export type Category = 'schema' | 'libvirt' | 'abi' | 'deprecated' | 'target' | 'security' | 'performance' | 'portability' | 'project'

/** What a rule may know besides the element it looks at. */
export interface RuleContext<Options> {
  readonly domain: Domain
  readonly document: XmlDocument
  readonly target: Target
  /** What the definition runs on today, where that was told (`--from`). */
  readonly from?: Target | undefined
  /** The host's architecture: the guest's where the XML names none. */
  readonly hostArch: string
  /** libvirt's ABI_UPDATE parse flag: a new guest is being defined, not an existing one reloaded. */
  readonly abiUpdate: boolean
  /**
   * The firmware and the vhost-user backends of the host that the domain is to run on, which are read when a rule first asks for
   * them; undefined where no host was named (--sysroot): the host that checks says nothing about the one that runs the guest.
   */
  readonly descriptors: () => HostDescriptors | undefined
  readonly options: Options
}

/** Where a finding points: an element means the name in its open tag, an attribute means its value. */
export type Place = XmlElement | XmlAttribute | Range

type Placeholders<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never

type Data<Message extends string> = [Placeholders<Message>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: Readonly<Record<Placeholders<Message>, string | number>> }

/** A change that would mend the finding. */
export interface ReportedFix {
  readonly title: string
  readonly edits: readonly TextEdit[]
  readonly risk: string
}

interface ReportBase {
  readonly at: Place
  /** Other places that the message speaks of. */
  readonly related?: readonly { readonly at: Place; readonly message: string }[]
  /** Places at which errors are only consequences of this one: there nothing else is reported. */
  readonly explains?: readonly Place[]
  /** What libvirt cannot read because of it, an element or an open tag: other refusals in there may be consequences and are not reported. */
  readonly unread?: Range
  /** The edits that mend it; applied all or none. Needs `fix` in the rule. */
  readonly fix?: TextEdit | readonly TextEdit[]
  /** Overrides the rule's own `fix` grade for this one finding. */
  readonly safety?: Safety
  /** Overrides the rule's own risk for this one finding. */
  readonly risk?: string
  /** Overrides the rule's own severity for this one finding. */
  readonly severity?: Severity
  /** Changes that are offered to a person and never applied by --fix. */
  readonly suggest?: readonly ReportedFix[]
}

/** One finding of a rule: where, with what the message needs. Rules with several messages name theirs. */
export type Report<Messages extends MessageTable> = Messages extends string
  ? ReportBase & Data<Messages> & { readonly message?: undefined }
  : { [Id in keyof Messages & string]: ReportBase & { readonly message: Id } & Data<Messages[Id] & string> }[keyof Messages & string]

export type MessageTable = string | Readonly<Record<string, string>>

type Reports<Messages extends MessageTable> = Report<Messages> | readonly Report<Messages>[] | undefined | NamesMessage<Messages>

/** Never given: it tells the compiler that `message` is one of a few words, so that it does not widen them to string. */
type NamesMessage<Messages extends MessageTable> = { readonly message: keyof Messages & string; readonly neverGiven: never }

/** Looks at one element; gives what is wrong with it. */
export type Check<Messages extends MessageTable, Options> = (element: XmlElement, context: RuleContext<Options>) => Reports<Messages>

/** What a rule may know that looks at the canonical form. */
export interface CanonicalContext<Options> extends RuleContext<Options> {
  readonly canonical: CanonicalView
}

/** Looks at one element of the canonical form; `canonical.placeOf` gives where it stands in the text. */
export type CanonicalCheck<Messages extends MessageTable, Options> = (
  element: CanonicalElement,
  context: CanonicalContext<Options>,
) => Reports<Messages>

/** A value that must be unique over all domains of one run, with its place. */
export interface ProjectFact {
  readonly key: string
  /** Facts of one identity never collide: it is the same guest, kept in two files. */
  readonly identity?: string
  readonly at: Place
  /** What the message calls it: the MAC address, the path. */
  readonly label: string
}

interface ExampleSettings {
  readonly name: string
  /** The document that the fragment stands in; a whole document needs none. */
  readonly inside?: WrapperName
  readonly options?: Readonly<Record<string, unknown>>
  /** As `--target` takes it. */
  readonly target?: string
  /** As `--from` takes it. */
  readonly from?: string
  readonly hostArch?: string
  readonly abiUpdate?: boolean
  /** The descriptor files of the host, as below `--sysroot`. */
  readonly descriptors?: readonly DescriptorFile[]
}

/**
 * An example is documentation and test at once. In `bad`, « and » enclose the place that the finding points at.
 * `fixed` is the text after the fix; a bad example without it must offer no fix.
 */
export type Example =
  | (ExampleSettings & { readonly good: string | readonly string[] })
  | (ExampleSettings & {
      /** Several texts are several files of one run. */
      readonly bad: string | readonly string[]
      readonly fixed?: string
      /** The whole message, or a part of it, that must be shown. */
      readonly says?: string
      /** The text after the first suggestion. */
      readonly suggested?: string
    })

interface OptionSpec {
  readonly type: 'boolean' | 'number' | 'string' | 'strings'
  readonly default: unknown
  readonly description: string
}

interface RuleText<Messages extends MessageTable> {
  /** `category/no-x` forbids, `category/valid-x` checks values, `category/require-x` demands, `category/prefer-x` advises. */
  readonly id: `${Category}/${string}`
  /** What to do, in one imperative sentence without a full stop. */
  readonly summary: string
  /** What libvirt or the guest really does, and why that matters. Markdown. */
  readonly why: string
  /** Where the facts come from: documents, or source files with their version. */
  readonly sources: readonly string[]
  readonly category: Category
  readonly severity: Severity
  /** The domlint version that brought the rule. */
  readonly since: string
  /** One message with {placeholders}, or several by name. */
  readonly message: Messages
  /** Presets besides those of its category: recommended unless it says otherwise. */
  readonly presets?: readonly ('recommended' | 'strict')[]
  readonly options?: Readonly<Record<string, OptionSpec>>
  /**
   * What `domlint migrate` makes of an unsafe fix of the rule: `boot` (if nothing is said) when the guest merely sees it at its next boot,
   * so that `--unsafe` may apply it; `work` when something in the guest or on the host has to be done first, or a person has to choose.
   */
  readonly grade?: 'boot' | 'work'
  readonly examples: readonly Example[]
}

type RuleFix =
  | { readonly fix?: undefined; readonly risk?: undefined }
  | { readonly fix: 'safe'; readonly risk?: string }
  | { readonly fix: 'unsafe'; readonly risk: string }

/** What a rule looks at. */
type RuleChecks<Messages extends MessageTable, Options> =
  | {
      readonly view?: undefined
      readonly when?: undefined
      /** Checks by element path: `domain/devices/disk/target`, `//address[@type=pci]`, `[@a]`, `[@a=v]`, and `|` between alternatives. */
      readonly on?: Readonly<Record<string, Check<Messages, Options>>>
    }
  | {
      /**
       * The rule judges what libvirt judges after it has filled in devices, addresses and defaults. It looks at guests of the QEMU driver
       * only. Findings and edits are about the text: `canonical.placeOf` leads there.
       */
      readonly view: 'canonical'
      /** Whether it could matter here, by a quick look at the text: working out the canonical form takes as long as all other rules together. */
      readonly when: (context: RuleContext<Options>) => boolean
      /** Checks by element path from `domain` down. */
      readonly on: Readonly<Record<string, CanonicalCheck<Messages, Options>>>
    }

/** A rule as its author writes it. */
export type RuleDefinition<Messages extends MessageTable, Options> = RuleText<Messages> &
  RuleFix &
  RuleChecks<Messages, Options> & {
    /** For rules over all files of a run: what must be unique. `message` may use {label} and {other} (the other domain's name). */
    readonly unique?: (domain: Domain) => readonly ProjectFact[]
  }

/** A rule as the engine sees it. */
export type Rule = RuleDefinition<MessageTable, Readonly<Record<string, unknown>>>

/** Declares a rule. It only checks types: every {placeholder} of a message must be given by each report. */
export function rule<const Messages extends MessageTable, Options = Readonly<Record<string, unknown>>>(
  definition: RuleDefinition<Messages, Options>,
): Rule {
  // The engine fills messages by name at run time; what the types above have proven is no longer needed there.
  return definition as unknown as Rule
}
