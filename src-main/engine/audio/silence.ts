import type { Piece } from "./audio-source.ts"

/** Zeros that stand for sound lost to damage, so that what follows keeps its place in time. */
export function* silence(channels: number, frames: number): Generator<Piece> {
  const zeros = new Float32Array(Math.min(frames, 16_384))
  for (let left = frames; left > 0; left -= zeros.length)
    yield {
      channels: Array.from({ length: channels }, () => zeros),
      frames: Math.min(left, zeros.length),
    }
}
