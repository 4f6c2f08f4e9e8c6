/** More characters than any expression that a person wrote. */
const longest = 50_000

/**
 * Where an interpolation ends whose braces are balanced: `${…}`, `%{…}`, `#{…}`. Strings in it, and the expressions in those, are
 * passed over; in Nix also its indented strings.
 * @param from the offset behind the opening brace
 * @returns the offset behind the closing one, or undefined where there is none
 */
export function interpolationEnd(text: string, from: number): number | undefined {
  // What is open, innermost last: braces of code, and strings by their quotes.
  const open: ('{' | '"' | "''")[] = ['{']
  const limit = Math.min(text.length, from + longest)
  for (let at = from; at < limit; at++) {
    const inner = open.at(-1)
    const character = text[at]
    if (inner === '{') {
      if (character === '{') open.push('{')
      else if (character === '}') {
        open.pop()
        if (open.length === 0) return at + 1
      } else if (character === '"') open.push('"')
      else if (text.startsWith("''", at)) {
        open.push("''")
        at++
      } else if (character === '#' && /\s/.test(text[at - 1] ?? '')) {
        const lineEnd = text.indexOf('\n', at)
        if (lineEnd === -1) return undefined
        at = lineEnd
      }
    } else if (text.startsWith('${', at)) {
      open.push('{')
      at++
    } else if (inner === '"') {
      if (character === '\\') at++
      else if (character === '"') open.pop()
    } else if (text.startsWith("''", at)) {
      const next = text[at + 2]
      if (next === "'" || next === '$') at += 2
      else if (next === '\\') at += 3
      else {
        open.pop()
        at++
      }
    }
  }
  return undefined
}
