/** A line of an example, or a line of ^ under its marked place. */
export interface MarkedLine {
  readonly text: string
  readonly isMark: boolean
}

/** The lines of an example, with ^^^ under what stands between « and ». */
export function markedLines(example: string): MarkedLine[] {
  const lines: MarkedLine[] = []
  let isOpen = false
  for (const line of example.replace(/^\n|\n\s*$/g, '').split('\n')) {
    let plain = ''
    let marks = ''
    for (const character of line) {
      if (character === '«') isOpen = true
      else if (character === '»') isOpen = false
      else {
        plain += character
        marks += isOpen && (marks.trim() !== '' || character.trim() !== '') ? '^' : ' '
      }
    }
    lines.push({ text: plain, isMark: false })
    if (marks.trim() !== '') lines.push({ text: marks.trimEnd(), isMark: true })
    // An empty place: the mark stands where something is missing.
    else if (/«»/.test(line)) lines.push({ text: `${' '.repeat(line.indexOf('«'))}^`, isMark: true })
  }
  return lines
}
