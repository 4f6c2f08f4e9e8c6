/** A kind of value that an attribute or a text may hold. */
export interface DataType {
  /** What is expected, for people: `a whole number from 0 to 31`. */
  readonly words: string
  /** Whether libvirt's schema takes the value. */
  fits(value: string): boolean
  /** The right spelling of a value that is a slip of the pen, such as `yes` for `true`; undefined if it fits or nothing is near. */
  readonly nearest?: (value: string) => string | undefined
}

/** One way to set a slip right: the value respelled, or undefined if it is not this slip. */
export type Respelling = (value: string) => string | undefined

const trimmed: Respelling = (value) => value.trim()
const unquoted: Respelling = (value) => /^(["'])(.*)\1$/.exec(value.trim())?.[2]

/** Longer values are no slips of the pen. */
const longestSlip = 200

/** A data type from what fits; a slip is set right by the first respelling that fits, after white space and quotes around it. */
export function dataTypeOf(words: string, fits: (value: string) => boolean, ...respellings: readonly Respelling[]): DataType {
  const ways = [trimmed, unquoted, ...respellings]
  return {
    words,
    fits,
    nearest(value) {
      if (value.length > longestSlip || fits(value)) return undefined
      for (const respell of ways) {
        const spelled = respell(value)
        if (spelled !== undefined && fits(spelled)) return spelled
      }
      return undefined
    },
  }
}

/** Text of one grammar. The pattern is for the whole value, without `^` and `$`. */
export function textOf(words: string, pattern: RegExp, ...respellings: readonly Respelling[]): DataType {
  const whole = new RegExp(`^(?:${pattern.source})$`, 'u')
  return dataTypeOf(words, (value) => whole.test(value), ...respellings)
}

/** One of a few words. White space around does not count, as in libvirt's schema. */
export function wordOf(words: readonly string[], slips: Readonly<Record<string, string>> = {}): DataType {
  return textOf(
    `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
    new RegExp(`[ \\t\\n\\r]*(?:${words.join('|')})[ \\t\\n\\r]*`),
    (value) => value.trim().toLowerCase(),
    (value) => slips[value.trim().toLowerCase()],
  )
}
