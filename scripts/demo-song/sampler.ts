/** Plays sample hits into the mix: any speed (linear interpolation), with short fades so that no edge clicks. */
import { balance, gainFromDb, type MixBus } from "./mix-bus.ts"
import type { PlayedHit } from "./performance.ts"
import type { Sample } from "./samples-io.ts"
import { RATE_HZ } from "./song.ts"

/** Short enough to keep the attack of a drum. */
const EDGE_IN_SECONDS = 0.0005
const EDGE_OUT_SECONDS = 0.006

export function playHit(bus: MixBus, sample: Sample, hit: PlayedHit): void {
  const speed = hit.speed ?? 1
  const first = Math.round(hit.startSeconds * RATE_HZ)
  const wholeFrames = Math.floor((sample.left.length - 1) / speed)
  const frames = Math.min(wholeFrames, Math.round((hit.durationSeconds ?? Infinity) * RATE_HZ))
  const count = Math.min(frames, bus.left.length - first)
  const fadeInFrames = (hit.fadeInSeconds ?? EDGE_IN_SECONDS) * RATE_HZ
  const fadeOutFrames = (hit.fadeOutSeconds ?? EDGE_OUT_SECONDS) * RATE_HZ
  const gain = gainFromDb(hit.gainDb)
  const side = balance(hit.pan ?? 0)
  const send = (hit.send ?? 0) / 2
  for (let frame = 0; frame < count; frame++) {
    const edge = Math.min(1, frame / fadeInFrames, (frames - frame) / fadeOutFrames)
    const left = valueAt(sample.left, frame * speed) * gain * edge * side.left
    const right = valueAt(sample.right, frame * speed) * gain * edge * side.right
    add(bus.left, first + frame, left)
    add(bus.right, first + frame, right)
    add(bus.send, first + frame, (left + right) * send)
  }
}

function valueAt(samples: Float32Array, position: number): number {
  const index = Math.floor(position)
  const here = samples[index] ?? 0
  return here + ((samples[index + 1] ?? here) - here) * (position - index)
}

function add(samples: Float32Array, index: number, value: number): void {
  samples[index] = (samples[index] ?? 0) + value
}
