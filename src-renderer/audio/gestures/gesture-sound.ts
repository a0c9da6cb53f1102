/** A gesture as it sounds on a record: on the deck that plays live, but at once. Pure. */
import { Deck } from "#shared/dsp/deck/index.ts"
import { TILE_FRAMES, TileSource } from "#shared/dsp/index.ts"
import { deckEventsOf, type Gesture } from "#shared/gesture/index.ts"

/** What the last cut leaves behind. */
const TAIL_SECONDS = 0.05
/** Whoever listens to a take in a list hears its first minute. */
const MOST_SECONDS = 60

/** @returns left, then right */
export function soundOfGesture(gesture: Gesture, record: TileSource, rateHz: number): Float32Array {
  const heard = beginningOf(gesture, MOST_SECONDS)
  const deck = new Deck(rateHz)
  deck.load(record)
  for (const event of deckEventsOf(heard, { rateHz })) deck.send(event)
  const frames = Math.ceil((heard.durationSeconds + TAIL_SECONDS) * rateHz)
  const sound = new Float32Array(2 * frames)
  deck.process(sound.subarray(0, frames), sound.subarray(frames), 0, frames)
  return sound
}

/** @param samples channel after channel */
export function recordOfSamples(
  samples: Float32Array,
  rateHz: number,
  channels: number,
): TileSource {
  const frames = samples.length / channels
  const record = new TileSource({ rateHz, channels, frames })
  for (let tile = 0; tile < record.tileCount; tile++) {
    const start = tile * TILE_FRAMES
    const length = Math.min(TILE_FRAMES, frames - start)
    const part = new Float32Array(length * channels)
    for (let channel = 0; channel < channels; channel++) {
      const from = channel * frames + start
      part.set(samples.subarray(from, from + length), channel * length)
    }
    record.put(tile, part)
  }
  return record
}

function beginningOf(gesture: Gesture, seconds: number): Gesture {
  if (gesture.durationSeconds <= seconds) return gesture
  const isIn = ({ timeSeconds }: { timeSeconds: number }): boolean => timeSeconds <= seconds
  return {
    ...gesture,
    durationSeconds: seconds,
    points: gesture.points.filter(isIn),
    fader: gesture.fader.filter(isIn),
  }
}
