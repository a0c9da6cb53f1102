/** Names cut to the room there is, measured once for each width. */
const widths = new Map<string, number>()
const fitted = new Map<string, string>()
/** More than a large piece has clips: fewer, and a page of names would push out the one before. */
const MOST_KEPT = 20_000

/** The text, or its beginning with "…"; empty where not even that has room. The context's font must not differ between calls. */
export function fitText(context: CanvasRenderingContext2D, text: string, roomPx: number): string {
  if (roomPx < 8) return ""
  const whole = widthOf(context, text)
  if (whole <= roomPx) return text
  // Steps of 4 px: a clip that is drawn longer does not measure anew at every px.
  const room = Math.floor(roomPx / 4) * 4
  const key = `${room} ${text}`
  const known = fitted.get(key)
  if (known !== undefined) return known
  if (fitted.size > MOST_KEPT) fitted.clear()
  const cut = cutTo(context, text, room, whole)
  fitted.set(key, cut)
  return cut
}

function cutTo(
  context: CanvasRenderingContext2D,
  text: string,
  room: number,
  whole: number,
): string {
  let length = Math.floor((text.length * room) / whole)
  while (length > 0 && widthOf(context, `${text.slice(0, length)}…`) > room) length--
  return length > 0 ? `${text.slice(0, length).trimEnd()}…` : ""
}

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const known = widths.get(text)
  if (known !== undefined) return known
  if (widths.size > MOST_KEPT) widths.clear()
  const { width } = context.measureText(text)
  widths.set(text, width)
  return width
}
