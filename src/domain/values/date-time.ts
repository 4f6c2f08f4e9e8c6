const grammar = /^[ \t\n\r]*(-?)(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))?[ \t\n\r]*$/

/** A day and time of XML Schema, such as `2024-02-29T12:00:00Z`, as libxml2 reads one. White space may stand around it. */
export function isDateTime(text: string): boolean {
  const match = grammar.exec(text)
  if (!match) return false
  const [, sign, year = '', ...rest] = match
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest.slice(0, 5).map(Number)
  const [fraction = '', , zoneHour = 0, zoneMinute = 0] = [rest[5], rest[6], Number(rest[7] ?? 0), Number(rest[8] ?? 0)]
  if (year.length > 4 && year.startsWith('0')) return false
  const yearNumber = Number(`${sign}${year}`)
  if (yearNumber === 0 || !Number.isSafeInteger(yearNumber)) return false
  const endOfDay = hour === 24 && minute === 0 && second === 0 && Number(`0${fraction}`) === 0
  if (!endOfDay && (hour > 23 || minute > 59 || second > 59)) return false
  return day >= 1 && day <= daysIn(month, yearNumber) && zoneMinute <= 59 && zoneHour * 60 + zoneMinute <= 14 * 60
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0
}
