/** Draws at every frame, in the colours of the theme that is worn. */
import { createFrameLoop } from "./canvas.ts"
import { followPalette, readPalette, type Palette } from "./palette.ts"

/** @returns the function that stops; for `onMount` */
export function drawAlways(draw: (nowMs: number, palette: Palette) => void): () => void {
  let palette = readPalette()
  const loop = createFrameLoop((nowMs) => {
    draw(nowMs, palette)
    return true
  })
  const forget = followPalette((next) => (palette = next))
  loop.request()
  return () => {
    forget()
    loop.stop()
  }
}
