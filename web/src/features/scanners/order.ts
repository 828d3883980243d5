/** The list with the item at `from` standing at `to`; unchanged when there is no such place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const next = [...items]
  if (from < 0 || to < 0 || from >= items.length || to >= items.length) return next
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
