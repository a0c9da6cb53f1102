/** Loudness as MusicXML has it, in per cent of MIDI's velocity 90, and as dynamic marks. */
import type { DirectionEntry } from "musicxml-io"

const VELOCITY_AT_100 = 90
const MEDIUM = 80
/** Marks from soft to loud, a step of 16 each. */
const LEVELS = ["pppp", "ppp", "pp", "p", "mp", "mf", "f", "ff", "fff", "ffff"]
const STEP = 16

/** Exact enough for `velocityOf` to give every velocity back. */
export function percentOf(velocity: number): number {
  return Math.round((velocity * 1e4) / VELOCITY_AT_100) / 100
}

export function velocityOf(percent: number): number {
  const velocity = Math.round((percent * VELOCITY_AT_100) / 100)
  return Number.isFinite(velocity) ? Math.max(1, Math.min(127, velocity)) : MEDIUM
}

/** The velocity that a direction sets; undefined where it sets none. */
export function levelOf({ sound, directionTypes }: DirectionEntry): number | undefined {
  if (sound?.dynamics !== undefined) return velocityOf(sound.dynamics)
  for (const type of directionTypes) {
    const level = type.kind === "dynamics" ? LEVELS.indexOf(type.value ?? "") : -1
    if (level >= 0) return Math.max(1, Math.min(127, STEP * level))
  }
  return undefined
}
