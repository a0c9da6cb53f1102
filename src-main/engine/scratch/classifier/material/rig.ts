/**
 * Gestures as rigs of all kinds report them. Half of them go through bytes and the decoder of real controllers; the others are
 * disturbed as much without, which is quicker.
 */
import {
  gestureOf,
  takeOfEvents,
  turnsAt,
  type ControllerProfile,
  type Gesture,
  type RawEvent,
} from "#shared/gesture/index.ts"
import { nearNormal, type Random } from "#shared/music/random.ts"
import { about, between, isBy, scaleBetween } from "./chance.ts"
import { handled } from "./fader-hand.ts"

const THROUGH_BYTES = 0.5
const STUDIO = 0.3

/** What the decoder is told of the rig; its ticks a turn may be another's. */
const PROFILE: ControllerProfile = {
  ...{ format: 1, id: "training", name: "Training", portNames: ["Training"], source: "made up" },
  decks: [
    {
      ...{ platter: ["B0 22"], touch: "unknown", encoding: "offset64", ticksPerRevolution: 720 },
      ...{ rpm: 33.333, pitch: "unknown" },
    },
  ],
  crossfader: { message: "B6 1F", low: "B6 3F" },
}

export interface Seen {
  gesture: Gesture
  openEnd: "high" | "unknown"
}

/** As the studio has what it drew or played itself, or as a rig sent it. */
export function seen(played: Gesture, random: Random): Seen {
  if (isBy(random, STUDIO)) return { gesture: played, openEnd: "high" }
  const stretched = inTime(played, isBy(random, 0.5) ? about(random, 0.5) : 1)
  const gesture = handled(stretched, random)
  const isSent = isBy(random, THROUGH_BYTES)
  return { gesture: isSent ? sent(gesture, random) : coarse(gesture, random), openEnd: "unknown" }
}

const inTime = (gesture: Gesture, factor: number): Gesture => ({
  durationSeconds: gesture.durationSeconds * factor,
  points: gesture.points.map((each) => ({ ...each, timeSeconds: each.timeSeconds * factor })),
  fader: gesture.fader.map((each) => ({ ...each, timeSeconds: each.timeSeconds * factor })),
  touches: [],
})

const reportOf = (random: Random): number =>
  isBy(random, 0.8) ? between(random, 0.001, 0.0016) : scaleBetween(random, 0.0016, 0.007)

function coarse(gesture: Gesture, random: Random): Gesture {
  const [step, late] = [reportOf(random), between(random, 0, 0.0008)]
  const scale = (isBy(random, 0.12) ? -1 : 1) * scaleBetween(random, 0.5, 60)
  const points: Gesture["points"][number][] = []
  let latest = 0
  for (let at = 0; at <= gesture.durationSeconds; at += step) {
    latest = Math.max(latest, at + late * Math.abs(nearNormal(random)))
    points.push({ timeSeconds: latest, positionTurns: scale * turnsAt(gesture, at) })
  }
  return { ...gesture, points }
}

function sent(gesture: Gesture, random: Random): Gesture {
  const [step, late] = [reportOf(random), between(random, 0, 0.0008)]
  const speed = fastest(gesture, step)
  const ticks =
    (isBy(random, 0.12) ? -1 : 1) * (scaleBetween(random, 2, 40) / Math.max(1e-9, speed))
  const sent: { at: number; bytes: number[] }[] = []
  let count = Math.round(turnsAt(gesture, 0) * ticks)
  for (let at = step; at <= gesture.durationSeconds; at += step) {
    const now = Math.round(turnsAt(gesture, at) * ticks)
    const way = Math.max(-63, Math.min(63, now - count))
    const arrived = at + late * Math.abs(nearNormal(random))
    if (way !== 0) sent.push({ at: arrived, bytes: [0xb0, 0x22, 64 + way] })
    count = now
  }
  for (const [i, { timeSeconds, value }] of gesture.fader.entries()) {
    if (i === 0) continue
    const number = Math.round(value * 16_383)
    sent.push({ at: timeSeconds, bytes: [0xb6, 0x1f, number >> 7, 0xb6, 0x3f, number & 0x7f] })
  }
  return gestureOf(takeOfEvents(inOrder(sent), PROFILE, "training"))
}

function inOrder(sent: { at: number; bytes: number[] }[]): RawEvent[] {
  if (sent.length === 0) sent.push({ at: 0, bytes: [0xb6, 0x1f, 64] })
  sent.sort((one, other) => one.at - other.at)
  return sent.map(({ at, bytes }) => ({
    ...{ atMicros: Math.round(at * 1e6), bytes: Uint8Array.from(bytes) },
  }))
}

function fastest(gesture: Gesture, step: number): number {
  let most = 0
  for (let at = step; at <= gesture.durationSeconds; at += 2 * step)
    most = Math.max(most, Math.abs(turnsAt(gesture, at) - turnsAt(gesture, at - step)))
  return most
}
