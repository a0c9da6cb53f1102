import { fail } from "#shared/contract/errors.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import { TILE_FRAMES, TileSource } from "#shared/dsp/index.ts"
import {
  deckEventsOf,
  deckEventsOfPlayed,
  gestureOfNumbers,
  snapshotOfPlayed,
  type DeckPlan,
  type Gesture,
  type Played,
} from "#shared/gesture/index.ts"
import type { TaskContext } from "../platform/index.ts"
import { openAudio, writeMade, type SampleFormat } from "../audio/index.ts"

/** What the last cut leaves behind. */
const TAIL_SECONDS = 0.05
/** Half an hour in stereo: a sample for scratching lasts seconds. */
const MOST_SAMPLES = 1.8e8

interface RenderOptions extends DeckPlan {
  /** Any sound file. */
  sample: string
  sampleFormat: SampleFormat
  signal: AbortSignal
  onProgress(fraction: number): void
}

/**
 * Plays a gesture on a recording through the deck that plays live, into a stereo wav; under its name it is always whole.
 * @returns the frames written
 * @throws StudioError unreadable or invalid-input where the sample is, cancelled; Node's own errors (disk full)
 */
export async function renderTake(
  path: string,
  gesture: Gesture,
  { sample, sampleFormat, signal, onProgress, ...plan }: RenderOptions,
): Promise<number> {
  const { rateHz } = plan
  const deck = new Deck(rateHz)
  deck.load(await wholeRecord(sample, signal))
  for (const event of deckEventsOf(gesture, plan)) deck.send(event)
  const frames = Math.ceil((gesture.durationSeconds + TAIL_SECONDS) * rateHz)
  return write(path, deck, frames, { sampleFormat, signal, onProgress })
}

/**
 * Plays what a deck did, as it happened: on the same recording the same samples as were heard, to the bit.
 * @returns and throws as `renderTake`
 */
export async function renderPlayed(
  path: string,
  { rateHz, frames, start, events }: Played,
  { sample, ...writing }: Omit<RenderOptions, keyof DeckPlan>,
): Promise<number> {
  const deck = new Deck(rateHz)
  deck.load(await wholeRecord(sample, writing.signal))
  deck.restore(snapshotOfPlayed(start), 0)
  for (const event of deckEventsOfPlayed(events)) deck.send(event)
  return write(path, deck, frames, writing)
}

export interface GestureSoundInput {
  outputPath: string
  samplePath: string
  /** `numbersOfGesture` */
  numbers: Float64Array
  rateHz: number
}

/** Renders a gesture on a recording, on a worker thread. Progress is the fraction rendered. */
export async function gestureTask(
  { outputPath, samplePath, numbers, rateHz }: GestureSoundInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<void> {
  await renderTake(outputPath, gestureOfNumbers(numbers), {
    ...{ sample: samplePath, sampleFormat: "float32", rateHz, signal, onProgress },
  })
}

type Writing = Pick<RenderOptions, "sampleFormat" | "signal" | "onProgress">

const write = (path: string, deck: Deck, frames: number, writing: Writing): Promise<number> =>
  writeMade(path, { ...writing, frames, rateHz: deck.rateHz }, (left, right) =>
    deck.process(left, right, 0, left.length),
  )

/** @throws StudioError unreadable, invalid-input where it is longer than half an hour */
export async function wholeRecord(path: string, signal: AbortSignal): Promise<TileSource> {
  const source = await openAudio(path, { signal })
  try {
    const { sampleRateHz: rateHz, channels } = source
    const blocks: Float32Array[][] = []
    let frames = 0
    for await (const block of source.blocks()) {
      blocks.push(block)
      frames += block[0]!.length
      if (frames * channels > MOST_SAMPLES)
        fail("invalid-input", `${path} is longer than a sample can be (half an hour in stereo)`)
    }
    const record = new TileSource({ rateHz, channels, frames })
    for (let tile = 0; tile < record.tileCount; tile++)
      record.put(
        tile,
        tileOf(
          blocks,
          tile * TILE_FRAMES,
          Math.min(TILE_FRAMES, frames - tile * TILE_FRAMES),
          channels,
        ),
      )
    return record
  } finally {
    source.close()
  }
}

/** Frames from..from + count of all blocks together, planar. */
function tileOf(
  blocks: readonly Float32Array[][],
  from: number,
  count: number,
  channels: number,
): Float32Array {
  const samples = new Float32Array(count * channels)
  let at = 0
  for (const block of blocks) {
    const { length } = block[0]!
    const [first, last] = [Math.max(from, at), Math.min(from + count, at + length)]
    for (let channel = 0; channel < channels && first < last; channel++)
      samples.set(block[channel]!.subarray(first - at, last - at), channel * count + first - from)
    at += length
  }
  return samples
}
