/** The techniques as parameters of the grammar (scratch.md 4.2). Timings are start values that hands vary. */
import type { TechniqueClass } from "../technique-names.ts"
import { closing, opening, OPEN, orbit, type Clicks, type Element } from "./element.ts"

export interface TechniqueParameters {
  /** Of one round, in order; their shares add up to 1. */
  elements: readonly Element[]
  /** That a round takes. */
  beats: number
  /** Seconds of record that an element of way 1 goes. */
  extentSeconds: number
  /** Against the grammar's own: 2 closes twice as long. */
  clickWidth: number
  /** Of the time of a round, what its way forward takes; as the elements have it where it is null. */
  split: number | null
  /** Where the fader stands when it is open, 0..1; closed is 0. */
  openLevel: number
  /** Of a human hand: 0 is a machine's, 1 a human's. */
  jitter: number
}

const USUAL: Omit<TechniqueParameters, "elements"> = {
  ...{ beats: 1, extentSeconds: 0.14, clickWidth: 1, split: null, openLevel: 1, jitter: 0 },
}

const clicks = (more: Partial<Clicks>): Clicks => ({ ...OPEN, width: 0.12, ...more })
const forth = (way: number, share: number, what: Clicks | "closed" = OPEN): Element => ({
  ...{ curve: "S", way, share, clicks: what },
})
const halt = (share: number, what: Clicks | "closed" = OPEN): Element => ({
  ...{ curve: "L", way: 0, share, clicks: what },
})

const tear = (steps: number): Element[] => {
  const share = (0.5 - 0.07 * steps) / (steps + 1)
  const parts = Array.from({ length: steps + 1 }, (_, i) => [
    ...(i > 0 ? [halt(0.07)] : []),
    forth(1 / (steps + 1), share),
  ])
  return [...parts.flat(), forth(-1, 0.5)]
}

/** One round of each. */
export const TECHNIQUES: Readonly<Record<TechniqueClass, TechniqueParameters>> = {
  baby: { ...USUAL, elements: orbit(OPEN), beats: 0.5 },
  scribble: { ...USUAL, elements: orbit(OPEN), beats: 0.15, extentSeconds: 0.04 },
  drag: { ...USUAL, elements: orbit(OPEN), beats: 4, extentSeconds: 0.6 },
  hydroplane: {
    ...{ ...USUAL, extentSeconds: 0.6 },
    elements: [{ ...forth(1, 1), ripples: { count: 15, depth: 0.8 } }],
  },
  tear: { ...USUAL, elements: tear(1), extentSeconds: 0.2 },
  forward: { ...USUAL, elements: orbit(OPEN, "closed"), beats: 0.5 },
  backward: { ...USUAL, elements: orbit("closed", OPEN), beats: 0.5 },
  stab: {
    ...{ ...USUAL, beats: 0.5, extentSeconds: 0.1 },
    elements: [forth(1, 0.42, clicks({ in: 0.28, out: 0.28 })), forth(-1, 0.58, "closed")],
  },
  chirp: {
    ...{ ...USUAL, beats: 0.5 },
    elements: orbit(clicks({ out: 0.17 }), clicks({ in: 0.17 })),
  },
  slice: {
    ...{ ...USUAL, beats: 0.5 },
    elements: orbit(clicks({ in: 0.17 }), clicks({ out: 0.17 })),
  },
  dice: { ...USUAL, elements: orbit(clicks({ in: 0.2, out: 0.2 })), beats: 0.5 },
  transformer: { ...USUAL, elements: orbit(opening(4)), beats: 2, extentSeconds: 0.3 },
  flare1: { ...USUAL, elements: orbit(closing(1)) },
  flare2: { ...USUAL, elements: orbit(closing(2)) },
  flare3: { ...USUAL, elements: orbit(closing(3, 0.1)), extentSeconds: 0.2 },
  ogflare: {
    ...USUAL,
    elements: [forth(1, 0.66, closing(1)), forth(-1, 0.34, clicks({ in: 0.2, out: 0.2 }))],
  },
  crab: { ...USUAL, elements: orbit(opening(4)), beats: 0.65 },
  twiddle: { ...USUAL, elements: orbit(opening(2)), beats: 0.4 },
  boomerang: {
    ...{ ...USUAL, extentSeconds: 0.2 },
    elements: [
      forth(0.67, 0.3, clicks({ in: 0.2, out: 0.2 })),
      halt(0.04, "closed"),
      forth(0.33, 0.16, clicks({ in: 0.2, out: 0.2 })),
      forth(-0.33, 0.16, clicks({ in: 0.2, out: 0.2 })),
      halt(0.04, "closed"),
      forth(-0.67, 0.3, clicks({ in: 0.2, out: 0.2 })),
    ],
  },
  prizm: {
    ...{ ...USUAL, extentSeconds: 0.2 },
    elements: [
      forth(0.375, 0.23, closing(1, 0.25)),
      halt(0.04),
      forth(0.375, 0.23, clicks({ out: 0.3 })),
      forth(-0.375, 0.23, clicks({ in: 0.3 })),
      halt(0.04),
      forth(-0.375, 0.23, closing(1, 0.25)),
    ],
  },
}

/** What goes by the same name: more steps, more clicks. The first is the usual one. */
export const VARIANTS: Readonly<Partial<Record<TechniqueClass, readonly TechniqueParameters[]>>> = {
  tear: [1, 2, 3].map((steps) => ({ ...TECHNIQUES.tear, elements: tear(steps) })),
  transformer: [4, 3, 5, 6].map((opens) => ({
    ...{ ...TECHNIQUES.transformer, elements: orbit(opening(opens)), beats: opens / 2 },
  })),
  crab: [4, 3].map((opens) => ({
    ...{ ...TECHNIQUES.crab, elements: orbit(opening(opens)), beats: opens * 0.16 },
  })),
}

export const variantsOf = (technique: TechniqueClass): readonly TechniqueParameters[] =>
  VARIANTS[technique] ?? [TECHNIQUES[technique]]
