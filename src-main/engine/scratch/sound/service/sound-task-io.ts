/** A gesture as a file of sound: on a rig that was learnt, or on the studio's own deck. */
import { Deck } from "#shared/dsp/deck/index.ts"
import { deckEventsOf, type Gesture, gestureOfNumbers } from "#shared/gesture/index.ts"
import { type SampleFormat, writeMade } from "../../../audio/index.ts"
import { wholeRecord } from "../../../gestures/index.ts"
import type { TaskContext } from "../../../platform/index.ts"
import { Course } from "../deck/course.ts"
import { SOUND_RATE_HZ } from "../fit/heard-take.ts"
import { RigPlayer } from "../rig/rig-player.ts"
import { readRig } from "../rig/rig.ts"
import { readRecord } from "./mono-io.ts"

/** What the last cut leaves behind. */
const TAIL_SECONDS = 0.05

export interface ScratchSoundInput {
  outputPath: string
  /** null: the studio's own sample. */
  samplePath: string | null
  /** `numbersOfGesture` */
  numbers: Float64Array
  /** The text of a rig's file, or null: the studio's own deck. */
  rig: string | null
  sampleFormat: SampleFormat
}

/** Stereo, at 48 kHz; the same input gives the same bytes. @returns the frames written. Progress is the fraction. */
export async function scratchSoundTask(
  { outputPath, samplePath, numbers, rig, sampleFormat }: ScratchSoundInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<number> {
  const gesture = gestureOfNumbers(numbers)
  const fill =
    rig === null
      ? await onStudioDeck(gesture, samplePath, signal)
      : await onRig(gesture, { samplePath, rig }, signal)
  const frames = Math.ceil((gesture.durationSeconds + TAIL_SECONDS) * SOUND_RATE_HZ)
  return writeMade(
    outputPath,
    { rateHz: SOUND_RATE_HZ, frames, sampleFormat, signal, onProgress },
    fill,
  )
}

type Fill = (left: Float32Array, right: Float32Array) => void

async function onStudioDeck(
  gesture: Gesture,
  samplePath: string | null,
  signal: AbortSignal,
): Promise<Fill> {
  const deck = new Deck(SOUND_RATE_HZ)
  deck.load(
    samplePath === null ? await readRecord(null, signal) : await wholeRecord(samplePath, signal),
  )
  for (const event of deckEventsOf(gesture, { rateHz: SOUND_RATE_HZ })) deck.send(event)
  return (left, right) => deck.process(left, right, 0, left.length)
}

async function onRig(
  gesture: Gesture,
  { samplePath, rig }: { samplePath: string | null; rig: string },
  signal: AbortSignal,
): Promise<Fill> {
  const record = await readRecord(samplePath, signal)
  const player = new RigPlayer(readRig(rig, "The rig"), new Course(gesture), record)
  let frame = 0
  return (left, right) => {
    player.read(frame, left)
    right.set(left)
    frame += left.length
  }
}
