/** Thousands of notes as pixels: a canvas takes so many boxes three times as long as writing them to memory. */
import type { Note } from "#shared/project/index.ts"
import type { Chosen } from "../edits/whole-selection.ts"
import { LEAST_NOTE_PX, type Picture } from "../geometry/hit.ts"
import { xOf, yOf } from "../geometry/view.ts"
import { bucketOf } from "./colours.ts"

export interface DrawnCrowd extends Omit<Picture, "clip"> {
  readonly selected: Chosen
  /** Of each strength, the muted ones' last, as pixels: see `NoteColours`. */
  readonly pixels: Uint32Array
  /** For the upper edge of selected notes: so many outlines would hide what they surround. */
  readonly bone: number
}

/** Writes notes to an image of `width` x `height` pixels, all of it. */
export function writeCrowd(
  image: Uint32Array,
  width: number,
  height: number,
  notes: readonly Note[],
  drawn: DrawnCrowd,
): void {
  const { view, rows, toLineTicks, selected, pixels, bone } = drawn
  const isDrum = rows.kind === "drums"
  const highPx = Math.max(2, Math.floor(view.rowPx) - (view.rowPx > 6 ? 2 : 0))
  image.fill(0)
  for (const { id, startTicks, lengthTicks, pitch, velocity, isMuted } of notes) {
    const y = Math.round(yOf(view, rows.rowOf[pitch]!) + (view.rowPx > 6 ? 1 : 0))
    const x = Math.round(xOf(view, startTicks + toLineTicks))
    const long = Math.max(LEAST_NOTE_PX, Math.round(lengthTicks * view.pxPerTick) - 1)
    const left = Math.max(0, x)
    const right = Math.min(width, x + (isDrum ? LEAST_NOTE_PX : long))
    const pixel = pixels[isMuted === true ? pixels.length - 1 : bucketOf(velocity)]!
    const edge = selected.size > 0 && selected.has(id) ? y + 2 : y
    const bottom = Math.min(height, y + highPx)
    for (let line = Math.max(0, y); line < bottom; line++) {
      const own = line < edge ? bone : pixel
      for (let at = line * width + left, end = line * width + right; at < end; at++) image[at] = own
    }
  }
}

/** Keeps its image from frame to frame, while the size stays. */
export class CrowdCanvas {
  #canvas = new OffscreenCanvas(1, 1)
  #image = new ImageData(1, 1)
  #pixels = new Uint32Array(this.#image.data.buffer)

  /** Draws over `width` x `height` px from the origin. */
  draw(
    context: CanvasRenderingContext2D,
    size: { readonly widthPx: number; readonly heightPx: number },
    notes: readonly Note[],
    drawn: DrawnCrowd,
  ): void {
    const [width, height] = [Math.ceil(size.widthPx), Math.ceil(size.heightPx)]
    if (this.#image.width !== width || this.#image.height !== height) this.#resize(width, height)
    writeCrowd(this.#pixels, width, height, notes, drawn)
    this.#canvas.getContext("2d")?.putImageData(this.#image, 0, 0)
    context.imageSmoothingEnabled = false
    context.drawImage(this.#canvas, 0, 0)
  }

  #resize(width: number, height: number): void {
    this.#canvas.width = width
    this.#canvas.height = height
    this.#image = new ImageData(width, height)
    this.#pixels = new Uint32Array(this.#image.data.buffer)
  }
}
