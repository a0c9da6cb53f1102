/** A technique as a gesture: rounds of its elements, from turn 0, on a beat. */
import type { FaderPoint, Gesture, PositionPoint } from "#shared/gesture/index.ts"
import { SECONDS_PER_TURN } from "#shared/gesture/index.ts"
import { closedIn, curveAt, type Element } from "./element.ts"
import { humanHand, machineHand, type Hand } from "./human-hand.ts"
import type { TechniqueParameters } from "./techniques.ts"

const STEP_SECONDS = 0.004
/** Ripples are as quick as 40 Hz. */
const RIPPLE_STEP_SECONDS = 0.002

export interface TechniqueTime {
  /** Beats a minute. */
  bpm?: number
  /** How often it is done. */
  rounds?: number
  /** Of the hand's jitter. */
  seed?: number
}

/** @throws nothing: any parameters are a gesture */
export function techniqueGesture(
  parameters: TechniqueParameters,
  { bpm = 95, rounds = 1, seed = 1 }: TechniqueTime = {},
): Gesture {
  const { elements, beats, extentSeconds, clickWidth, jitter } = parameters
  const hand = jitter > 0 ? humanHand(jitter, seed) : machineHand
  const drawing = new Drawing(parameters.openLevel)
  const shares = sharesOf(elements, parameters.split)
  const roundSeconds = (beats * 60) / bpm
  for (let round = 0; round < rounds; round++)
    for (const [i, element] of elements.entries()) {
      const seconds = shares[i]! * roundSeconds * hand.time()
      drawing.add(element, { seconds, extentSeconds, clickWidth }, hand)
    }
  return hand.played(drawing.gesture())
}

/** How the time of a round is shared, where its way forward takes another part of it. */
function sharesOf(elements: readonly Element[], split: number | null): number[] {
  const shares = elements.map(({ share }) => share)
  const firstBack = elements.findIndex(({ way }) => way < 0)
  if (split === null || firstBack < 1) return shares
  const forward = shares.slice(0, firstBack).reduce((sum, share) => sum + share, 0)
  return shares.map((share, i) =>
    i < firstBack ? (share * split) / forward : (share * (1 - split)) / (1 - forward),
  )
}

interface Round {
  seconds: number
  extentSeconds: number
  clickWidth: number
}

class Drawing {
  readonly #openLevel: number
  readonly #points: PositionPoint[] = [{ timeSeconds: 0, positionTurns: 0 }]
  readonly #closed: [from: number, to: number][] = []
  #seconds = 0
  #turns = 0

  constructor(openLevel: number) {
    this.#openLevel = openLevel
  }

  add(element: Element, { seconds, extentSeconds, clickWidth }: Round, hand: Hand): void {
    const start = this.#seconds
    const reach = (element.way * extentSeconds * hand.reach()) / SECONDS_PER_TURN
    const step = element.ripples ? RIPPLE_STEP_SECONDS : STEP_SECONDS
    const steps = element.way === 0 ? 1 : Math.max(2, Math.ceil(seconds / step))
    const bent = hand.bend()
    for (let i = 1; i <= steps; i++) {
      const u = i / steps
      this.#points.push({
        timeSeconds: start + u * seconds,
        positionTurns: this.#turns + reach * curveAt(element, bent(u)),
      })
    }
    for (const [from, to] of closedIn(element.clicks)) {
      const wider = from > 0 && to < 1 ? ((to - from) * (clickWidth * hand.width() - 1)) / 2 : 0
      this.#close(start + (from - wider) * seconds, start + (to + wider) * seconds)
    }
    this.#seconds += seconds
    this.#turns += reach
  }

  gesture(): Gesture {
    const fader: FaderPoint[] = []
    const set = (timeSeconds: number, value: number): void => {
      const at = Math.max(0, timeSeconds)
      if (fader.at(-1)?.timeSeconds === at) fader.pop()
      if (fader.at(-1)?.value !== value) fader.push({ timeSeconds: at, value })
    }
    set(0, this.#openLevel)
    for (const [from, to] of this.#closed) {
      set(from, 0)
      set(to, this.#openLevel)
    }
    return {
      ...{ durationSeconds: this.#seconds, points: this.#points, fader },
      touches: [{ startSeconds: 0, endSeconds: this.#seconds }],
    }
  }

  /** What is closed up to where the next is closed again is closed in one. */
  #close(from: number, to: number): void {
    const last = this.#closed.at(-1)
    if (last && from <= last[1] + 1e-6) last[1] = Math.max(last[1], to)
    else this.#closed.push([from, to])
  }
}
