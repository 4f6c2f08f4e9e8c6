/** How many rules are listed. */
const LISTED = 20

/** What each rule took in all, the slowest first. */
export function timingTable(timing: ReadonlyMap<string, bigint>): string {
  const rows = [...timing]
    .map(([rule, nanoseconds]) => ({ rule, milliseconds: Number(nanoseconds) / 1e6 }))
    .sort((a, b) => b.milliseconds - a.milliseconds)
  const total = rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  const listed = rows.slice(0, LISTED)
  const width = Math.max(4, ...listed.map(({ rule }) => rule.length))
  const lines = listed.map(({ rule, milliseconds }) => {
    const share = total === 0 ? 0 : (100 * milliseconds) / total
    return `${rule.padEnd(width)}  ${milliseconds.toFixed(2).padStart(10)}  ${share.toFixed(1).padStart(5)} %`
  })
  const more = rows.length > LISTED ? [`and ${rows.length - LISTED} more`] : []
  return `${[`${'rule'.padEnd(width)}  ${'ms'.padStart(10)}    share`, ...lines, ...more, `${'all rules'.padEnd(width)}  ${total.toFixed(2).padStart(10)}`].join('\n')}\n`
}
