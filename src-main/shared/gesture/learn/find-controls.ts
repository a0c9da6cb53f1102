/** Which of the messages heard is the touch, the platter or a fader, by how a person was asked to move it. */
import { detectEncoding, type DetectedEncoding } from "../encodings/detect-encoding.ts"
import type { RawEvent } from "../decode/raw-event.ts"
import type { ControlProfile } from "../profile/profile.ts"
import { heardKeys, type HeardKey } from "./heard.ts"

const NOTE_ON = 0x9
const CONTROL = 0xb
const BEND = 0xe
const LOW_HALF = 32
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
}

/** The control that sent most while the platter was turned both ways. */
export function findPlatter(events: readonly RawEvent[]): FoundPlatter | undefined {
  const keys = heardKeys(events)
  const controls = [...keys].filter(([, { status }]) => status >> 4 === CONTROL)
  const best = controls
    .filter(([, key]) => key.values.length >= LEAST_TURNS && !isLowHalf(key, keys))
    .toSorted(([, a], [, b]) => b.values.length - a.values.length)
  for (const [message, { values, status, number }] of best) {
    const low = keyOf(keys, status, number + LOW_HALF)
    const found = detectEncoding(values, low?.[1].values.length ?? 0)
    if (found) return { ...found, message }
  }
  return undefined
}

/** The control that went furthest while a fader was moved from end to end. */
export function findFader(
  events: readonly RawEvent[],
): (ControlProfile & { port?: string | undefined }) | undefined {
  const keys = heardKeys(events)
  const candidates = [...keys].filter(
    ([, key]) =>
      (key.status >> 4 === BEND || key.status >> 4 === CONTROL) &&
      wayOf(key) >= LEAST_WAY &&
      !isLowHalf(key, keys),
  )
  const best = mostValues(candidates)
  if (!best) return undefined
  const [message, { status, number, port }] = best
  const low = status >> 4 === CONTROL ? keyOf(keys, status, number + LOW_HALF) : undefined
  return { message, port, ...(low ? { low: low[0] } : {}) }
}

function mostValues(keys: readonly [string, HeardKey][]): [string, HeardKey] | undefined {
  return keys.toSorted(([, a], [, b]) => b.values.length - a.values.length)[0]
}

function wayOf({ values }: HeardKey): number {
  const all = values.map(({ value }) => value)
  const most = all.reduce((a, b) => Math.max(a, b), 0)
  const least = all.reduce((a, b) => Math.min(a, b), 127)
  return (most - least) / 127
}

/** A low half comes right behind its high one, 32 numbers below it. */
function isLowHalf({ status, number, values }: HeardKey, keys: Keys): boolean {
  const high = keyOf(keys, status, number - LOW_HALF)
  return high !== undefined && high[1].values.length > values.length / 2
}

type Keys = ReadonlyMap<string, HeardKey>

const keyOf = (keys: Keys, status: number, number: number): [string, HeardKey] | undefined =>
  [...keys].find(([, key]) => key.status === status && key.number === number)
