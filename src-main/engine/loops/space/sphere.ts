/** Ways between points: along the great circle (Shoemake 1985; White 2016 for latents), whose lengths change evenly. */

const NEARLY_ALONG = 1e-4
/** Of which no direction can be told. */
const NOTHING = 1e-9

/** From one (0) to the other (1). Where they point the same way or opposite ways, or nowhere, the way is straight. */
export function slerp(one: Float32Array, other: Float32Array, share: number): Float32Array {
  const [length, otherLength] = [lengthOf(one), lengthOf(other)]
  let dot = 0
  for (let i = 0; i < one.length; i++) dot += one[i]! * other[i]!
  const lengths = length * otherLength
  const cosine = lengths > NOTHING ? dot / lengths : 1
  if (share <= 0) return one.slice()
  if (share >= 1) return other.slice()
  if (Math.abs(cosine) > 1 - NEARLY_ALONG)
    return one.map((value, i) => value * (1 - share) + other[i]! * share)
  const angle = Math.acos(cosine)
  const [a, b] = [Math.sin((1 - share) * angle), Math.sin(share * angle)]
  const scale = 1 / Math.sin(angle)
  return one.map((value, i) => (value * a + other[i]! * b) * scale)
}

const lengthOf = (vector: Float32Array): number =>
  Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))

export interface Corners {
  /** Row by row. */
  latents: readonly Float32Array[]
  columns: number
}

/** What a grid between corners holds at 0..1 across and down: along the sphere across, then down. */
export function onGrid({ latents, columns }: Corners, across: number, down: number): Float32Array {
  const rows = latents.length / columns
  const at = (row: number): Float32Array => {
    const place = across * (columns - 1)
    const left = Math.min(columns - 2, Math.floor(place))
    const [one, other] = [latents[row * columns + left]!, latents[row * columns + left + 1]!]
    return slerp(one, other, place - left)
  }
  if (rows === 1) return at(0)
  const place = down * (rows - 1)
  const top = Math.min(rows - 2, Math.floor(place))
  return slerp(at(top), at(top + 1), place - top)
}
