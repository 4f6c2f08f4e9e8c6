import type { PublishDiagnosticsParams } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Checks } from './checks.js'

/** Sends diagnostics to clients that do not ask for them, when a document has not changed for a moment. */
export class Publisher {
  readonly #checks: Checks
  readonly #send: (parameters: PublishDiagnosticsParams) => Promise<void>
  readonly #delayMilliseconds: number
  readonly #failed: (error: unknown) => void
  readonly #waiting = new Map<string, NodeJS.Timeout>()
  readonly #sent = new Set<string>()

  constructor(
    checks: Checks,
    send: (parameters: PublishDiagnosticsParams) => Promise<void>,
    delayMilliseconds: number,
    failed: (error: unknown) => void,
  ) {
    this.#checks = checks
    this.#send = send
    this.#delayMilliseconds = delayMilliseconds
    this.#failed = failed
  }

  /** Sends the diagnostics of a document at once when it is new, else after the delay; a later change starts the delay anew. */
  schedule(document: TextDocument): void {
    const { uri } = document
    clearTimeout(this.#waiting.get(uri))
    const timer = setTimeout(() => this.#publish(document).catch(this.#failed), this.#sent.has(uri) ? this.#delayMilliseconds : 0)
    this.#waiting.set(uri, timer)
  }

  /** Takes back what was sent of a document that is closed. */
  retract({ uri }: TextDocument): void {
    clearTimeout(this.#waiting.get(uri))
    this.#waiting.delete(uri)
    this.#sent.delete(uri)
    void this.#send({ uri, diagnostics: [] })
  }

  /** Sends nothing any more. */
  stop(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
  }

  async #publish(document: TextDocument): Promise<void> {
    const { uri } = document
    const timer = this.#waiting.get(uri)
    const { version, diagnostics } = await this.#checks.of(document)
    // A change that came in between has started the next run.
    if (this.#waiting.get(uri) !== timer || document.version !== version) return
    this.#waiting.delete(uri)
    this.#sent.add(uri)
    await this.#send({ uri, version, diagnostics: [...diagnostics] })
  }
}
