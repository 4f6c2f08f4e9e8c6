/** The items whose key an earlier one has too, each with the first that had it. Items without a key count for nothing. */
export function repeats<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string | number | undefined,
): { readonly again: Item; readonly first: Item }[] {
  // Most documents have no item with a key.
  let firsts: Map<string | number, Item> | undefined
  const found: { again: Item; first: Item }[] = []
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    firsts ??= new Map()
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, item)
    else found.push({ again: item, first })
  }
  return found
}
