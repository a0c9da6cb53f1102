/** A recording of a take, such as a microphone's or a mixer's, found in time against what the take sounds like. */
import { fail } from "#shared/contract/errors.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import {
  deckEventsOf,
  deckEventsOfPlayed,
  gestureOf,
  snapshotOfPlayed,
  type GestureTake,
} from "#shared/gesture/index.ts"
import { openAudio } from "../audio/index.ts"
import type { TaskContext } from "../platform/index.ts"
import { alignEnvelopes, alignRecording, type Alignment } from "./align/align.ts"
import { levelEnvelope, relativeEnvelope } from "./align/envelopes.ts"
import { levelOfGesture } from "./align/level-of-gesture.ts"
import { wholeRecord } from "./render-take-io.ts"

/** Longer ones are not held in memory. */
const MOST_SECONDS = 1200
const BLOCK = 4096

export interface AlignInput {
  take: GestureTake
  /** A sound file: what was recorded. */
  recordingPath: string
  /** What lay on the record; without it only the course of the level is compared. */
  samplePath?: string | undefined
}

/** @throws StudioError unreadable or invalid-input where a file is no sound or too long, cancelled */
export async function alignTask(
  { take, recordingPath, samplePath }: AlignInput,
  { signal }: Pick<TaskContext<number>, "signal">,
): Promise<Alignment> {
  const { mono, rateHz } = await monoOf(recordingPath, signal)
  if (samplePath === undefined)
    return alignEnvelopes(
      relativeEnvelope(levelOfGesture(gestureOf(take))),
      levelEnvelope(mono, rateHz),
    )
  return alignRecording(await soundOf(take, samplePath, { rateHz, signal }), mono, rateHz)
}

/** As it was played where the rate is that of the take, else as its gesture. */
async function soundOf(
  take: GestureTake,
  samplePath: string,
  { rateHz, signal }: { rateHz: number; signal: AbortSignal },
): Promise<Float32Array> {
  const deck = new Deck(rateHz)
  deck.load(await wholeRecord(samplePath, signal))
  const played = take.edited ? undefined : take.played
  let seconds: number
  if (played?.rateHz === rateHz) {
    deck.restore(snapshotOfPlayed(played.start), 0)
    for (const event of deckEventsOfPlayed(played.events)) deck.send(event)
    seconds = played.frames / rateHz
  } else {
    const gesture = gestureOf(take)
    for (const event of deckEventsOf(gesture, { rateHz })) deck.send(event)
    seconds = gesture.durationSeconds
  }
  checkLength(seconds, take.title)
  const [mono, right] = [new Float32Array(Math.ceil(seconds * rateHz)), new Float32Array(BLOCK)]
  for (let at = 0; at < mono.length; at += BLOCK) {
    signal.throwIfAborted()
    const left = mono.subarray(at, Math.min(mono.length, at + BLOCK))
    right.fill(0)
    deck.process(left, right, 0, left.length)
    for (let i = 0; i < left.length; i++) left[i] = 0.5 * (left[i]! + right[i]!)
  }
  return mono
}

async function monoOf(
  path: string,
  signal: AbortSignal,
): Promise<{ mono: Float32Array; rateHz: number }> {
  const source = await openAudio(path, { signal })
  try {
    const { sampleRateHz: rateHz, channels } = source
    const blocks: Float32Array[] = []
    let frames = 0
    for await (const block of source.blocks()) {
      const mono = Float32Array.from(block[0]!)
      for (const channel of block.slice(1))
        for (let i = 0; i < mono.length; i++) mono[i]! += channel[i]!
      blocks.push(mono.map((value) => value / channels))
      frames += mono.length
      checkLength(frames / rateHz, path)
    }
    const mono = new Float32Array(frames)
    let at = 0
    for (const block of blocks) {
      mono.set(block, at)
      at += block.length
    }
    return { mono, rateHz }
  } finally {
    source.close()
  }
}

function checkLength(seconds: number, name: string): void {
  if (seconds > MOST_SECONDS)
    fail("invalid-input", `${name} is longer than can be aligned (${MOST_SECONDS / 60} minutes)`)
}
