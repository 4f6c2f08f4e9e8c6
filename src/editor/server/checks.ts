import type { TextDocument } from 'vscode-languageserver-textdocument'
import { type LanguageDocument, openLanguageDocument } from '../language/language-document.js'
import { type CheckedDocument, checkDocument } from './checked-document.js'
import type { Configurations } from './configurations.js'

interface Known {
  readonly checked: CheckedDocument
  readonly generation: number
  /** Stands for the diagnostics: equal ones keep it. */
  readonly resultId: string
}

/** The checks of all open documents: each version of a text is checked once. */
export class Checks {
  readonly #configurations: Configurations
  readonly #known = new Map<string, Known>()
  readonly #languages = new Map<string, { language: LanguageDocument; version: number; generation: number }>()
  readonly #onChecked: (checked: CheckedDocument, milliseconds: number) => void
  #generation = 0
  #results = 0

  constructor(configurations: Configurations, onChecked: (checked: CheckedDocument, milliseconds: number) => void) {
    this.#configurations = configurations
    this.#onChecked = onChecked
  }

  /** What there is to say about a document as it is now. */
  async of(document: TextDocument): Promise<CheckedDocument & { readonly resultId: string }> {
    const generation = this.#generation
    const settings = await this.#configurations.settingsFor(document.uri)
    // While the settings were awaited the document may have changed, or somebody else have checked it.
    const known = this.#known.get(document.uri)
    if (known && known.generation === generation && known.checked.textDocument === document && known.checked.version === document.version) {
      return { ...known.checked, resultId: known.resultId }
    }
    const started = performance.now()
    const checked = checkDocument(
      document,
      this.#configurations.nameOf(document.uri),
      settings,
      this.#configurations.recordedOf(document.uri),
    )
    this.#onChecked(checked, performance.now() - started)
    const isSame = known !== undefined && JSON.stringify(known.checked.diagnostics) === JSON.stringify(checked.diagnostics)
    const resultId = isSame ? known.resultId : String(++this.#results)
    this.#known.set(document.uri, { checked, generation, resultId })
    return { ...checked, resultId }
  }

  /** A document as the language features look at it; undefined for one that is none of domlint's business. */
  async language(document: TextDocument): Promise<LanguageDocument | undefined> {
    const generation = this.#generation
    const settings = await this.#configurations.settingsFor(document.uri)
    if (!settings) return undefined
    const known = this.#languages.get(document.uri)
    const isFresh =
      known && known.generation === generation && known.language.textDocument === document && known.version === document.version
    if (isFresh) return known.language
    const language = openLanguageDocument(document, settings.check)
    this.#languages.set(document.uri, { language, version: document.version, generation })
    return language
  }

  /** Forgets a document that is closed. */
  forget(uri: string): void {
    this.#known.delete(uri)
    this.#languages.delete(uri)
  }

  /** All documents are to be checked again: something besides their texts has changed. */
  expire(): void {
    this.#generation++
  }
}
