/** What a cloud of points is made of, in arrays that go into textures as they are. Pure: knows nothing of WebGL. */

/** Texels in a row of a texture. */
export const POINTS_ACROSS = 1024
/** One before the first point and two after the last, for the ends of the curve through them. */
const LEAD = 1
const TAIL = 2

/** Bits of `style` byte 1. */
export const SELECTED = 1
export const OUTLINED = 4
export const LAST_OF_PART = 8

export class Points {
  readonly count: number
  /** (1 + count + 2) x 4, up to whole rows: x, y, z, radius. Use `place` to read and write. */
  readonly from: Float32Array<ArrayBuffer>
  readonly to: Float32Array<ArrayBuffer>
  /** count x 4 bytes, up to whole rows: r, g, b, 255. */
  readonly colourFrom: Uint8Array<ArrayBuffer>
  readonly colourTo: Uint8Array<ArrayBuffer>
  /** count x 4 bytes, up to whole rows: shape, flags, 0, 0. */
  readonly style: Uint8Array<ArrayBuffer>

  constructor(count: number) {
    this.count = count
    const places = padded(LEAD + count + TAIL) * 4
    const bytes = padded(count) * 4
    this.from = new Float32Array(places)
    this.to = new Float32Array(places)
    this.colourFrom = new Uint8Array(bytes)
    this.colourTo = new Uint8Array(bytes)
    this.style = new Uint8Array(bytes)
  }

  /** Position of point i in `from` and `to`. */
  static place(index: number): number {
    return (LEAD + index) * 4
  }

  /** Repeats the first and the last point outside of them: call after places were written. */
  padEnds(): void {
    const last = this.count * 4
    if (last === 0) return
    for (const places of [this.from, this.to]) {
      places.copyWithin(0, 4, 8)
      places.copyWithin(last + 4, last, last + 4)
      places.copyWithin(last + 8, last, last + 4)
    }
  }
}

/** Texels up to a whole row. */
const padded = (length: number): number =>
  Math.ceil(length / POINTS_ACROSS) * POINTS_ACROSS || POINTS_ACROSS
