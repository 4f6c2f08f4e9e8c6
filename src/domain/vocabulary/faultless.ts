import type { Flat } from './flat.js'

/** So many elements are remembered before all are forgotten: about 1 MB. */
const mostRemembered = 5000

/** The longest text of an element that is remembered: longer ones hardly ever come twice. */
export const longestRemembered = 300

/**
 * The texts of elements that are as the vocabulary says. The guests of one owner are alike: of their elements three quarters were
 * met before in the same words, and looking these up takes a third of the time of matching them again.
 */
export class Faultless {
  readonly #byContent = new Map<Flat, Map<string, number>>()
  #size = 0

  /** How many trials an element of that text took when it was matched with that content, if it had no problem. */
  trialsOf(content: Flat, text: string): number | undefined {
    return this.#byContent.get(content)?.get(text)
  }

  add(content: Flat, text: string, trials: number): void {
    if (this.#size >= mostRemembered) {
      this.#byContent.clear()
      this.#size = 0
    }
    let texts = this.#byContent.get(content)
    if (!texts) {
      texts = new Map()
      this.#byContent.set(content, texts)
    }
    texts.set(ownCopy(text), trials)
    this.#size++
  }
}

/** The same text, but not as a part of a larger one, which would keep the whole file in memory. */
function ownCopy(text: string): string {
  return `${text} `.slice(0, -1)
}
