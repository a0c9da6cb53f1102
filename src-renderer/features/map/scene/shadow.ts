/** Coloured contact shadows: where points hover over the floor, as a small blurred picture. Pure. */
export interface ShadowOptions {
  count: number
  /** (1 + count + 2) x 4: x, y, z, radius. */
  places: Float32Array
  /** count x 4 bytes. */
  colours: Uint8Array
  floor: { x: number; y: number; z: number; size: number }
  side: number
}

const BLURS = 3

/** Writes side x side x 4 bytes: the colour of what is above, and how much of it. */
export function createShadowPainter(
  side: number,
): (options: ShadowOptions, out: Uint8Array) => void {
  const cells = side * side
  const sums = new Float32Array(cells * 4)
  const spare = new Float32Array(cells * 4)
  return ({ count, places, colours, floor }, out) => {
    sums.fill(0)
    const scale = side / (2 * floor.size)
    for (let i = 0; i < count; i++) {
      const at = (i + 1) * 4
      const column = Math.floor((places[at]! - floor.x + floor.size) * scale)
      const row = Math.floor((floor.z - places[at + 2]! + floor.size) * scale)
      if (column < 0 || row < 0 || column >= side || row >= side) continue
      const height = (places[at + 1]! - floor.y) / floor.size
      const weight = places[at + 3]! / (1 + 4 * Math.max(0, height))
      const cell = (row * side + column) * 4
      sums[cell]! += colours[i * 4]! * weight
      sums[cell + 1]! += colours[i * 4 + 1]! * weight
      sums[cell + 2]! += colours[i * 4 + 2]! * weight
      sums[cell + 3]! += weight
    }
    for (let pass = 0; pass < BLURS; pass++) {
      blur(sums, spare, side, 1)
      blur(spare, sums, side, side)
    }
    const gain = strength(count, floor.size, side)
    for (let cell = 0; cell < cells; cell++) {
      const weight = sums[cell * 4 + 3]!
      const inverse = weight > 1e-9 ? 1 / weight : 0
      for (let k = 0; k < 3; k++) out[cell * 4 + k] = sums[cell * 4 + k]! * inverse
      out[cell * 4 + 3] = 255 * (1 - 1 / (1 + weight * gain))
    }
  }
}

/** So that few large and many small dots leave about the same trace. */
const strength = (count: number, size: number, side: number): number =>
  (260 * (side / 128) ** 2 * size) / Math.sqrt(Math.max(60, count) / 700) / size

function blur(from: Float32Array, to: Float32Array, side: number, stride: number): void {
  const cells = side * side
  for (let cell = 0; cell < cells; cell++) {
    const place = stride === 1 ? cell % side : (cell / side) | 0
    const before = place > 0 ? (cell - stride) * 4 : cell * 4
    const after = place < side - 1 ? (cell + stride) * 4 : cell * 4
    for (let k = 0; k < 4; k++)
      to[cell * 4 + k] =
        0.25 * from[before + k]! + 0.5 * from[cell * 4 + k]! + 0.25 * from[after + k]!
  }
}
