/**
 * A controller under a hand: what it sends, and when, by its profile. It looks at its encoder at fixed times, reports whole
 * ticks, and may jitter, stall, lose low bytes and be unplugged. The same seed sends the same.
 */
import type { RawEvent } from "#shared/gesture/decode/raw-event.ts"
import {
  bytesOfMessage,
  type ControllerProfile,
  type DeckProfile,
} from "#shared/gesture/profile/profile.ts"
import { nearNormal, seededRandom, type Random } from "#shared/music/random.ts"
import { ENCODE, encodeSpeed7, isTickEncoding, MOST_TICKS } from "./encoders.ts"
import type { Hand } from "./hands.ts"

interface Span {
  atSeconds: number
  seconds: number
}

export interface Simulation {
  profile: ControllerProfile
  /** Where the profile does not know it. */
  ticksPerRevolution?: number
  encoding?: keyof typeof ENCODE | "abs7" | "speed7" | "abs-timer"
  seconds: number
  reportSeconds?: number
  jitterSeconds?: number
  /** Messages of these times arrive together at their end. */
  stalls?: readonly Span[]
  /** Messages of these times are lost. */
  unplugged?: readonly Span[]
  /** Which part of the low halves of 14-bit numbers is lost. */
  lostLows?: number
  touches?: readonly Span[]
  /** 0..1 at a time. */
  faderAt?(seconds: number): number
  seed?: number
}

interface Sent {
  atSeconds: number
  bytes: number[]
}

export function simulateDevice(hand: Hand, simulation: Simulation): RawEvent[] {
  const { stalls = [], unplugged = [], jitterSeconds = 0.0003, seed = 1 } = simulation
  const random = seededRandom(seed)
  const sent = [
    ...platterOf(hand, simulation),
    ...touchOf(simulation),
    ...faderOf(simulation, random),
  ]
  sent.sort((a, b) => a.atSeconds - b.atSeconds)
  let latest = 0
  return sent
    .filter(({ atSeconds }) => !unplugged.some((span) => isWithin(atSeconds, span)))
    .map(({ atSeconds, bytes }) => {
      const stall = stalls.find((span) => isWithin(atSeconds, span))
      const arrives = stall ? stall.atSeconds + stall.seconds : atSeconds
      const atMicros = Math.round((arrives + jitterSeconds * nearNormal(random)) * 1e6)
      latest = Math.max(latest, atMicros)
      return { atMicros: latest, bytes: Uint8Array.from(bytes) }
    })
}

const isWithin = (at: number, { atSeconds, seconds }: Span): boolean =>
  at >= atSeconds && at < atSeconds + seconds

function platterOf(hand: Hand, simulation: Simulation): Sent[] {
  const { profile, seconds, reportSeconds = 0.001 } = simulation
  const deck = profile.decks[0]!
  const ticksPerTurn = simulation.ticksPerRevolution ?? Number(deck.ticksPerRevolution)
  const send = senderOf(deck, simulation)
  let count = Math.floor(hand.turnsAt(0) * ticksPerTurn)
  const sent: Sent[] = []
  for (let k = 1; k * reportSeconds <= seconds; k++) {
    const atSeconds = k * reportSeconds
    const now = Math.floor(hand.turnsAt(atSeconds) * ticksPerTurn)
    for (const bytes of send(now - count, now, atSeconds, hand)) sent.push({ atSeconds, bytes })
    count = now
  }
  return sent
}

type Send = (ticks: number, count: number, atSeconds: number, hand: Hand) => number[][]

function senderOf(deck: DeckProfile, simulation: Simulation): Send {
  const encoding = simulation.encoding ?? deck.encoding
  const [status = 0xb0, number = 0] =
    deck.platter === "unknown" ? [] : bytesOfMessage(deck.platter[0]!)
  if (encoding === "speed7") {
    let last = 64
    return (_ticks, _count, atSeconds, hand) => {
      const value = encodeSpeed7(hand.velocityAt(atSeconds))
      const isNews = value !== last
      last = value
      return isNews ? [[status, number, value]] : []
    }
  }
  if (encoding === "abs7")
    return (ticks, count) => (ticks === 0 ? [] : [[status, number, ((count % 128) + 128) % 128]])
  if (encoding === "abs-timer")
    return (_ticks, count, atSeconds) => [timedReport(count, Math.round(atSeconds * 1e6))]
  if (!isTickEncoding(encoding)) throw new Error(`${encoding} cannot be simulated`)
  const random = seededRandom(simulation.seed ?? 1)
  return (ticks) => {
    const messages: number[][] = []
    for (let left = ticks; left !== 0;) {
      const part = Math.sign(left) * Math.min(MOST_TICKS[encoding], Math.abs(left))
      const [high = 0, low] = ENCODE[encoding](part)
      messages.push([status, number, high])
      if (low !== undefined && random() >= (simulation.lostLows ?? 0))
        messages.push([status, number + 32, low])
      left -= part
    }
    return messages
  }
}

/** As `TIMED_LAYOUT` in this folder's profiles has it: 16 bits of position, 24 of microseconds, little-endian. */
export function timedReport(count: number, micros: number): number[] {
  const position = ((count % 65_536) + 65_536) % 65_536
  const timer = micros % 16_777_216
  return [0x2a, position & 0xff, position >> 8, timer & 0xff, (timer >> 8) & 0xff, timer >> 16, 0]
}

function touchOf({ profile, touches = [] }: Simulation): Sent[] {
  const { touch } = profile.decks[0]!
  if (touch === "unknown") return []
  const [status = 0, note = 0] = bytesOfMessage(touch[0]!)
  return touches.flatMap(({ atSeconds, seconds }) => [
    { atSeconds, bytes: [status, note, 127] },
    { atSeconds: atSeconds + seconds, bytes: [status, note, 0] },
  ])
}

function faderOf({ profile, faderAt, seconds, lostLows = 0 }: Simulation, random: Random): Sent[] {
  if (!faderAt || profile.crossfader === "unknown") return []
  const { message, low } = profile.crossfader
  const most = low === undefined ? 127 : 16_383
  const sent: Sent[] = []
  let last = -1
  for (let k = 0; k * 0.001 <= seconds; k++) {
    const value = Math.round(faderAt(k * 0.001) * most)
    if (value === last) continue
    last = value
    const high = low === undefined ? value : value >> 7
    sent.push({ atSeconds: k * 0.001, bytes: [...bytesOfMessage(message), high] })
    if (low !== undefined && random() >= lostLows)
      sent.push({ atSeconds: k * 0.001 + 0.0002, bytes: [...bytesOfMessage(low), value & 0x7f] })
  }
  return sent
}
