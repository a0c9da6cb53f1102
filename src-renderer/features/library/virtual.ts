/** Which rows of a long list must exist: those in sight and a few around them. Pure. */
export interface Window {
  first: number
  /** Exclusive. */
  end: number
}

const AROUND = 8

export function visibleRows(
  scrollTopPx: number,
  heightPx: number,
  rowPx: number,
  count: number,
): Window {
  const first = Math.max(0, Math.floor(scrollTopPx / rowPx) - AROUND)
  const end = Math.min(count, Math.ceil((scrollTopPx + heightPx) / rowPx) + AROUND)
  return { first: Math.min(first, Math.max(0, count - 1)), end: Math.max(end, 0) }
}

/** Where to scroll so that the row is in sight; the present place if it is. */
export function scrollFor(
  index: number,
  scrollTopPx: number,
  heightPx: number,
  rowPx: number,
): number {
  const top = index * rowPx
  if (top < scrollTopPx) return top
  if (top + rowPx > scrollTopPx + heightPx) return top + rowPx - heightPx
  return scrollTopPx
}
