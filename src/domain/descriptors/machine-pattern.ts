/** Whether a text matches a pattern in which `*` stands for any characters and `?` for one, as GLib's g_pattern_match_simple has it. */
export function matchesPattern(pattern: string, text: string): boolean {
  let at = 0
  let within = 0
  let star = -1
  let retry = 0
  while (within < text.length) {
    if (at < pattern.length && pattern[at] === '*') {
      star = at++
      retry = within
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[within])) {
      at++
      within++
    } else if (star !== -1) {
      at = star + 1
      within = ++retry
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}
