/** What arrives while a controller is learnt, as a picture of it: the last messages, what they seem to be, and a curve. */
import { bytesOfHex, hexOfBytes } from "../take/bytes.ts"
import type { RawEvent } from "../decode/raw-event.ts"
import type { Encoding } from "../profile/profile.ts"
import { countTicks } from "./count-ticks.ts"
import { findFader, findPlatter, findTouch } from "./find-controls.ts"
import { heardKeys } from "./heard.ts"
import type { LearnState } from "./learn-state.ts"

export interface CurvePoint {
  atSeconds: number
  value: number
}

export interface LivePicture {
  /** The last ones, the newest first: "B0 22 41". */
  messages: readonly string[]
  count: number
  /** What was found so far, in words; empty while nothing was. */
  found: string
  /** What the curve counts. */
  unit: "ticks" | "value" | "touch"
  curve: readonly CurvePoint[]
}

const MOST_MESSAGES = 6
/** More would be finer than the picture. */
const MOST_POINTS = 300

const ENCODING_WORDS: Readonly<Record<Encoding, string>> = {
  offset64: "steps around 64",
  twos7: "steps, 127 is one back",
  "sign-only": "one step a message",
  "sign-magnitude": "steps with a sign",
  diff14: "steps of 14 bits",
  abs7: "a position that goes round",
  speed7: "a speed around 64",
  "abs-timer": "positions with times",
  unknown: "unknown",
}

export function livePicture(state: LearnState): LivePicture {
  const { step, events } = state
  const messages = events.slice(-MOST_MESSAGES).map(({ bytes }) => hexOfBytes(bytes))
  const seen = { messages: messages.toReversed(), count: events.length }
  if (step === "touch") {
    const touch = findTouch(events)
    const found = touch === undefined ? "" : `Touch: ${touch}`
    return { ...seen, found, unit: "touch", curve: valuesOf(events, touch) }
  }
  if (step === "fader") return { ...seen, ...faderPicture(state) }
  return { ...seen, ...platterPicture(state) }
}

type Found = Pick<LivePicture, "found" | "unit" | "curve">

function faderPicture({ events, portName }: LearnState): Found {
  const fader = findFader(events)
  if (!fader) return { found: "", unit: "value", curve: valuesOf(events, mostOf(events)) }
  const { message, low, port } = fader
  const other = port === undefined || port === portName ? "" : ` on ${port}`
  const found = `Fader: ${message}${low ? ` and ${low}, 14 bits` : ", 7 bits"}${other}`
  return { found, unit: "value", curve: valuesOf(events, message) }
}

function platterPicture({ step, events, platter, forward = [] }: LearnState): Found {
  const found = platter ?? findPlatter(step === "back" ? [...forward, ...events] : events)
  if (!found) return { found: "", unit: "value", curve: valuesOf(events, mostOf(events)) }
  const curve: CurvePoint[] = []
  let count = 0
  const ticks = countTicks(events, found, (atSeconds, ticks) => {
    count += ticks
    curve.push({ atSeconds, value: count })
  })
  const words = `Platter: ${found.message}, ${ENCODING_WORDS[found.encoding]}`
  const isSpeed = found.encoding === "speed7"
  if (isSpeed) return { found: words, unit: "value", curve: valuesOf(events, found.message) }
  return { found: `${words}, ${ticks} ticks`, unit: "ticks", curve: thinned(curve) }
}

/** The name of what sent most. */
const mostOf = (events: readonly RawEvent[]): string | undefined =>
  [...heardKeys(events)].toSorted(([, a], [, b]) => b.values.length - a.values.length)[0]?.[0]

function valuesOf(events: readonly RawEvent[], message: string | undefined): CurvePoint[] {
  if (message === undefined) return []
  const own = events.filter(({ bytes }) => isOf(bytes, bytesOfHex(message)))
  const values = heardKeys(own).get(message)?.values ?? []
  return thinned(values.map(({ atMicros, value }) => ({ atSeconds: atMicros / 1e6, value })))
}

/** A note-off is of its note. */
const isOf = ([status = 0, number = 0]: Uint8Array, [wanted = 0, wantedNumber]: Uint8Array) =>
  (status === wanted || (wanted >> 4 === 0x9 && status === wanted - 0x10)) &&
  (wantedNumber === undefined || number === wantedNumber)

function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  const every = Math.ceil(points.length / MOST_POINTS)
  return points.filter((_, i) => i % every === 0 || i === points.length - 1)
}
