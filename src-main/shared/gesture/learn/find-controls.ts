/** Which of the messages heard is the touch, the platter or a fader, by how a person was asked to move it. */
import { detectEncoding, type DetectedEncoding } from "../encodings/detect-encoding.ts"
import type { RawEvent } from "../decode/raw-event.ts"
import type { ControlProfile } from "../profile/profile.ts"
import { heardKeys, type HeardKey } from "./heard.ts"
import { lowHalfOf, type Keys } from "./low-halves.ts"

const NOTE_ON = 0x9
const CONTROL = 0xb
const BEND = 0xe
const LEAST_TURNS = 24
/** Of a fader's way. */
const LEAST_WAY = 0.5

/** Keys that went down and up: the most frequent one is the touch. Undefined where the surface feels nothing. */
export function findTouch(events: readonly RawEvent[]): string | undefined {
  const notes = [...heardKeys(events)].filter(
    ([, { status, values }]) =>
      status >> 4 === NOTE_ON &&
      values.some(({ value }) => value > 0) &&
      values.some(({ value }) => value === 0),
  )
  return mostValues(notes)?.[0]
}

export interface FoundPlatter extends DetectedEncoding {
  message: string
  /** Of a number of 14 bits, where it is not 32 numbers above. */
  low?: string | undefined
  /** What it sends clockwise counts down. */
  isReversed?: boolean
}

/** The control that sent most while the platter was turned both ways. */
export function findPlatter(events: readonly RawEvent[]): FoundPlatter | undefined {
  const keys = heardKeys(events)
  for (const [message, { values }] of turnedKeys(keys)) {
    const low = lowHalfOf(message, keys)
    const found = detectEncoding(values, low ? keys.get(low)!.values.length : 0)
    if (found) return { ...found, message, low }
  }
  return undefined
}

/** Whether anything was turned far enough to be a platter, whatever its encoding. */
export const hasTurned = (events: readonly RawEvent[]): boolean =>
  turnedKeys(heardKeys(events)).length > 0

function turnedKeys(keys: Keys): [string, HeardKey][] {
  const lows = lowHalvesOf(keys)
  return [...keys]
    .filter(([name, { status, values }]) => {
      return status >> 4 === CONTROL && values.length >= LEAST_TURNS && !lows.has(name)
    })
    .toSorted(([, a], [, b]) => b.values.length - a.values.length)
}

/** The control that went furthest while a fader was moved from end to end. */
export function findFader(
  events: readonly RawEvent[],
): (ControlProfile & { port?: string | undefined }) | undefined {
  const keys = heardKeys(events)
  const lows = lowHalvesOf(keys)
  const candidates = [...keys].filter(
    ([name, key]) =>
      (key.status >> 4 === BEND || key.status >> 4 === CONTROL) &&
      wayOf(key) >= LEAST_WAY &&
      !lows.has(name),
  )
  const best = mostValues(candidates)
  if (!best) return undefined
  const [message, { status, port }] = best
  const low = status >> 4 === CONTROL ? lowHalfOf(message, keys) : undefined
  return { message, port, ...(low ? { low } : {}) }
}

const lowHalvesOf = (keys: Keys): Set<string | undefined> =>
  new Set([...keys.keys()].map((message) => lowHalfOf(message, keys)))

function mostValues(keys: readonly [string, HeardKey][]): [string, HeardKey] | undefined {
  return keys.toSorted(([, a], [, b]) => b.values.length - a.values.length)[0]
}

function wayOf({ values }: HeardKey): number {
  const all = values.map(({ value }) => value)
  const most = all.reduce((a, b) => Math.max(a, b), 0)
  const least = all.reduce((a, b) => Math.min(a, b), 127)
  return (most - least) / 127
}
