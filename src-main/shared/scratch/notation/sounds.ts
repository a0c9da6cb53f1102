/** What is heard of a gesture, one sound after the other, and its rhythm in note values. */
import type { Stroke } from "#shared/gesture/index.ts"
import { firstIndexWhere } from "#shared/sorted.ts"
import type { ClosedSpan } from "./lines.ts"
import { fine, type NotationBeats, type NotationSound } from "./model.ts"

type Sounding = Omit<NotationSound, "value">

/** Shorter is a click of its own, not a sound. */
const LEAST_SECONDS = 0.005

/** Note values by their length in beats of a quarter. */
const VALUES: readonly (readonly [beats: number, name: string])[] = [
  ...([
    [4, "1/1"],
    [3, "1/2."],
    [2, "1/2"],
    [1.5, "1/4."],
    [1, "1/4"],
  ] as const),
  ...([
    [2 / 3, "1/4t"],
    [0.75, "1/8."],
    [0.5, "1/8"],
    [1 / 3, "1/8t"],
    [0.375, "1/16."],
  ] as const),
  ...([
    [0.25, "1/16"],
    [1 / 6, "1/16t"],
    [0.125, "1/32"],
    [1 / 12, "1/32t"],
  ] as const),
]

/** Each stroke sounds where the fader is open in it. */
export function soundsOf(strokes: readonly Stroke[], closed: readonly ClosedSpan[]): Sounding[] {
  const sounds: Sounding[] = []
  for (const { startSeconds, endSeconds } of strokes) {
    let from = startSeconds
    let i = firstIndexWhere(closed.length, (at) => closed[at]!.endSeconds > startSeconds)
    for (; i < closed.length && closed[i]!.startSeconds < endSeconds; i++) {
      const span = closed[i]!
      if (span.startSeconds > from)
        sounds.push({ startSeconds: from, endSeconds: span.startSeconds })
      from = span.endSeconds
    }
    if (from < endSeconds) sounds.push({ startSeconds: from, endSeconds })
  }
  return sounds
    .filter((sound) => sound.endSeconds - sound.startSeconds >= LEAST_SECONDS)
    .map((sound) => ({
      startSeconds: fine(sound.startSeconds),
      endSeconds: fine(sound.endSeconds),
    }))
}

export function valued(sounds: readonly Sounding[], beats: NotationBeats | null): NotationSound[] {
  return sounds.map((sound, i) => {
    const next = sounds[i + 1]
    if (!beats || !next) return { ...sound, value: null }
    return {
      ...sound,
      value: valueOf(((next.startSeconds - sound.startSeconds) * beats.tempoBpm) / 60),
    }
  })
}

function valueOf(beats: number): string {
  const off = ([value]: (typeof VALUES)[number]): number => Math.abs(Math.log(beats / value))
  return VALUES.reduce((nearest, each) => (off(each) < off(nearest) ? each : nearest))[1]
}
