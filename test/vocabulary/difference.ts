import type { Dump } from './schema.js'

/** What only one of two dumps has, one line each: `only schema: /domain/x@y=word`, `only table: /domain/x`. */
export function differences(schema: Dump, table: Dump): string[] {
  return [...missing('schema', schema, table), ...missing('table', table, schema)]
}

/** What `there` lacks of `here`. What is below a path that is missing is not told again. */
function missing(name: string, here: Dump, there: Dump): string[] {
  const lines: string[] = []
  const say = (what: string) => lines.push(`only ${name}: ${what}`)
  for (const [path, place] of here) {
    const other = there.get(path)
    if (!other) {
      if (there.has(path.slice(0, path.lastIndexOf('/')))) say(path)
      continue
    }
    if (place.text.size > 0 && other.text.size === 0) say(`${path} text`)
    for (const value of newValues(place.text, other.text)) say(`${path} text ${value}`)
    for (const [attribute, values] of place.attributes) {
      const others = other.attributes.get(attribute)
      if (!others) say(`${path}@${attribute}`)
      else for (const value of newValues(values, others)) say(`${path}@${attribute}=${value}`)
    }
  }
  return lines
}

/**
 * Words that the others lack, unless they have a data type, which may hold the word; and `any` where they have words and these a type.
 * The types themselves go by other names here and there: test/domain/types.test.ts compares them by what they take.
 */
function newValues(values: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  const isType = (value: string) => value.startsWith('<')
  const otherHasType = [...others].some(isType)
  const words = otherHasType ? [] : [...values].filter((value) => !isType(value) && !others.has(value))
  return [...words, ...([...values].some(isType) && others.size > 0 && !otherHasType ? ['any'] : [])]
}
