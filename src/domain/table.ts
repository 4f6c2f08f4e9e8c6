/**
 * A table of facts by name. It has no prototype: a file may say `model='constructor'` or `type='__proto__'`, and such a name must be as
 * unknown as any other.
 */
export function table<Fact>(entries: Readonly<Record<string, Fact>>): Readonly<Record<string, Fact>> {
  return Object.assign(Object.create(null), entries)
}
