/** What deciding on colours looks at: process.env, or a part of it. */
export type Environment = Readonly<Record<string, string | undefined>>

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const

export type Style = keyof typeof CODES

/** Colours a text that is already safe to print. */
export type Paint = (text: string, ...styles: readonly Style[]) => string

/** Paints, or leaves everything as it is. */
export function painter(colour: boolean): Paint {
  if (!colour) return (text) => text
  return (text, ...styles) =>
    text === '' ? '' : styles.reduce((inner, style) => `\u001b[${CODES[style][0]}m${inner}\u001b[${CODES[style][1]}m`, text)
}

/**
 * Whether to colour what goes to a stream. NO_COLOR wins over everything (no-color.org: set and not empty); then FORCE_COLOR,
 * where `0` and `false` mean no; else a terminal that is not dumb gets colours.
 */
export function wantsColour(environment: Environment, isTerminal: boolean): boolean {
  if (environment.NO_COLOR) return false
  const forced = environment.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal && environment.TERM !== 'dumb'
}
