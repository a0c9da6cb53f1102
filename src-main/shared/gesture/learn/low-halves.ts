/**
 * Which control change carries the low seven bits of another one. Most devices keep to 32 numbers above; some do not (Roland
 * DJ-505: 8 and 88): there it is the one that always comes right behind, and jumps about while the other moves slowly.
 */
import { PAIR_MICROS } from "../encodings/control14.ts"
import type { HeardKey } from "./heard.ts"

export type Keys = ReadonlyMap<string, HeardKey>

const CONTROL = 0xb
const LOW_HALF = 32
const LEAST_VALUES = 12
/** Of its values. */
const MOST_LOST = 0.5
const LEAST_BEHIND = 0.8
/** In numbers a message, against the high half. */
const LEAST_WILDER = 3

/** The name of the low half of a key, if one was heard. */
export function lowHalfOf(message: string, keys: Keys): string | undefined {
  const high = keys.get(message)
  if (!high || high.status >> 4 !== CONTROL) return undefined
  const others = [...keys].filter(([name, key]) => name !== message && isAlike(key, high))
  const usual = others.find(([, { number }]) => number === high.number + LOW_HALF)
  return (usual ?? others.find(([, key]) => isBehind(key, high)))?.[0]
}

/** On the same channel, and about as often. */
const isAlike = ({ status, values }: HeardKey, high: HeardKey): boolean =>
  status === high.status &&
  values.length > high.values.length * MOST_LOST &&
  values.length <= high.values.length * (1 + MOST_LOST)

function isBehind(low: HeardKey, high: HeardKey): boolean {
  if (low.values.length < LEAST_VALUES) return false
  let next = 0
  let behind = 0
  for (const { atMicros } of low.values) {
    while (high.values[next + 1] && high.values[next + 1]!.atMicros <= atMicros) next++
    const since = atMicros - high.values[next]!.atMicros
    if (since >= 0 && since <= PAIR_MICROS) behind++
  }
  if (behind < low.values.length * LEAST_BEHIND) return false
  return stepOf(low) > LEAST_WILDER * stepOf(high)
}

function stepOf({ values }: HeardKey): number {
  const steps = values.slice(1).map(({ value }, i) => Math.abs(value - values[i]!.value))
  return steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length)
}
