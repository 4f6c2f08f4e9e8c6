/** East Asian wide and fullwidth blocks (Unicode 15, EastAsianWidth.txt), and the emoji that are drawn as pictures by default. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const COMBINING = /[\p{Mn}\p{Me}]/u

/** The columns that one character takes on a terminal: 0, 1 or 2. */
export function displayWidth(character: string): number {
  if (character <= '\u02ff') return 1
  if (COMBINING.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

/** The columns that a text takes. */
export function textWidth(text: string): number {
  let columns = 0
  for (const character of text) columns += displayWidth(character)
  return columns
}
