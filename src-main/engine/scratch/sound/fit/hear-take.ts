/** Finds a take in a recording of it, and says in plain words where it cannot be learnt from. */
import { fail } from "#shared/contract/errors.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import { alignRecording } from "../../../gestures/index.ts"
import { Course } from "../deck/course.ts"
import type { Timeline } from "../deck/needle-read.ts"
import { studioSound } from "../deck/studio-deck.ts"
import { atRate } from "./at-rate.ts"
import { type HeardTake, SOUND_RATE_HZ } from "./heard-take.ts"

export interface TakeToHear {
  title: string
  takeKey: string
  recordKey: string
  gesture: Gesture
  record: TileSource
  recording: { mono: Float32Array; rateHz: number }
  /** For messages, as `title` is. */
  recordingTitle: string
}

/** Longer takes are not learnt from: minutes are enough, and all of it is held in memory. */
const MOST_SECONDS = 1200
const LEAST_SECONDS = 1
/** Rates that recorders have. */
const [LEAST_RATE_HZ, MOST_RATE_HZ] = [16_000, 192_000]

/** @throws StudioError invalid-input where there is nothing to be learnt, naming take and reason */
export function hearTake({
  gesture,
  record,
  recording,
  recordingTitle,
  ...names
}: TakeToHear): HeardTake {
  const { title } = names
  checkGesture(gesture, title)
  checkRecording(recording, `${recordingTitle}, the recording of ${title},`)
  const sound = atRate(recording.mono, recording.rateHz, SOUND_RATE_HZ)
  const reference = studioSound(gesture, record, SOUND_RATE_HZ)
  if (!reference.some((value) => Math.abs(value) > 1e-4))
    fail(
      "invalid-input",
      `${title} makes no sound on its record: the fader is closed, the record stands, or it is silent`,
    )
  const found = alignRecording(reference, sound, SOUND_RATE_HZ)
  if (!found.isSure)
    fail(
      "invalid-input",
      `${title} is not to be found in its recording, ${recordingTitle}: it is of another take, or at another speed`,
    )
  const { offsetSeconds } = found
  const clock = 1 + found.skewPpm * 1e-6
  const first = Math.max(0, Math.round(offsetSeconds * SOUND_RATE_HZ))
  const end = (offsetSeconds + gesture.durationSeconds * clock) * SOUND_RATE_HZ
  const heard = sound.subarray(first, Math.floor(Math.min(sound.length, end)))
  if (heard.length < LEAST_SECONDS * SOUND_RATE_HZ)
    fail("invalid-input", `Less than ${LEAST_SECONDS} s of ${title} are in its recording`)
  const timeline = {
    startSeconds: (first / SOUND_RATE_HZ - offsetSeconds) / clock,
    stepSeconds: 1 / SOUND_RATE_HZ / clock,
  }
  return {
    ...{ ...names, heard, uncalibrated: along(reference, timeline, heard.length) },
    playing: { course: new Course(gesture), record, timeline },
  }
}

/** A sound that begins with the take, on the timeline of its recording. Between samples it goes straight. */
function along(
  sound: Float32Array,
  { startSeconds, stepSeconds }: Timeline,
  count: number,
): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const place = (startSeconds + i * stepSeconds) * SOUND_RATE_HZ
    const at = Math.floor(place)
    const here = sound[at] ?? 0
    return here + ((sound[at + 1] ?? 0) - here) * (place - at)
  })
}

function checkGesture({ durationSeconds, points }: Gesture, title: string): void {
  if (durationSeconds > MOST_SECONDS)
    fail(
      "invalid-input",
      `${title} is longer than can be learnt from (${MOST_SECONDS / 60} minutes)`,
    )
  if (durationSeconds < LEAST_SECONDS || points.length < 2)
    fail("invalid-input", `There is nothing in ${title} to be learnt from: the record hardly moves`)
}

/** @param what names the recording */
function checkRecording({ mono, rateHz }: TakeToHear["recording"], what: string): void {
  if (rateHz < LEAST_RATE_HZ || rateHz > MOST_RATE_HZ)
    fail("invalid-input", `${what} has ${rateHz} samples a second: too few or too many`)
  if (mono.length > (MOST_SECONDS + 600) * rateHz)
    fail("invalid-input", `${what} is longer than can be learnt from`)
  if (mono.some((value) => !Number.isFinite(value)))
    fail("invalid-input", `${what} holds samples that are no numbers`)
  if (!mono.some((value) => Math.abs(value) > 1e-4)) fail("invalid-input", `${what} is silent`)
}
