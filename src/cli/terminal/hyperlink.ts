import type { Environment } from './colour.js'

/** Terminals that show OSC 8 links, by the variables that they set. VTE shows them since 0.50. */
const SHOWS_LINKS: readonly ((environment: Environment) => boolean)[] = [
  (environment) => ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby', 'rio'].includes(environment.TERM_PROGRAM ?? ''),
  (environment) => Number.parseInt(environment.VTE_VERSION ?? '', 10) >= 5000,
  (environment) => ['xterm-kitty', 'alacritty', 'foot', 'xterm-ghostty'].includes(environment.TERM ?? ''),
  (environment) => ['WT_SESSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION', 'DOMTERM'].some((name) => environment[name]),
]

/** Whether to write links: FORCE_HYPERLINK decides where it is set, else a terminal known to show them gets them. */
export function wantsHyperlinks(environment: Environment, isTerminal: boolean): boolean {
  const forced = environment.FORCE_HYPERLINK
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (!isTerminal || environment.TERM === 'dumb' || environment.CI) return false
  return SHOWS_LINKS.some((shows) => shows(environment))
}

/** The text as an OSC 8 link. An address with anything but printable ASCII is not linked: it could leave the sequence. */
export function hyperlink(text: string, address: string): string {
  if (!/^[!-~]+$/u.test(address)) return text
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`
}
