/**
 * Where sounds begin in what a hand did (scratch.md 5): the fader opens on a record that moves, the record comes to speed or
 * turns round under an open fader. A sound that stops at once is none: neither a silent fader nor a trembling hand makes any.
 */
import { OPEN_FROM } from "../environment/index.ts"
import { LEAD_BEATS, type Performance } from "../gestures/index.ts"

const HEARD_SPEED = 0.1
const RISEN_SPEED = 0.15
const REFRACTORY_MS = 25
/** A sound that is heard for less than this has not begun. */
const LEAST_SOUND_MS = 15

export interface Sounds {
  /** Of each sound, in beats from the beginning of the bar. */
  beats: number[]
  /** Whether the fader made it. */
  isCut: boolean[]
  /** The greatest speed while it is heard. */
  peaks: number[]
  /** Moves of the fader over the cut, both ways. */
  faderMoves: number
  /** Those of them that nobody hears: the record stands. */
  silentMoves: number
  reversals: number
  /** Share of the time in which something is heard. */
  sounding: number
}

interface Moment {
  ms: number
  isCut: boolean
}

export function soundsOf(performance: Performance): Sounds {
  const { speeds, faders, beatMs, barFrom } = performance
  const { moments, heard, ...moves } = momentsOf(performance)
  const from = Math.round(barFrom)
  const starts: Moment[] = []
  for (const each of moments) {
    const last = starts.at(-1)
    if (last && each.ms - last.ms < REFRACTORY_MS) continue
    if (isHeardFrom(performance, each.ms)) starts.push(each)
  }
  const inBar = starts.filter(({ ms }) => ms >= from)
  return {
    beats: inBar.map(({ ms }) => ms / beatMs - LEAD_BEATS),
    isCut: inBar.map(({ isCut }) => isCut),
    peaks: inBar.map(({ ms }, i) => peakOf(speeds, faders, ms, inBar[i + 1]?.ms ?? speeds.length)),
    ...moves,
    sounding: heard / Math.max(1, speeds.length - from),
  }
}

function momentsOf({ speeds, faders, barFrom }: Performance) {
  const moments: Moment[] = []
  let [isOpen, way, isQuiet, crossedMs] = [faders[0]! > OPEN_FROM, 0, true, 0]
  let [faderMoves, silentMoves, reversals, heard] = [0, 0, 0, 0]
  for (let ms = 0; ms < speeds.length; ms++) {
    const speed = speeds[ms]!
    const size = Math.abs(speed)
    const isIn = ms >= barFrom
    const opens = faders[ms]! > OPEN_FROM
    if (opens !== isOpen) {
      isOpen = opens
      if (isIn) faderMoves++
      if (isIn && size <= HEARD_SPEED) silentMoves++
      if (opens && size > HEARD_SPEED) moments.push({ ms, isCut: true })
    }
    if (ms > 0 && speed * speeds[ms - 1]! <= 0) crossedMs = ms
    if (size < HEARD_SPEED) isQuiet = true
    if (size >= RISEN_SPEED) {
      const isTurned = way !== 0 && Math.sign(speed) !== way
      if (isTurned && isIn) reversals++
      if (isOpen && (isQuiet || isTurned))
        moments.push({ ms: isTurned ? crossedMs : ms, isCut: false })
      way = Math.sign(speed)
      isQuiet = false
    }
    if (isIn && isOpen && size > HEARD_SPEED) heard++
  }
  moments.sort((a, b) => a.ms - b.ms)
  return { moments, faderMoves, silentMoves, reversals, heard }
}

/** Whether it is heard soon after its beginning, and for a while. */
function isHeardFrom({ speeds, faders }: Performance, ms: number): boolean {
  let heard = 0
  const until = Math.min(speeds.length, ms + 3 * LEAST_SOUND_MS)
  for (let at = ms; at < until && heard < LEAST_SOUND_MS; at++)
    if (faders[at]! > OPEN_FROM && Math.abs(speeds[at]!) > HEARD_SPEED) heard++
  return heard >= LEAST_SOUND_MS
}

function peakOf(speeds: Float32Array, faders: Float32Array, from: number, to: number): number {
  let peak = 0
  for (let ms = from; ms < to; ms++)
    if (faders[ms]! > OPEN_FROM) peak = Math.max(peak, Math.abs(speeds[ms]!))
  return peak
}
