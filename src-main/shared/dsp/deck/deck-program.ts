/**
 * All that will happen on a deck, known before it begins: packed, so that it goes to the audio thread as one block of memory,
 * with marks on the way from which the deck can go on at once.
 */
import type { DeckEvent } from "./deck-events.ts"
import type { DeckMemory } from "./deck-snapshot.ts"
import { CARRY_SECONDS } from "./hand-path.ts"

export interface DeckProgram {
  frames: number
  /** Rows of frame, kind and four values. */
  events: Float64Array
  /** One every MARK_SECONDS, the first at frame 0. */
  marks: readonly DeckMark[]
}

/** How a deck is before a frame. */
export interface DeckMark {
  frame: number
  /** The first event that is still to come. */
  next: number
  memory: DeckMemory
  /** Of the record, between which the needle is until the next mark. */
  leastSeconds: number
  mostSeconds: number
}

export const MARK_SECONDS = 0.25
const ROW = 6
const KINDS = ["platter", "touch", "fader", "curve", "motor", "pitch", "needle", "loop", "gain"]

export function packEvents(events: readonly DeckEvent[]): Float64Array {
  const rows = new Float64Array(events.length * ROW)
  for (let i = 0; i < events.length; i++) {
    const event = events[i]!
    const at = i * ROW
    rows[at] = event.frame
    rows[at + 1] = KINDS.indexOf(event.kind)
    if (event.kind === "platter") {
      // Thousands a second: no list is made of their values.
      rows[at + 2] = event.position
      rows[at + 3] = event.velocity
      rows[at + 4] = event.ageFrames ?? 0
      rows[at + 5] = event.carrySeconds ?? NaN
    } else rows.set(valuesOf(event), at + 2)
  }
  return rows
}

/** NaN stands for what is absent. */
function valuesOf(event: Exclude<DeckEvent, { kind: "platter" }>): number[] {
  switch (event.kind) {
    case "touch":
      return [Number(event.isHeld)]
    case "fader":
      return [event.place]
    case "curve": {
      const { lag, cut, contour, reverse } = event.curve
      return [lag, cut, contour, Number(reverse)]
    }
    case "motor":
      return [Number(event.isOn)]
    case "pitch":
      return [event.speed]
    case "needle":
      return [event.seconds]
    case "loop":
      return event.loop ? [event.loop.startSeconds, event.loop.endSeconds] : [NaN]
    case "gain":
      return [event.gain]
  }
}

/** Reads a program row by row. Events are used again: each holds until the next of its kind. Allocates nothing. */
export class ProgramReader {
  #rows: Float64Array = new Float64Array(0)
  #next = 0
  #platter = {
    ...{ kind: "platter" as const, frame: 0, position: 0, velocity: 0, ageFrames: 0 },
    carrySeconds: CARRY_SECONDS,
  }
  #touch = { kind: "touch" as const, frame: 0, isHeld: false }
  #fader = { kind: "fader" as const, frame: 0, place: 1 }
  #curve = {
    ...{ kind: "curve" as const, frame: 0 },
    curve: { lag: 0, cut: 0, contour: 0, reverse: false },
  }
  #motor = { kind: "motor" as const, frame: 0, isOn: false }
  #pitch = { kind: "pitch" as const, frame: 0, speed: 1 }
  #needle = { kind: "needle" as const, frame: 0, seconds: 0 }
  #loop = { kind: "loop" as const, frame: 0, loop: { startSeconds: 0, endSeconds: 0 } }
  #noLoop = { kind: "loop" as const, frame: 0, loop: null }
  #gain = { kind: "gain" as const, frame: 0, gain: 1 }

  /** @param next the row that comes first */
  begin(rows: Float64Array, next: number): void {
    this.#rows = rows
    this.#next = next
  }

  /** The next event before a frame, or null. */
  before(frame: number): DeckEvent | null {
    const at = this.#next * ROW
    if (at >= this.#rows.length || this.#rows[at]! >= frame) return null
    this.#next++
    const event = this.#read(at)
    event.frame = this.#rows[at]!
    return event
  }

  #read(at: number): DeckEvent {
    const rows = this.#rows
    const value = rows[at + 2]!
    switch (KINDS[rows[at + 1]!]) {
      case "platter":
        this.#platter.position = value
        this.#platter.velocity = rows[at + 3]!
        this.#platter.ageFrames = rows[at + 4]!
        this.#platter.carrySeconds = Number.isNaN(rows[at + 5]!) ? CARRY_SECONDS : rows[at + 5]!
        return this.#platter
      case "touch":
        this.#touch.isHeld = value !== 0
        return this.#touch
      case "fader":
        this.#fader.place = value
        return this.#fader
      case "curve":
        this.#curve.curve.lag = value
        this.#curve.curve.cut = rows[at + 3]!
        this.#curve.curve.contour = rows[at + 4]!
        this.#curve.curve.reverse = rows[at + 5] !== 0
        return this.#curve
      case "motor":
        this.#motor.isOn = value !== 0
        return this.#motor
      case "pitch":
        this.#pitch.speed = value
        return this.#pitch
      case "needle":
        this.#needle.seconds = value
        return this.#needle
      case "loop":
        if (Number.isNaN(value)) return this.#noLoop
        this.#loop.loop.startSeconds = value
        this.#loop.loop.endSeconds = rows[at + 3]!
        return this.#loop
      default:
        this.#gain.gain = value
        return this.#gain
    }
  }
}
