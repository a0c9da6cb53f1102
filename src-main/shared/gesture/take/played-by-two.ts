/** What a deck did while two shared it, as what each of them did: where one plays, the other's fader is closed. */
import type { Played } from "./played.ts"

/** In which a guest had the deck; frames of what was played. */
export interface GuestSpan {
  readonly from: number
  /** The first frame that is the host's again. */
  readonly to: number
}

type Event = Played["events"][number]

/** The motor and the mixer are the host's, whoever plays. */
const isOfHand = ({ kind }: Event): boolean =>
  kind === "platter" || kind === "touch" || kind === "fader" || kind === "needle"

/** @param spans in the order of time, none overlapping the next */
export function playedByTwo(
  played: Played,
  spans: readonly GuestSpan[],
): { host: Played; guest: Played } {
  const isGuests = (event: Event): boolean =>
    isOfHand(event) && spans.some(({ from, to }) => event.frame >= from && event.frame < to)
  const closed = (frame: number): Event => ({ kind: "fader", frame, place: 0 })
  const inTime = (events: Event[]): Event[] => events.sort((one, other) => one.frame - other.frame)
  const { start, events } = played
  const begins = spans.map(({ from }) => closed(from))
  const ends = spans.map(({ to }) => closed(to))
  return {
    // The host's closed fader comes after whatever happened at that frame; its own place is told again at the end.
    host: { ...played, events: inTime([...events.filter((event) => !isGuests(event)), ...begins]) },
    guest: {
      ...played,
      start: still(start),
      events: inTime([...ends, ...events.filter((event) => isGuests(event) || isMixers(event))]),
    },
  }
}

const isMixers = ({ kind }: Event): boolean => kind === "curve" || kind === "gain"

/** Nobody has played yet: the record stands, held, the fader is closed. */
const still = (start: Played["start"]): Played["start"] => ({
  ...start,
  ...{ speed: 0, isHeld: true, isMotorOn: false, waiting: [] },
  platter: { platterSpeed: 0, recordSpeed: 0 },
  hand: { report: null, offsetSeconds: start.positionSeconds },
  gate: { ...start.gate, place: 0, target: 0, level: 0, smooth: 0 },
})
